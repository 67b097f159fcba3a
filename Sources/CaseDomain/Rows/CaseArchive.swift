/// Where the files of cases lie that a caseload keeps only as rows.
public protocol CaseArchive: Sendable {
  /// The whole file of a case at the place that was given with its row; nil where it cannot be read any more.
  func file(_ id: CaseID, at place: Int) -> CaseFile?

  /// The cases that held a NIK when the archive was made, in order; nil where it does not know.
  func holders(of nik: NIK) -> [CaseID]?
}
