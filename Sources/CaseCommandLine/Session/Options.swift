internal import ArgumentParser
internal import CaseDomain

/// A help text in the language of the locale; options are not parsed yet when help is made.
func say(_ indonesian: String, _ english: String) -> String {
  Host.current.language(nil)(indonesian, english)
}

/// The help of an option; `value` is what stands for its value in Indonesian and English.
func help(_ indonesian: String, _ english: String, value: (String, String)? = nil) -> ArgumentHelp {
  ArgumentHelp(say(indonesian, english), valueName: value.map { say($0.0, $0.1) })
}

/// What stands in help for values of one kind.
enum ValueName {
  static let cases = ("nomor", "number")
  static let file = ("berkas", "file")
  static let folder = ("folder", "folder")
  static let officer = ("petugas", "officer")
  static let desk = ("meja", "desk")
  static let text = ("teks", "text")
  static let code = ("kode", "code")
  static let day = ("tanggal", "day")
  static let month = ("bulan", "month")
  static let count = ("jumlah", "count")
  static let grant = ("wewenang", "grant")
}

/// Options of every command.
struct LanguageOptions: ParsableArguments {
  @Option(help: help("Bahasa: id atau en.", "Language: id or en.", value: ValueName.code))
  var language: String?

  func validate() throws {
    guard let language, Language(rawValue: language) == nil else { return }
    throw ValidationError(
      say(
        "--language: \"\(language)\" tidak dikenal. Pilihannya: id, en.",
        "--language: \"\(language)\" is unknown. Choose from: id, en."))
  }
}

/// Options of every command on a store.
struct StoreOptions: ParsableArguments {
  @Option(
    help: help(
      "Folder data (selain itu PAYUNG_STORE, lalu folder data pengguna).",
      "The store's folder (else PAYUNG_STORE, else the user's data folder).",
      value: ValueName.folder))
  var store: String?

  @Option(help: help("Petugas yang bekerja.", "The officer at work.", value: ValueName.officer))
  var officer: String?

  /// The shared desk at which somebody sits, as the line of a forced command names it.
  @Option(help: .hidden) var desk: String?

  /// The key that opened the door, as the line of a forced command names it.
  @Option(help: .hidden) var fingerprint: String?

  @OptionGroup var languageOptions: LanguageOptions

  @Flag(help: help("Keluaran JSON untuk program lain.", "JSON output for programs."))
  var json = false

  @Flag(
    help: help(
      "Jam komputer benar walaupun entri terakhir sudah lama.",
      "The clock is right although the last entry is long past."))
  var clockIsRight = false
}

/// Options of commands that print a table.
struct TableOptions: ParsableArguments {
  @Flag(help: help("Keluaran CSV untuk Excel.", "CSV output for Excel."))
  var csv = false
}

/// Why somebody takes a list out of the store; `--reason` is a reason of the programme there.
struct PurposeOptions: ParsableArguments {
  @Option(
    help: help(
      "Keperluan, yang dicatat; tanpa nama atau nomor siapa pun.",
      "The purpose, which is recorded; without anybody's name or number.", value: ValueName.text))
  var purpose: String?
}

/// Options of commands that record something.
struct WriteOptions: ParsableArguments {
  @Option(
    help: help(
      "Nomor unik (UUID) supaya perintah yang dikirim ulang hanya dicatat sekali.",
      "A UUID, so that a command sent again is recorded once."))
  var id: String?

  func validate() throws {
    guard let id else { return }
    let groups = id.split(separator: "-", omittingEmptySubsequences: false)
    let isUUID =
      groups.map(\.utf8.count) == [8, 4, 4, 4, 12]
      && groups.joined().utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x61...0x66).contains($0) || (0x41...0x46).contains($0)
      }
    guard isUUID else {
      throw ValidationError(
        say("--id: tulis sebuah UUID.", "--id: write a UUID."))
    }
  }
}
