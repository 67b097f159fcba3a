import CaseDomain
import CaseExchange
import TestSupport
import Testing

@Suite("CSV files are written")
struct CSVWriterTests {
  @Test("as Indonesian Excel opens them: byte order mark, semicolons, quotes, CRLF")
  func bytes() {
    let bytes = CSVWriter.bytes([["a", "b\"c"], ["", "1"]]).dropFirst(3)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text == "\"a\";\"b\"\"c\"\r\n\"\";\"1\"\r\n")
    #expect(CSVWriter.bytes([]) == [0xEF, 0xBB, 0xBF])
  }

  @Test(
    "so that Excel neither counts nor rounds",
    arguments: [
      ("2102031602849001", "=\"\"2102031602849001\"\""), ("003", "=\"\"003\"\""),
      ("081200001001", "=\"\"081200001001\"\""), ("721", "721"), ("0", "0"), ("", ""),
      ("=1+1", "'=1+1"), ("+62812", "'+62812"), ("-", "'-"), ("@SUM(A1)", "'@SUM(A1)"),
      ("\tx", "'\tx"), ("\rx", "'\rx"), ("  =1", "'  =1"), ("\u{A0}=1", "'\u{A0}=1"),
      ("＝1", "'＝1"), ("＋1", "'＋1"), ("－1", "'－1"), ("＠1", "'＠1"), ("\n=1", "'\n=1"),
      ("'=1", "''=1"), ("='", "'='"), ("Sya'ban", "Sya'ban"), ("'0812", "'0812"),
      ("a=1", "a=1"), ("=\"x\"", "'=\"\"x\"\""),
    ])
  func formulas(cell: String, written: String) throws {
    let bytes = CSVWriter.bytes([[cell, "x"]])
    #expect(String(decoding: bytes.dropFirst(3), as: UTF8.self) == "\"\(written)\";\"x\"\r\n")
    #expect(try CSVReader.read(bytes).rows.map(\.cells) == [[cell, "x"]])
  }

  @Test("so that every cell comes back as it was")
  func roundTrip() throws {
    var random = SeededRandom(seed: 20)
    let parts = [
      "=", "+", "-", "@", "'", "\"", ";", ",", "\t", "\r", "\n", " ", "0", "7", "2102031602849001",
      "a", "é", "e\u{301}", "\u{301}", "李", "\u{202E}", "\u{FEFF}", "＝", "<", "sep=;",
    ]
    for _ in 0..<5_000 {
      let cell = (0..<Int.random(in: 0...6, using: &random)).map { _ in
        parts.randomElement(using: &random) ?? ""
      }.joined()
      let read = try CSVReader.read(CSVWriter.bytes([["x", cell], [cell, "x"]]))
      let scalars = read.rows.map { $0.cells.map { Array($0.unicodeScalars) } }
      #expect(scalars == [["x", cell], [cell, "x"]].map { $0.map { Array($0.unicodeScalars) } })
    }
  }

  @Test("so that a register comes back with 16 digits of each NIK")
  func register() throws {
    let header = ["NIK", "Nama", "Tanggal Lahir", "JK", "RT", "Kelurahan", "Pekerjaan", "No HP"]
    let row = [
      "2102031602849001", "ABDUL", "16/02/1984", "L", "003", "Tebing", "01", "081200001001",
    ]
    let file = try RegisterFile(CSVReader.read(CSVWriter.bytes([header, row])))
    let form = try #require(file.rows.first).form
    #expect(form.texts[.nik] == "2102031602849001")
    #expect(form.texts[.rt] == "003")
    #expect(form.texts[.phone] == "081200001001")
  }

  @Test("with a replacement for U+0000, which no text file can hold")
  func zero() throws {
    #expect(try CSVReader.read(CSVWriter.bytes([["a\0b"]])).rows.map(\.cells) == [["a\u{FFFD}b"]])
  }
}
