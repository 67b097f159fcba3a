internal import ArgumentParser
internal import CaseDomain
internal import CaseStore

/// `payung erase`: what identifies the person of a case is overwritten on a legal ground.
struct EraseCommand: StoreCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "erase",
      abstract: say(
        "Menghapus data diri pada sebuah berkas, atas dasar hukum.",
        "Erases what identifies the person of a case, on a legal ground."),
      discussion: say(
        "Angka rekap dan rantai jurnal tetap; isinya tidak dapat dikembalikan. Contoh:\n"
          + "  payung erase 214 --ground \"permohonan pemilik data, surat 12/2026\" --officer adi",
        "Totals and the chain of the journal stay; the values cannot be brought back. Example:\n"
          + "  payung erase 214 --ground \"request of the data subject, letter 12/2026\" --officer adi"
      ))
  }

  @OptionGroup var options: StoreOptions
  @OptionGroup var writing: WriteOptions
  @Argument(help: help("Nomor berkas.", "The case number.", value: ValueName.cases)) var number: Int
  @Option(
    help: help(
      "Dasar penghapusan, tanpa nama atau nomor siapa pun.",
      "The ground, without anybody's name or number.", value: ValueName.text))
  var ground: String

  func run(_ session: Session) throws(CommandFailure) {
    let erasure: CaseErasure
    do throws(StoreError) {
      erasure = try session.store.erase(
        CaseID(number), ground: ground, by: session.officer, id: writing.id?.lowercased())
    } catch {
      throw CommandFailure(error, session.wording)
    }
    try session.report(erasure.outcome)
    guard !session.json else { return }
    let lines = session.wording.number(erasure.lines)
    session.print(
      session.say(
        "\(lines) baris tertimpa; \(erasure.files) draf dan ekspor dibuang. "
          + "Salinan di tempat lain masih memuatnya.",
        "\(lines) lines overwritten; \(erasure.files) drafts and exports removed. "
          + "Copies elsewhere still hold it."))
    if let list = erasure.listed {
      session.complain(
        session.say(
          "Perhatian: NIK-nya masih ada dalam daftar peserta entri \(list). Ganti daftar itu dengan: "
            + "payung participants import DAFTAR --replace",
          "Note: the NIK still stands in the list of participants of entry \(list). Replace the list with: "
            + "payung participants import FILE --replace"))
    }
  }
}
