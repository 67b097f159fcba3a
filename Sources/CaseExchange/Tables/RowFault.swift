public import CaseDomain

/// Why one row of a table is refused; the words are in `Wording+RowFault.swift`.
public struct RowFault: Error, Hashable, Sendable {
  public enum Problem: Hashable, Sendable {
    /// Text in a cell behind the last of the header's columns, of which there are so many.
    case surplus(columns: Int)
    /// Neither a case number nor a NIK.
    case noSubject
    case nik(NIK.Fault)
    /// The text, as ``Shown`` makes it fit to be shown.
    case notCaseNumber(String)
    /// The check letter does not belong to the number: one of the two was misread.
    case wrongCheckLetter(CaseID, typed: Character)
    case unknownLevel(String, known: [LevelID])
    case noVerdict
    case unknownVerdict(String)
    case noReason(Verdict, known: [ReasonCode])
    case unknownReason(String, Verdict, known: [ReasonCode])
    /// An approval that also gives a reason.
    case reasonForApproval(String)
    /// Some parts of a signature without the others.
    case signatureIncomplete(missing: [Column])
    case notDay(String)
    /// A number of days since 1900, as Excel shows a date whose cell is a number.
    case excelDay
    /// The same case stands on an earlier line too.
    case repeatedCase(line: Int)
    /// No case holds this NIK.
    case unknownNIK(NIK)
    /// The NIK beside a case number is not that case's.
    case otherNIK(CaseID)
    case unknownKind(String)
    /// The same NIK stands on an earlier line with another kind, which counts.
    case otherKind(line: Int)
  }

  /// The line of the file, from 1.
  public var line: Int
  /// The column, where the fault is in one.
  public var column: ColumnPlace?
  public var problem: Problem

  public init(_ line: Int, _ column: ColumnPlace?, _ problem: Problem) {
    (self.line, self.column, self.problem) = (line, column, problem)
  }
}
