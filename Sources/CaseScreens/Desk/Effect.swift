public import CanonicalForm
public import CaseDomain

/// What the desk asks of the world around it; each is answered before the next key is handled.
public enum Effect: Sendable {
  /// Commands for the one writer; answered by ``Answer/performed(_:_:)`` or ``Answer/failed(_:_:)``.
  case perform(Order)
  /// Put the draft on the disk; no answer.
  case saveDraft(Draft)
  /// Remove a draft whose registration is saved, or that the officer discards; no answer.
  case removeDraft(DraftID)
  /// Keep what the next sitting shall find; no answer.
  case remember(DeskMemory)
  /// Tell colleagues which case is open here, or that none is; no answer.
  case claim(CaseID?)
  /// Show the store at another moment; answered by ``Answer/viewed(_:)`` or ``Answer/refused(_:)``.
  case view(ViewMoment)
  /// Write a table for Excel; answered by ``Answer/written(_:)`` or ``Answer/refused(_:)``.
  case export(Export)
  /// Write the sheet of a neighbourhood; answered by ``Answer/written(_:)`` or ``Answer/refused(_:)``.
  case printSheet(Neighbourhood)
  /// Record who sees what before it is seen; answered by ``Answer/recorded(_:)`` or ``Answer/unrecorded(_:_:)``.
  case record(Access.Deed)
  /// Draw everything anew.
  case repaint
  /// Stop until the shell continues the program.
  case suspend
  case quit
}

/// Commands that are sent together, and why.
public struct Order: Sendable {
  public var commands: [Command]
  /// What they are for, so that the answer finds its way.
  var purpose: Purpose
  /// The last entry that the officer had seen; what others changed behind it is refused.
  public var seen: Int?

  enum Purpose: Hashable, Sendable {
    /// Decisions and other verbs on cases.
    case cases([CaseID])
    case register
    case correct(CaseID)
    case undo
  }

  init(_ commands: [Command], _ purpose: Purpose, seen: Int? = nil) {
    (self.commands, self.purpose, self.seen) = (commands, purpose, seen)
  }
}

/// What became of an ``Effect``.
public enum Answer: Sendable {
  case performed(Order, Performance)
  /// Nothing was saved; the sentence says why and what to do.
  case failed(Order, String)
  case viewed(PastView)
  /// A file was written; its path.
  case written(String)
  /// It is on the disk and may be seen.
  case recorded(Access.Deed)
  /// It could not be recorded and is not to be seen; the sentence says why.
  case unrecorded(Access.Deed, String)
  /// What was asked could not be done; the sentence says why.
  case refused(String)
}

/// What became of commands.
public struct Performance: Sendable {
  /// The entry that holds the events; nil where nothing was recorded.
  public var entry: Int?
  public var at: Instant
  /// For each command its events, or why it was refused.
  public var results: [Result<[Event], Refusal>]
  /// Whether they had been saved before.
  public var isRepeated: Bool

  public init(
    entry: Int?, at: Instant, results: [Result<[Event], Refusal>], isRepeated: Bool = false
  ) {
    (self.entry, self.at, self.results, self.isRepeated) = (entry, at, results, isRepeated)
  }
}

/// A moment as an officer names it.
public enum ViewMoment: Hashable, Sendable {
  case entry(Int)
  case instant(Instant)
}

/// The store at a moment of the past.
public struct PastView: Sendable {
  public var caseload: Caseload
  public var now: Instant
  public var entry: Int
  public var hash: String

  public init(caseload: Caseload, now: Instant, entry: Int, hash: String) {
    (self.caseload, self.now, self.entry, self.hash) = (caseload, now, entry, hash)
  }
}

/// A table as it is shown, for a file.
public struct Export: Hashable, Sendable {
  /// A word of letters and dashes for the file's name; never a person.
  public var name: String
  /// Title lines, the header and the rows.
  public var rows: [[String]]
  /// The cases in it; none in a table of numbers.
  public var cases = CaseNumbers([])
  /// Why it is wanted; a table of numbers needs no reason.
  public var reason: String?
  /// The entry whose state it shows, and its hash.
  public var entry: Int
  public var hash: String

  public init(name: String, rows: [[String]], entry: Int = 0, hash: String = "") {
    (self.name, self.rows, self.entry, self.hash) = (name, rows, entry, hash)
  }
}

/// One RT of one RW of a village; RT and RW three digits each.
public struct Neighbourhood: Hashable, Sendable {
  public var area: AreaCode
  public var rt: String
  public var rw: String

  public init(area: AreaCode, rt: String, rw: String) {
    (self.area, self.rt, self.rw) = (area, rt, rw)
  }
}
