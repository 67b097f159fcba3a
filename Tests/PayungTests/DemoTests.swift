import TestSupport
import Testing

/// The Karimun programme of 2025 as `payung demo` builds it, built once for these tests.
@Suite(.serialized)
struct DemoTests {
  private static let whole = Result { try Demo(working: false) }

  private func demo() throws -> Demo { try DemoTests.whole.get() }

  @Test("the demo ends with the figures of the programme")
  func figures() throws {
    let totals = try demo().json("totals")
    #expect(totals["registered"]?.count == 1_000)
    #expect(totals["target"]?.count == 1_000)
    #expect(totals["enrolled"]?.count == 953)
    #expect(totals["free"]?.count == 47)
    #expect(totals["attainmentPercent"]?.number == 95.3)
    let contribution = totals["contribution"]
    #expect(contribution?["perPersonPerMonth"]?.count == 16_800)
    #expect(contribution?["monthly"]?.count == 16_010_400)
    #expect(contribution?["committed"]?.count == 32_020_800)
    #expect(contribution?["ceiling"]?.count == 33_600_000)
    #expect(try demo().player.run("payung check --store demo").code == 0)
  }

  @Test("asked for a second time, the demo is opened as it stands")
  func again() throws {
    let before = try demo().journal()
    let result = try demo().player.run("payung demo --no-desk \"$TMP/demo\"")
    #expect(result.code == 0)
    #expect(result.output.hasPrefix("Data latihan sudah ada: "))
    #expect(try demo().journal() == before)
  }

  @Test("a folder that holds something else is left as it is")
  func foreign() throws {
    let player = try Player()
    let files = try player.run("mkdir -m 700 surat && echo ya > surat/satu && ls surat").output
    #expect(try player.run("payung demo --no-desk surat").code == 2)
    #expect(try player.run("ls surat").output == files)
    let programme = "--programme fixtures/programmes/training.json"
    #expect(try player.run("payung init nyata \(programme)").code == 0)
    #expect(try player.run("payung demo --no-desk nyata").code == 2)
    #expect(try player.run("payung history --store nyata --json | wc -l").output == "1\n")
  }

  @Test("everybody who builds the demo gets the same bytes")
  func sameBytes() throws {
    // Also in a folder named as seen from here, from fixtures that are elsewhere.
    let player = try Player()
    let built = try player.run(
      "cp -r fixtures/karimun-2025 karimun && payung demo --no-desk demo --fixtures karimun")
    #expect(built.code == 0)
    #expect(try player.run("ls karimun").output == player.run("ls fixtures/karimun-2025").output)
    #expect(try Demo(player).journal() == demo().journal())
  }

  @Test("the journal of the demo can be verified with sha256sum")
  func sha256sum() throws {
    let page = try Machine.text(
      of: Machine.packageFolder + "/Sources/EventJournal/EventJournal.docc/JournalFormat.md")
    let scripts = page.split(separator: "```sh\n").dropFirst().compactMap {
      $0.split(separator: "```").first
    }
    #expect(scripts.count == 2)
    let player = try demo().player
    for script in scripts {
      let result = try player.run("cd demo || exit 9\n\(script)")
      #expect(result.code == 0)
      #expect(result.output.isEmpty)
    }
    // The first would not be silent about another byte.
    try player.run(
      #"cp -r demo lain && sed -i '/^{"n":9,/s/"at":"2025/"at":"2024/' lain/journal/000001.jsonl"#)
    let altered = try player.run("cd lain || exit 9\n\(scripts.first ?? "")")
    #expect(altered.code == 1)
    #expect(altered.output.hasPrefix(#"{"n":9,"at":"2024"#))
  }

  @Test("the entries alone name nobody who was put forward")
  func auditorsJournal() throws {
    let player = try demo().player
    // Every row of the registers has its NIK as 16 digits; names stand in the sealed lines as they are kept.
    try player.run(
      #"""
      grep -h '^{"n":' demo/journal/*.jsonl > entries
      cat fixtures/karimun-2025/registers/*.csv | grep -oE '[0-9]{16}' | sort -u > niks
      grep -h '^{"salt":' demo/journal/*.jsonl | grep -oE '"name":"[^"]+"' | cut -d '"' -f 4 | sort -u > names
      """#)
    #expect(try player.run("wc -l < entries").output == "\(journalLines())\n")
    #expect(try count("niks") >= 1_000)
    #expect(try count("names") > 500)
    #expect(try player.run("grep -x 'RAMLI BIN SIDIK' names").code == 0)
    for list in ["niks", "names"] {
      let found = try player.run("grep -oF -f \(list) entries")
      #expect(found.code == 1)
      #expect(found.output.isEmpty)
    }
  }

  private func journalLines() throws -> Int {
    try demo().journal().split(separator: "\n").count { $0.hasPrefix(#"{"n":"#) }
  }

  private func count(_ file: String) throws -> Int {
    try Machine.text(of: demo().player.folder + "/" + file).split(separator: "\n").count
  }
}
