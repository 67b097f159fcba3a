internal import CaseDomain
internal import CaseStore
internal import SystemFiles

/// Who somebody is comes from outside the program: from sudo, or from who owns the folder.
enum Identity {
  /// The officer at work.
  ///
  /// Behind sudo it is the user who called it, and nobody may name another. Else the owner of the folder
  /// names the officer (so does a forced command for each key), or works as the reserved `owner`.
  /// - Throws: ``CommandFailure`` for everybody else.
  static func officer(
    named option: String?, of folder: String, _ files: any FileSystem, _ host: Host,
    _ wording: Wording
  ) throws(CommandFailure) -> OfficerID {
    let language = wording.language
    if let user = host.environment("SUDO_USER"), user != "root" {
      guard option == nil else {
        throw CommandFailure(
          .refused,
          language(
            "--officer tidak berlaku di balik sudo: petugasnya \(user). Hapus pilihan itu.",
            "--officer does not apply behind sudo: the officer is \(user). Leave it out."))
      }
      return try wellFormed(user, wording)
    }
    let status: FileStatus
    do throws(SystemFailure) {
      status = try files.status(at: folder)
    } catch {
      throw CommandFailure(.store, wording.storeFailure(error, folder: folder))
    }
    guard status.owner == HostIdentity.user else {
      throw CommandFailure(
        .store,
        language(
          "Folder data \(folder) milik pengguna lain. Masuk dengan akun yang disediakan admin.",
          "The store \(folder) belongs to another user. Log in with the account the admin gave."))
    }
    return try option.map { (name) throws(CommandFailure) in try wellFormed(name, wording) }
      ?? .owner
  }

  private static func wellFormed(_ name: String, _ wording: Wording) throws(CommandFailure)
    -> OfficerID
  {
    let id = OfficerID(name)
    guard id.isWellFormed else {
      throw CommandFailure(.refused, wording.refusal(.badOfficer(id)))
    }
    return id
  }
}
