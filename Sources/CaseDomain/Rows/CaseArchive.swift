/// Where the files of cases lie that a caseload keeps only as rows.
public protocol CaseArchive: Sendable {
  /// The whole file of a case at the place that was given with its row; nil where it cannot be read any more.
  func file(_ id: CaseID, at place: Int) -> CaseFile?
}
