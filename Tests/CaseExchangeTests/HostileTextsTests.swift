import CaseDomain
import TestSupport
import Testing

@testable import CaseExchange

@Suite("Hostile texts in a file for Excel")
struct HostileTextsTests {
  @Test("none begins like a formula, none leaves its cell, and each is read back")
  func cells() throws {
    for text in HostileTexts.all {
      let bytes = CSVWriter.bytes([["awal", text, "akhir"]])
      let written = String(decoding: bytes.dropFirst(3), as: UTF8.self)
      let cell = written.dropFirst("\"awal\";\"".count)
      let first = cell.drop { $0 == " " || $0 == "\t" }.first
      // `="0813"` is text for Excel: digits alone stand in it.
      let isDigits = cell.hasPrefix("=\"\"")
      #expect(
        isDigits || !["=", "+", "-", "@", "＝", "＋", "－", "＠"].contains(first),
        "\(text.debugDescription)")
      let rows = try CSVReader.read(bytes).rows
      #expect(rows.count == 1 && rows.first?.cells.count == 3)
      #expect(rows.first.map { Array($0[1].utf8) } == Array(text.utf8), "\(text.debugDescription)")
    }
  }
}
