import CaseDomain
import CaseExchange
import Testing

@Suite("CSV files are read")
struct CSVReaderTests {
  @Test(
    "whatever separates the cells and ends the lines",
    arguments: [";", ",", "\t"], ["\n", "\r\n", "\r"])
  func separators(separator: String, lineEnd: String) throws {
    let rows = [["NIK", "Nama", "Alamat"], ["1", "A B", "C"], ["2", "", ""]]
    let text = rows.map { $0.joined(separator: separator) }.joined(separator: lineEnd)
    #expect(try cells(text) == rows)
    #expect(try cells(text + lineEnd) == rows)
    #expect(try table(text).rows.map(\.line) == [1, 2, 3])
  }

  @Test(
    "by what the first rows are separated with, outside quotes",
    arguments: [
      ("NIK;Nama;Alamat\n1;A;B, C, D, E\n2;F;G, H, I, J\n", [[3], [3], [3]]),
      ("Daftar, per 3 November; 60 orang\nNIK,Nama,RT\n1,A,2\n3,B,4\n", [[2], [3], [3], [3]]),
      ("a,b\n\"1;2;3\",x\n\"4;5;6\",y\n", [[2], [2], [2]]),
      ("NIK\n1\n2\n", [[1], [1], [1]]),
      ("NIK;Jenis\n1;a, b\n2;c\n", [[2], [2], [2]]),
    ])
  func detection(text: String, counts: [[Int]]) throws {
    #expect(try cells(text).map { [$0.count] } == counts)
  }

  @Test("as a first line sep= says, which is no row")
  func announced() throws {
    #expect(try cells("sep=,\na;b,c\n") == [["a;b", "c"]])
    #expect(try cells("\"sep=;\"\r\na;b,c\r\n") == [["a", "b,c"]])
    #expect(try table("SEP=\t\na\tb").rows == [CSVRow(line: 2, cells: ["a", "b"])])
    #expect(try cells("sep=|\na;b\n") == [["sep=|"], ["a", "b"]])
  }

  @Test(
    "with quotes around separators, line ends and quotes",
    arguments: [
      ("\"a;b\";c", [["a;b", "c"]]),
      ("\"a\"\"b\"\"\";c", [["a\"b\"", "c"]]),
      ("\"a\nb\";c\nd;e", [["a\nb", "c"], ["d", "e"]]),
      ("\"\";x", [["", "x"]]),
      ("a; \"b;c\" ;d", [["a", "b;c", "d"]]),
      ("JL. \"MELATI\" 5;x", [["JL. \"MELATI\" 5", "x"]]),
      ("a;", [["a", ""]]),
      ("a;\"\"", [["a", ""]]),
    ])
  func quotes(text: String, rows: [[String]]) throws {
    #expect(try cells(text) == rows)
  }

  @Test("with the line on which each row starts, blank rows left out")
  func lines() throws {
    let rows = try table("\n;;\na;\"1\r\n2\r3\n4\"\r\n \nb;c\n").rows
    #expect(rows.map(\.line) == [3, 8])
  }

  @Test(
    "without what keeps Excel from counting",
    arguments: [
      ("=\"2102031602849001\";x", "2102031602849001"),
      ("\"=\"\"0813\"\"\";x", "0813"), ("'=1+1;x", "=1+1"), ("'+62 812;x", "+62 812"),
      ("'0812;x", "'0812"), ("=A1;x", "=A1"), ("Sya'ban;x", "Sya'ban"), ("=\";x", "=\""),
    ])
  func excelText(text: String, cell: String) throws {
    #expect(try cells(text) == [[cell, "x"]])
  }

  @Test("in UTF-8, UTF-16 and Windows-1252")
  func encodings() throws {
    let text = "Nama;Kota\nRENÉE ‘A’ €;Łódź 李😀\n"
    let expected = [["Nama", "Kota"], ["RENÉE ‘A’ €", "Łódź 李😀"]]
    let utf16 = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let bigEndian = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    for bytes in [
      Array(text.utf8), [0xEF, 0xBB, 0xBF] + Array(text.utf8), [0xFF, 0xFE] + utf16,
      [0xFE, 0xFF] + bigEndian,
    ] {
      #expect(try CSVReader.read(bytes).rows.map(\.cells) == expected)
    }
    let windows: [UInt8] = Array("REN".utf8) + [0xC9] + Array("E;".utf8) + [0x80, 0x92, 0xA0]
    #expect(try CSVReader.read(windows).rows.map(\.cells) == [["RENÉE", "€’\u{A0}"]])
  }

  @Test("up to a megabyte in one cell, which is refused with its place")
  func longCell() {
    let name = String(repeating: "N", count: 1_000_000)
    #expect(
      fault("NIK;Nama\n1;\(name)\n")
        == .cellTooLong(line: 2, column: 2, limit: CSVReader.cellLimit))
    #expect(fault("NIK;Nama\n1;\"\(name)\n") == .unterminatedQuote(line: 2, column: 2))
    #expect(fault("NIK;Nama\n1;\(name.prefix(100_000))\n") == nil)
    // Marks without end on one letter are a million scalars, though one character.
    let marks = "A" + String(repeating: "\u{301}", count: 1_000_000)
    #expect(
      fault("a;\(marks)\n") == .cellTooLong(line: 1, column: 2, limit: CSVReader.cellLimit))
  }

  @Test("up to 64 MiB, 100,000 rows and 1,000 columns")
  func limits() throws {
    let bytes = [UInt8](repeating: 0x41, count: CSVReader.byteLimit + 1)
    #expect(fault(bytes) == .tooLarge(limit: CSVReader.byteLimit))
    let rows = String(repeating: "1;2\n", count: CSVReader.rowLimit)
    #expect(try table(rows).rows.count == CSVReader.rowLimit)
    #expect(fault(rows + "3;4\n") == .tooManyRows(limit: CSVReader.rowLimit))
    #expect(fault(rows + ";\n ;\n") == nil, "blank rows do not count")
    #expect(
      fault("a;b\n" + String(repeating: ";", count: 1_000) + "\n")
        == .tooManyColumns(line: 2, limit: CSVReader.columnLimit))
  }

  @Test(
    "or refused with the place of what is wrong",
    arguments: [
      ("", CSVFault.empty), ("\u{FEFF}", .empty), (" \n;;\n", .empty),
      ("a;b\n\"c;d\ne;f\n", .unterminatedQuote(line: 2, column: 1)),
      ("a;b\nc;\"d\"e\n", .textBehindQuote(line: 2, column: 2, opened: 2)),
      ("a;\"b\nc;\"d\"\n", .textBehindQuote(line: 2, column: 2, opened: 1)),
      ("a;b\nc\0;d\n", .nul(line: 2)),
      (
        "a;b;c;d;e\n1;2;3;4;5\n1,2,3,4,5\n",
        .mixedSeparators(line: 3, found: .comma, expected: .semicolon)
      ),
      (
        "NIK;Jenis\n1;a\n2;b\n3,c\n",
        .mixedSeparators(line: 4, found: .comma, expected: .semicolon)
      ),
      (
        "a\tb\tc\td\te\n1\t2\t3\t4\t5\n1;2;3;4;5",
        .mixedSeparators(line: 3, found: .semicolon, expected: .tab)
      ),
      ("<!DOCTYPE html>\n", .disguised(.markup)), (" <table><tr>", .disguised(.markup)),
    ])
  func faults(text: String, expected: CSVFault) {
    #expect(fault(text) == expected)
  }

  @Test(
    "and a title, an address or a short row is no other separator",
    arguments: [
      "DAFTAR, PER NOVEMBER\nNIK;Jenis\n1;a\n2;b\n",
      "NIK;Nama;Alamat;RT;RW\n1;A;JL. B, C, D, E, F, G;1;2\n1;A;JL. B, C, D\n",
      "NIK;Nama;A;B;C\n1;2;3;4;5\nMengetahui, Karimun\n",
    ])
  func notMixed(text: String) {
    #expect(fault(text) == nil)
  }

  @Test("but never half in one encoding and half in another")
  func mixedEncodings() {
    let good = Array("RENÉE ÅSA;1\n".utf8)
    #expect(fault(good + [0x41, 0xC9, 0x45, 0x0A]) == .notText(line: 2, byte: 16))
    #expect(fault([0xEF, 0xBB, 0xBF, 0x41, 0xE9]) == .notText(line: 1, byte: 5))
    #expect(fault([0x41, 0x0A, 0x8D, 0x42]) == .notText(line: 2, byte: 3))
    #expect(fault([0xFF, 0xFE, 0x41]) == .notText(line: 1, byte: 3))
    #expect(fault([0xFF, 0xFE, 0x00, 0xD8, 0x41, 0x00]) == .notText(line: 1, byte: 3))
  }
}
