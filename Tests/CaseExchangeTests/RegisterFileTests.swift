import CanonicalForm
import CaseDomain
import CaseExchange
import TestSupport
import Testing

private let header = "NIK;Nama;Tanggal Lahir;JK;Kelurahan;Pekerjaan"

private func register(_ text: String) throws -> RegisterFile { try RegisterFile(table(text)) }

private func refusal(_ text: String) throws -> TableFault? {
  let table = try table(text)
  do throws(TableFault) {
    _ = try RegisterFile(table)
    return nil
  } catch {
    return error
  }
}

@Suite("registers are read")
struct RegisterFileTests {
  @Test(
    "by the names that offices give to columns",
    arguments: [
      (Field.nik, ["NIK", "No. KTP", "NIK KTP", "no nik", "Nomor Induk Kependudukan", "nik *"]),
      (.name, ["Nama", "NAMA LENGKAP", "Nama Pekerja", "Náma", "name"]),
      (.birthPlace, ["Tempat Lahir", "Tmp. Lahir", "birthPlace"]),
      (.birthDate, ["Tanggal Lahir", "Tgl Lahir", "Tgl. Lahir", "birthDate"]),
      (.sex, ["JK", "JK (L/P)", "L/P", "Jenis Kelamin", "sex"]),
      (.address, ["Alamat", "ALAMAT LENGKAP", "address"]),
      (.area, ["Kelurahan/Desa", "Kel/Desa", "Kel./Desa", "Desa/Kelurahan", "Desa", "Kelurahan"]),
      (.occupation, ["Pekerjaan", "Profesi", "occupation"]),
      (.phone, ["No HP", "No. HP", "Nomor HP", "Telepon", "phone"]),
      (.kk, ["No KK", "No. KK", "Nomor KK", "kk"]),
      (.motherName, ["Nama Ibu Kandung", "Ibu Kandung", "Nama Ibu", "motherName"]),
      (.papers, ["Dokumen", "papers"]), (.rt, ["RT"]), (.rw, ["RW"]),
      (.occupationOther, ["Pekerjaan lainnya", "occupationOther"]),
    ])
  func aliases(field: Field, names: [String]) throws {
    let others = Field.allCases.filter { ($0.isRequired || $0 == .birthPlace) && $0 != field }
    for name in names {
      let titles = ["\"\(name)\""] + others.map(\.rawValue)
      let cells = ["x"] + others.map { _ in "y" }
      let file = try register(
        titles.joined(separator: ";") + "\n" + cells.joined(separator: ";") + "\n")
      #expect(file.rows.first?.form.texts[field] == "x", "\(name)")
      #expect(file.ignoredColumns.isEmpty)
    }
  }

  @Test(
    "also by the names that messages use, in both languages",
    arguments: Language.allCases)
  func namesOfMessages(language: Language) throws {
    let wording = Wording(language)
    let columns =
      Field.allCases.map(Column.field) + [.district, .note]
    let titles = columns.map { "\"\(wording.column($0))\"" }.joined(separator: ";")
    let cells = columns.indices.map { "x\($0)" }.joined(separator: ";")
    let file = try register("\(titles)\n\(cells)\n")
    #expect(file.ignoredColumns.isEmpty)
    #expect(file.rows.first?.form.texts.values.count == Field.allCases.count)
    #expect(file.rows.first?.form.district != nil)
    #expect(file.rows.first?.note != nil)
  }

  @Test("under up to 19 rows of titles, with blank rows between")
  func titles() throws {
    let titles = (1...19).map { "Judul \($0);x\n;;\n" }.joined()
    let file = try register(titles + header + "\n\n1;A;2;L;B;3\n;;;;;\n4;C;5;P;D;6\n")
    #expect(file.rows.map(\.line) == [41, 43])
    #expect(
      try refusal(titles + "Judul 20\n" + header) == .noHeader(.register, rowsSearched: 20))
  }

  @Test(
    "with place and date in one cell",
    arguments: [
      ("Batam, 16-02-1984", "Batam", "16-02-1984"),
      ("TANJUNG BALAI KARIMUN / 16 Februari 1984", "TANJUNG BALAI KARIMUN", "16 Februari 1984"),
      ("BATAM 16021984", "BATAM", "16021984"), ("16/02/1984", nil, "16/02/1984"),
      ("Batam", "Batam", nil), ("", nil, nil),
    ] as [(String, String?, String?)])
  func placeAndDate(cell: String, place: String?, date: String?) throws {
    let file = try register("NIK;Nama;TTL;JK;Desa;Pekerjaan\n1;A;\"\(cell)\";L;B;C\n")
    #expect(file.rows.first?.form.texts[.birthPlace] == place)
    #expect(file.rows.first?.form.texts[.birthDate] == date)
  }

  @Test(
    "with RT and RW in one cell",
    arguments: [
      ("003/002", "003", "002"), ("3/2", "3", "2"), ("RT 003 RW 002", "003", "002"),
      ("RT.003/RW.002", "003", "002"), ("RW 002 / RT 003", "003", "002"), ("003", "003", nil),
      ("RW 002", nil, "RW 002"), ("-", "-", nil), ("", nil, nil), ("3-Feb", "3-Feb", nil),
      ("3 Feb 2025", "3 Feb 2025", nil), ("1/2/3", "1/2/3", nil),
    ] as [(String, String?, String?)])
  func neighbourhood(cell: String, rt: String?, rw: String?) throws {
    let file = try register(header + ";RT/RW\n1;A;2;L;B;3;\(cell)\n")
    #expect(file.rows.first?.form.texts[.rt] == rt)
    #expect(file.rows.first?.form.texts[.rw] == rw)
  }

  @Test("with district and note, each absent where it is empty")
  func districtAndNote() throws {
    let file = try register(
      header + ";Kecamatan;Keterangan\n1;A;2;L;B;3;Moro;pindahan\n1;A;2;L;B;3;;\n1;A;2;L;B;3\n")
    #expect(file.rows.map(\.form.district) == ["Moro", nil, nil])
    #expect(file.rows.map(\.note) == ["pindahan", nil, nil])
    #expect(file.rows.allSatisfy { $0.surplus == nil })
  }

  @Test("with a line end inside a cell as a space")
  func lineEnds() throws {
    let file = try register(header + "\n1;\"ABDUL \r\n GANI\";2;L;B;3\n")
    #expect(file.rows.first?.form.texts[.name] == "ABDUL GANI")
  }

  @Test(
    "without the decimals that programs put behind numbers",
    arguments: [
      ("2102031602849001.0", "2102031602849001"), ("2102031602849001,00", "2102031602849001"),
      ("2102031602849001.5", "2102031602849001.5"), ("2102.031602.849001", "2102.031602.849001"),
    ])
  func decimals(cell: String, nik: String) throws {
    let file = try register(header + "\n\(cell);A;2;L;B;3\n")
    #expect(file.rows.first?.form.texts[.nik] == nik)
  }

  @Test("with what is ignored: unknown columns, and those without a header that hold something")
  func ignored() throws {
    let file = try register("No;;" + header + ";Agama;\n1;x;1;A;2;L;B;3;Islam\n")
    #expect(file.ignoredColumns.map(\.letter) == ["B", "I"])
    #expect(file.ignoredColumns.map(\.title) == ["", "Agama"])
    #expect(try register("No;;" + header + "\n1;;1;A;2;L;B;3\n").ignoredColumns.isEmpty)
  }

  @Test("with a fault on each row that is longer than the header")
  func surplus() throws {
    let file = try register(header + "\n1;A;2;L;B;3;;\n1;A;2;L;B;3;;4\n")
    #expect(file.rows.map { $0.surplus == nil } == [true, false])
    #expect(
      file.rows.last?.surplus
        == RowFault(3, ColumnPlace(index: 7, title: ""), .surplus(columns: 6)))
  }

  @Test("or refused whole where the header will not do")
  func headers() throws {
    #expect(try refusal("Nama;Alamat\nA;B\n") == .noHeader(.register, rowsSearched: 2))
    #expect(
      try refusal("NIK;Nama;Alamat\n1;A;B\n")
        == .missingColumns(
          [.field(.birthDate), .field(.sex), .field(.area), .field(.occupation)], line: 1))
    let nik = ColumnPlace(index: 0, title: "NIK")
    #expect(
      try refusal("x\n" + header + ";No KTP\n")
        == .duplicateColumn(.field(.nik), nik, ColumnPlace(index: 6, title: "No KTP"), line: 2))
    for pair in ["TTL", "RT/RW;RT", "RW;RT/RW", "Catatan;Keterangan", "Desa", "NAMA"] {
      guard case .duplicateColumn = try refusal("\(header);\(pair)\n") else {
        Issue.record("\(pair) is taken twice")
        continue
      }
    }
    #expect(try refusal("No;No;" + header + ";No\n1;1;1;A;2;L;B;3;1\n") == nil)
  }

  @Test(
    "or refused whole where Excel has damaged the numbers",
    arguments: [
      ("2,10203E+15", true), ("2.10203E+15", true), ("2E15", true), ("2,1e+15", true),
      ("2102031602849001", false), ("2,10203F+15", false), ("E+15", false),
    ])
  func exponents(cell: String, isDamaged: Bool) throws {
    let place = ColumnPlace(index: 0, title: "NIK")
    #expect(
      try refusal(header + "\n1;A;2;L;B;3\n\(cell);A;2;L;B;3\n")
        == (isDamaged ? .exponent(place, line: 3) : nil))
    #expect(
      try refusal("No KK;" + header + "\n\(cell);1;A;2;L;B;3\n")
        == (isDamaged ? .exponent(ColumnPlace(index: 0, title: "No KK"), line: 2) : nil))
  }

  @Test(
    "or refused whole where most of five or more NIKs end in 0",
    arguments: [(5, 0, true), (3, 2, true), (3, 3, false), (4, 0, false), (1, 30, false)])
  func rounded(zeros: Int, others: Int, isDamaged: Bool) throws {
    let rows =
      (0..<zeros).map { "21020316028490\($0)0;A;2;L;B;3\n" }
      + (0..<others).map { "2102031602849\(101 + $0);A;2;L;B;3\n" }
    let expected = TableFault.lastDigitLost(
      ColumnPlace(index: 0, title: "NIK"), zeros: zeros, of: zeros + others)
    #expect(try refusal(header + "\n" + rows.joined()) == (isDamaged ? expected : nil))
  }

  @Test("with columns lettered as in Excel")
  func letters() {
    let letters = [0, 25, 26, 51, 52, 701, 702].map { ColumnPlace(index: $0, title: "").letter }
    #expect(letters == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"])
  }
}
