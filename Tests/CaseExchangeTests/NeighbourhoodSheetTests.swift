import CanonicalForm
import CaseDomain
import CaseExchange
import TestSupport
import Testing

private func sheet(_ rows: [SheetRow]) throws -> NeighbourhoodSheet {
  let programme = try karimun()
  return NeighbourhoodSheet(
    programme: programme, level: try #require(programme.levels.first),
    area: try #require(programme.area("21.02.03.1001")), rt: "003", rw: "002", rows: rows,
    number: "0412", printedOn: try #require(Day(year: 2025, month: 11, day: 18)), officer: "Siti",
    entry: 2_811, hash: "51b0c3f70e92aa14" + String(repeating: "0", count: 48))
}

private func person(
  _ id: Int, _ name: String, _ address: String = "GG. KENANGA 2",
  _ occupation: String = "Tukang ojek"
) -> SheetRow {
  SheetRow(
    id: CaseID(id), name: name, sex: id.isMultiple(of: 2) ? .female : .male, age: 46,
    address: address, occupation: occupation)
}

@Suite("the sheet for RT/RW")
struct NeighbourhoodSheetTests {
  @Test("is the paper of the design", arguments: Language.allCases)
  func paper(language: Language) throws {
    let rows = [
      person(721, "ABDUL GANI"), person(722, "ROSNAH", "GG. KENANGA 5", "PRT"),
      person(725, "MUHAMMAD NASIR BIN ABDURRAHMAN", "JL. PELIPIT NO. 11 BLOK B", "Bongkar muat"),
    ]
    let text = try sheet(rows).text(language).joined(separator: "\n")
    #expect(text == NeighbourhoodSheetTests.papers[language])
  }

  private static let papers: [Language: String] = [
    .indonesian: """
    DINAS TENAGA KERJA                                                   Lembar 0412
    KECAMATAN KARIMUN                                                    Halaman 1/1
    KELURAHAN TANJUNG BALAI                                 Dicetak 18 November 2025

             LEMBAR VERIFIKASI USULAN PEKERJA RENTAN KABUPATEN KARIMUN 2025
                                 RT 003/RW 002, 3 orang

     No Berkas Nama                L/P Usia Alamat         Pekerjaan    S/T/K Alasan
      1  721-G ABDUL GANI           L   46  GG. KENANGA 2  Tukang ojek   ___   ____
      2  722-H ROSNAH               P   46  GG. KENANGA 5  PRT           ___   ____
      3  725-L MUHAMMAD NASIR BIN   L   46  JL. PELIPIT    Bongkar muat  ___   ____
               ABDURRAHMAN                  NO. 11 BLOK B

     S setuju   T tolak   K kembalikan. Setuju berarti: benar tinggal di RT ini,
     benar bekerja seperti tertulis, masih hidup.
     Alasan T: 1 Bukan penduduk Karimun  2 Bukan pekerja rentan  3 Tidak bekerja
     4 ASN, TNI, Polri, pegawai tetap  5 Peserta BPJS TK (penerima upah)
     6 Peserta BPJS TK (BPU atau program lain)  7 Meninggal dunia
     8 Pindah keluar daerah  9 Mengundurkan diri
     Alasan K: 3 Dokumen kurang atau tak terbaca  4 Alamat atau RT/RW tidak jelas
     5 Tidak ditemukan di lapangan

     Mengetahui                             Tanjung Balai, ___ November 2025
     Ketua RW 002                           Ketua RT 003


     (..............................)       (..............................)

     Jurnal 2.811, 51b0 c3f7 0e92 aa14                            Dicetak oleh: Siti
    """,
    .english: """
    DINAS TENAGA KERJA                                                    Sheet 0412
    DISTRICT OF KARIMUN                                                     Page 1/1
    URBAN VILLAGE OF TANJUNG BALAI                          Printed 18 November 2025

               VERIFICATION SHEET, PEKERJA RENTAN KABUPATEN KARIMUN 2025
                                RT 003/RW 002, 3 people

     No   Case Name                M/F Age  Address        Occupation   S/T/K Reason
      1  721-G ABDUL GANI           M   46  GG. KENANGA 2  Tukang ojek   ___   ____
      2  722-H ROSNAH               F   46  GG. KENANGA 5  PRT           ___   ____
      3  725-L MUHAMMAD NASIR BIN   M   46  JL. PELIPIT    Bongkar muat  ___   ____
               ABDURRAHMAN                  NO. 11 BLOK B

     S approve   T reject   K return. Approval means: benar tinggal di RT ini,
     benar bekerja seperti tertulis, masih hidup.
     Reasons T: 1 Bukan penduduk Karimun  2 Bukan pekerja rentan  3 Tidak bekerja
     4 ASN, TNI, Polri, pegawai tetap  5 Peserta BPJS TK (penerima upah)
     6 Peserta BPJS TK (BPU atau program lain)  7 Meninggal dunia
     8 Pindah keluar daerah  9 Mengundurkan diri
     Reasons K: 3 Dokumen kurang atau tak terbaca  4 Alamat atau RT/RW tidak jelas
     5 Tidak ditemukan di lapangan

     Seen by                                Tanjung Balai, ___ November 2025
     Head of RW 002                         Ketua RT 003


     (..............................)       (..............................)

     Journal 2,811, 51b0 c3f7 0e92 aa14                             Printed by: Siti
    """,
  ]

  @Test(
    "has pages of at most 60 lines and 80 columns, each with the head, the last with the signatures",
    arguments: [0, 1, 2, 30, 31, 32, 33, 50, 51, 52, 53, 54, 100, 101, 250])
  func pages(count: Int) throws {
    let pages = try sheet((0..<count).map { person($0 + 1, "WARGA") }).pages(.indonesian)
    for (index, page) in pages.enumerated() {
      #expect(page.count <= NeighbourhoodSheet.linesPerPage)
      #expect(page.allSatisfy { DisplayWidth.of($0) <= NeighbourhoodSheet.width })
      #expect(page[1].hasSuffix("Halaman \(index + 1)/\(pages.count)"))
      #expect(page.contains { $0.hasPrefix(" No Berkas Nama") })
      #expect(page.last?.contains("Dicetak oleh: Siti") == true)
      #expect(page.contains { $0.contains("Mengetahui") } == (index == pages.count - 1))
      #expect(count == 0 || page.contains { $0.contains("WARGA") })
    }
    let printed = pages.joined().count { $0.contains("WARGA") }
    #expect(printed == count)
  }

  @Test("has a form feed before each page but the first")
  func formFeeds() throws {
    let lines = try sheet((1...100).map { person($0, "WARGA") }).text(.indonesian)
    #expect(lines.count { $0.hasPrefix("\u{0C}") } == 2)
    #expect(lines.first?.hasPrefix("DINAS") == true)
  }

  @Test("stays in its columns whatever it is given")
  func width() throws {
    let long = String(repeating: "A", count: 100)
    let rows = [
      person(123_456_789, long, long, long), person(2, "李 小 龍 李小龍李小龍李小龍李小龍", "\u{202E}x", ""),
      person(3, "", "", ""), person(4, String(repeating: "AB ", count: 200)),
    ]
    for language in Language.allCases {
      let lines = try sheet(rows).text(language)
      #expect(lines.allSatisfy { DisplayWidth.of($0) <= NeighbourhoodSheet.width })
    }
  }

  @Test("flows on where the legend alone is longer than a page")
  func longLegend() throws {
    var sheet = try sheet((1...20).map { person($0, "WARGA") })
    sheet.level.affirms = (1...300).map { "pernyataan nomor \($0)" }
    let pages = sheet.pages(.indonesian)
    #expect(pages.allSatisfy { $0.count <= NeighbourhoodSheet.linesPerPage })
    #expect(pages.joined().contains { $0.contains("300.") })
  }

  @Test("takes a row from a case, and none from one that is erased or has no NIK to show")
  func rows() throws {
    var scenario = try CaseloadScenario()
    try scenario.perform(
      .register(Register(form: .person(1, [.address: "Jl. Poros", .occupation: "02"]))), by: "siti")
    let file = try #require(scenario.caseload.file(1))
    let programme = try Programme.sample()
    let row = try #require(SheetRow(file, programme))
    #expect(row.occupation == "Pedagang kecil")
    #expect(row.address == "JL. POROS")
    #expect(row.age == 41)
    let text = try sheet([row]).text(.indonesian).joined(separator: "\n")
    #expect(!text.contains(Form.nik(1)))
    #expect(text.contains("  1    1-B WARGA CONTOH B"))
  }

  @Test("has a check letter that every changed digit and every swap of neighbours changes")
  func checkLetters() {
    for number in Array(1...20_000) + [999_999, 123_456_789, 9_876_543_210_123] {
      let letter = NeighbourhoodSheet.checkLetter(CaseID(number))
      #expect("ABCDEFGHJKLMNPQRSTUVWXYZ".contains(letter))
      let digits = Array(String(number).utf8)
      for place in digits.indices {
        for digit in UInt8(0x30)...0x39 where digit != digits[place] {
          var other = digits
          other[place] = digit
          let id = CaseID(Digits.number(other) ?? 0)
          if NeighbourhoodSheet.checkLetter(id) == letter { Issue.record("\(number), \(id)") }
        }
        guard place > 0, digits[place] != digits[place - 1] else { continue }
        var other = digits
        other.swapAt(place, place - 1)
        let id = CaseID(Digits.number(other) ?? 0)
        if NeighbourhoodSheet.checkLetter(id) == letter { Issue.record("\(number), \(id)") }
      }
    }
    _ = NeighbourhoodSheet.checkLetter(CaseID(Int.max))
    _ = NeighbourhoodSheet.checkLetter(CaseID(Int.min))
  }
}
