internal import ArgumentParser
internal import CanonicalForm
internal import CaseDomain
internal import CaseStore
internal import EventJournal

/// `payung backup`: a copy of the store while others work.
struct BackupCommand: StoreCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "backup",
      abstract: say(
        "Menyalin data selagi dipakai, dengan daftar isinya.",
        "Copies the store while it is used, with a manifest."),
      discussion: say(
        "Contoh: payung backup /media/usb/payung-2025-11-20 --verify",
        "Example: payung backup /media/usb/payung-2025-11-20 --verify"))
  }

  @OptionGroup var options: StoreOptions
  @Argument(
    help: help(
      "Folder yang belum ada atau kosong.", "A folder that is absent or empty.",
      value: ValueName.folder))
  var folder: String
  @Flag(
    help: help(
      "Latihan: salinan dipulihkan ke folder sementara dan dibandingkan.",
      "A drill: the copy is restored to a temporary folder and compared."))
  var verify = false

  func run(_ session: Session) throws(CommandFailure) {
    let target = session.host.path(folder)
    do throws(StoreError) {
      let manifest = try session.store.backup(
        to: target, program: ProgramVersion.text, by: session.officer)
      let isVerified = verify ? try session.store.drill(target, manifest) : nil
      report(manifest, target, isVerified, session)
      if isVerified == false { throw StoreError.otherFile(path: target) }
    } catch {
      throw CommandFailure(error, session.wording)
    }
  }

  private func report(
    _ manifest: BackupManifest, _ target: String, _ isVerified: Bool?, _ session: Session
  ) {
    if session.json {
      return session.print { json in
        json.field("folder", target)
        json.field("entry", manifest.entry)
        json.field("hash", manifest.hash)
        json.field("files", manifest.files.count)
        if let isVerified { json.field("verified", isVerified) }
      }
    }
    let entry = session.wording.number(manifest.entry)
    let bytes = session.wording.number(manifest.files.reduce(0) { $0 + $1.length })
    session.print(
      session.say(
        "Salinan di \(target): sampai entri \(entry), \(manifest.files.count) berkas, \(bytes) bita.",
        "Backup in \(target): up to entry \(entry), \(manifest.files.count) files, \(bytes) bytes.")
    )
    if isVerified == true {
      session.print(
        session.say(
          "Latihan pemulihan berhasil: keadaannya sama.",
          "The restore drill succeeded: the state is the same."))
    }
  }
}
