public import CaseDomain
internal import CanonicalForm

/// Many decisions with mixed verdicts, as a level sends them in.
public struct DecisionFile: Hashable, Sendable {
  /// Every row, in the order of the file: a decision, or why it cannot be one.
  public var rows: [Result<DecisionRow, RowFault>]
  public var ignoredColumns: [ColumnPlace]

  /// Reads the rows under the header, with the levels and reasons of `programme`.
  ///
  /// - Throws: ``TableFault``; the whole table is refused then.
  public init(_ table: CSVTable, programme: Programme) throws(TableFault) {
    let header = try TableHeader(table, .decisions)
    ignoredColumns = header.ignored
    rows = []
    var seen: [DecisionRow.Subject: [(level: LevelID?, line: Int)]] = [:]
    for row in header.rows {
      do throws(RowFault) {
        var reader = DecisionRowReader(row: row, header: header, programme: programme)
        let decision = try reader.decision()
        // The second of two rows would decide the next level, which nobody meant.
        let before = seen[decision.subject, default: []].first {
          $0.level == nil || decision.level == nil || $0.level == decision.level
        }
        if let before {
          throw RowFault(row.line, reader.subjectPlace, .repeatedCase(line: before.line))
        }
        seen[decision.subject, default: []].append((decision.level, row.line))
        rows.append(.success(decision))
      } catch {
        rows.append(.failure(error))
      }
    }
  }
}

/// What a level decided.
public enum Verdict: Hashable, Sendable, CaseIterable {
  case approve, reject, `return`

  /// The verdict that a word or a letter of the sheet names.
  init?(_ text: String) {
    switch Text.folded(text.prefix(40)) {
    case "setuju", "setujui", "disetujui", "s", "ya", "y", "approve", "approved": self = .approve
    case "tolak", "ditolak", "t", "reject", "rejected": self = .reject
    case "kembalikan", "dikembalikan", "kembali", "retur", "k", "r", "return", "returned":
      self = .return
    default: return nil
    }
  }

  /// The kind of reasons that goes with it.
  public var reasonKind: Reason.Kind? {
    switch self {
    case .approve: nil
    case .reject: .reject
    case .return: .return
    }
  }
}

/// One decision of a file.
public struct DecisionRow: Hashable, Sendable {
  public enum Subject: Hashable, Sendable {
    case `case`(CaseID)
    case nik(NIK)
  }

  /// The line of the file, from 1.
  public var line: Int
  public var subject: Subject
  /// The NIK beside a case number, which must be that case's.
  public var nik: NIK?
  /// The level that is meant; nil for the one where the case waits.
  public var level: LevelID?
  public var verdict: Verdict
  public var reason: ReasonCode?
  public var note: String?
  public var signature: Signature?
  /// Where the subject stands, for the messages of ``command(_:)``.
  public var place: ColumnPlace?

  public init(
    line: Int, subject: Subject, nik: NIK? = nil, level: LevelID? = nil, verdict: Verdict,
    reason: ReasonCode? = nil, note: String? = nil, signature: Signature? = nil,
    place: ColumnPlace? = nil
  ) {
    (self.line, self.subject, self.nik, self.level) = (line, subject, nik, level)
    (self.verdict, self.reason, self.note) = (verdict, reason, note)
    (self.signature, self.place) = (signature, place)
  }

  /// The command of this row.
  ///
  /// A case number that nobody has is the caseload's to refuse.
  /// - Returns: the fault ``RowFault/Problem/unknownNIK(_:)`` where no case holds the NIK, and
  ///   ``RowFault/Problem/otherNIK(_:)`` where number and NIK name two people.
  public func command(_ caseload: Caseload) -> Result<Command, RowFault> {
    let id: CaseID
    switch subject {
    case .case(let number):
      if let nik, let own = caseload.row(number)?.nik, own != nik {
        return .failure(RowFault(line, place, .otherNIK(number)))
      }
      id = number
    case .nik(let nik):
      guard let row = caseload.case(with: nik) else {
        return .failure(RowFault(line, place, .unknownNIK(nik)))
      }
      id = row.id
    }
    let input = DecisionInput(id, level: level, note: note, signature: signature)
    switch (verdict, reason) {
    case (.approve, _): return .success(.approve(Approve(input)))
    case (.reject, let reason?): return .success(.reject(Reject(input, reason: reason)))
    case (.return, let reason?): return .success(.return(Return(input, reason: reason)))
    case (_, nil): return .failure(RowFault(line, nil, .noReason(verdict, known: [])))
    }
  }
}
