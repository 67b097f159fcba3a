public import CaseDomain
public import EventJournal

/// What a check of a whole store found.
public struct StoreReport: Sendable {
  /// What is wrong with the files and the lines.
  public var journal: CheckReport
  /// What happened although nobody was allowed to do it, or although it could not happen there.
  public var irregularities: [IrregularEvent] = []
  public var snapshot = SnapshotFinding.none
  /// What is wrong with the access record; nil where nothing was recorded yet.
  public var access: CheckReport?
  /// The lines of the access record that tell of another journal than this one.
  public var contradictions: [AccessContradiction] = []
  /// The lines of the access record that tell of what nobody had a right to show.
  public var trespasses: [AccessTrespass] = []
  /// What became of the anchors that were held against the journal, in their order.
  public var anchors: [AnchorFinding] = []

  /// The worst of the findings.
  public var severity: Severity {
    let anchors = anchors.map(\.severity).max() ?? .clean
    let events = irregularities.isEmpty ? Severity.clean : .tampered
    let isTrue = contradictions.isEmpty && trespasses.isEmpty
    let access = isTrue ? access?.severity ?? .clean : Severity.tampered
    return max(journal.severity, events, snapshot.severity, anchors, access)
  }
}

/// A line of the access record that names an entry of the journal by another hash than that entry has.
public struct AccessContradiction: Hashable, Sendable {
  /// From 1, in `access.jsonl`.
  public var line: Int
  public var entry: Int
}

/// A line of the access record by which somebody was shown a case that no right of theirs covered then.
public struct AccessTrespass: Hashable, Sendable {
  /// From 1, in `access.jsonl`.
  public var line: Int
  /// The last entry of the journal then.
  public var entry: Int
  public var by: OfficerID
  public var `case`: CaseID?
}

/// An event of the journal that no rule of its moment would have allowed.
public struct IrregularEvent: Hashable, Sendable {
  public var stamp: Stamp
  /// The word under `kind`.
  public var kind: String
  public var `case`: CaseID?
  public var irregularity: Irregularity
}

/// What a check found of the snapshot, which is a cache.
public enum SnapshotFinding: Hashable, Sendable {
  /// There is none, or it was not to be held against a journal that is damaged itself.
  case none
  /// It is the state at this entry.
  case right(entry: Int)
  /// It cannot be used, and nobody uses it.
  case unusable
  /// It can be read and says what the journal does not: it was changed, and so was what everybody sees.
  case different(entry: Int)

  var severity: Severity {
    switch self {
    case .none, .right: .clean
    case .unusable: .repairable
    case .different: .tampered
    }
  }
}
