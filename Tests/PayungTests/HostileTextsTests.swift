import TestSupport
import Testing

/// The program itself is given every hostile text, in files and as an argument; what it prints is compared with what a
/// terminal may be sent.
@Suite("Hostile texts in the program")
struct HostileTextsTests {
  private let player: Player

  init() throws {
    player = try Player()
    try run("payung demo --no-desk \"$TMP/demo\" --working")
  }

  @discardableResult
  private func run(_ command: String) throws -> Player.Result {
    let result = try player.run(command)
    // CSV has its mark and line ends, and nothing else of that kind.
    let said = (result.output + result.errors).replacing("\r\n", with: "\n")
      .replacing("\u{FEFF}", with: "").replacing("\u{0C}", with: "")
    #expect(
      HostileTexts.forbidden(in: said).isEmpty,
      "\(command.prefix(60)): \(said.debugDescription.prefix(300))")
    #expect(result.code < 65, "\(command.prefix(60)): \(result.code)")
    return result
  }

  private func write(_ name: String, _ header: String, _ row: (Int, String) -> String) throws {
    let rows = HostileTexts.all.enumerated().map { row($0.offset, $0.element) }
    let text = ([header] + rows).joined(separator: "\r\n") + "\r\n"
    try Machine.write(Array(text.utf8), to: "\(player.folder)/\(name)")
  }

  private func quoted(_ text: String) -> String {
    "\"\(text.replacing("\"", with: "\"\""))\""
  }

  @Test("files that hold them are read row by row, and none is printed raw")
  func files() throws {
    try write("names.csv", "NIK;Nama;Tanggal lahir;L/P;Kel/Desa;Pekerjaan;Alamat") { place, text in
      let serial = 9_000 + place
      return "210203160284\(serial);\(quoted(text));16/02/1984;L;Tanjung Balai;06;\(quoted(text))"
    }
    try write("decisions.csv", "Berkas;Keputusan;Alasan;Catatan") { _, text in
      "\(quoted(text));setuju;\(quoted(text));\(quoted(text))"
    }
    try write("participants.csv", "NIK;Nama;Jenis") { _, text in
      "\(quoted(text));\(quoted(text));\(quoted(text))"
    }
    for form in ["", "--json", "--language en"] {
      try run("payung import names.csv --dry-run --store demo --officer siti \(form)")
      try run("payung decide decisions.csv --dry-run --store demo --officer rina \(form)")
      try run(
        "payung participants import participants.csv --as-of 2025-11-20 --store demo --officer dewi \(form)"
      )
    }
    // What may be stored is stored, and shown.
    try run("payung import names.csv --store demo --officer siti")
    for form in ["", "--json", "--csv --purpose uji"] {
      try run("payung list --store demo --officer siti \(form)")
      try run("payung duplicates --store demo --officer siti \(form)")
    }
    try run("payung history --store demo --officer adi")
    try run("payung check --store demo")
  }

  @Test("as arguments they are refused or taken, and none is printed raw")
  func arguments() throws {
    for (place, text) in HostileTexts.all.enumerated() where text.utf8.count < 10_000 {
      // Every seventh: each costs a process.
      guard place % 7 == 0, !text.hasPrefix("-") else { continue }
      let word = "'\(text.replacing("'", with: "'\\''"))'"
      try run("payung show \(word) --store demo --officer siti")
      try run("payung list --find \(word) --store demo --officer siti")
      try run("payung withdraw 1 --reason \(word) --note \(word) --store demo --officer siti")
    }
  }
}
