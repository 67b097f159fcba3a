internal import ArgumentParser
internal import CanonicalForm
internal import CaseDomain
internal import CaseStore

/// `payung restore`: a new store from a copy, up to a moment or to its end.
struct RestoreCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "restore",
      abstract: say(
        "Memulihkan salinan ke folder baru.", "Restores a copy to a new folder."),
      discussion: say(
        "Salinan apa pun berlaku: hasil backup, cp, tar, atau rsync. Contoh:\n"
          + "  payung restore /media/usb/payung-2025-11-20 /srv/payung-baru --until '#812'",
        "Any copy will do: of backup, cp, tar or rsync. Example:\n"
          + "  payung restore /media/usb/payung-2025-11-20 /srv/payung-new --until '#812'"))
  }

  @Argument(help: help("Folder salinan.", "The folder of the copy.", value: ValueName.folder))
  var copy: String
  @Argument(
    help: help(
      "Folder baru, yang belum ada atau kosong.", "The new folder, absent or empty.",
      value: ValueName.folder))
  var folder: String
  @Option(
    help: help(
      "Entri (17 atau #17), hari, atau saat terakhir yang ikut.",
      "The last entry (17 or #17), day or instant that is taken along.", value: ValueName.day))
  var until: String?
  @OptionGroup var language: LanguageOptions
  @Flag(help: help("Keluaran JSON untuk program lain.", "JSON output for programs."))
  var json = false

  mutating func run() throws {
    let host = Host.current
    let wording = Wording(host.language(language.language))
    let target = host.path(folder)
    let moment = try until.map { (text) throws(CommandFailure) in
      try RestoreCommand.moment(text, wording)
    }
    let restoration: Restoration
    do throws(StoreError) {
      restoration = try CaseStore.restore(
        host.path(copy), to: target, until: moment, by: .owner, Surroundings(host))
    } catch {
      throw CommandFailure(error, wording)
    }
    if json {
      var writer = JSONWriter()
      writer.object { json in
        json.field("folder", target)
        json.field("entry", restoration.entry)
        json.field("hash", restoration.hash)
        json.field("left", restoration.last - restoration.entry)
      }
      return host.output(String(decoding: writer.bytes, as: UTF8.self) + "\n")
    }
    let mark = wording.mark(entry: restoration.entry, hash: restoration.hash)
    host.output(wording.language("\(target) siap. \(mark).", "\(target) is ready. \(mark).") + "\n")
    let left = restoration.last - restoration.entry
    if left > 0 {
      host.output(
        wording.language(
          "\(wording.number(left)) entri sesudahnya tidak ikut.",
          "\(wording.number(left)) entries behind it are left out.") + "\n")
    }
  }

  private static func moment(_ text: String, _ wording: Wording) throws(CommandFailure) -> Moment {
    if let moment = Moment(text) ?? Moment("#\(text)") { return moment }
    throw CommandFailure(
      .usage,
      wording.language(
        "--until: tulis nomor entri (17), hari (2025-11-20) atau saat (2025-11-20T09:00:00Z).",
        "--until: write an entry (17), a day (2025-11-20) or an instant (2025-11-20T09:00:00Z)."))
  }
}
