import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@testable import CaseScreens

/// The registration form, key by key.
@Suite struct FormTests {
  private var scenario: CaseloadScenario

  init() throws { scenario = try CaseloadScenario() }

  // MARK: From the card to the case

  @Test func `a card is typed and saved with its number to be written on the copy`() throws {
    var desk = try player(scenario)
    desk.type(Form.nik(1, sex: .female))
    desk.type("Nuraini binti Hasan")
    desk.press(.enter)
    desk.type("Batam")
    desk.press(.enter)
    desk.type("16021984p")
    desk.type("Jl. Pelipit 7")
    desk.press(.enter, .enter)
    desk.type("05y")
    desk.press(.enter)
    desk.type("081234567890")
    desk.press(.enter)
    desk.type("Rokiah")
    desk.press(.enter)
    desk.type("2102031201102222")
    desk.press(.enter)

    let form = try #require(desk.registered.first?.form)
    #expect(
      form.texts == [
        .nik: Form.nik(1, sex: .female), .name: "NURAINI BINTI HASAN", .birthPlace: "BATAM",
        .birthDate: "16/02/1984", .sex: "P", .address: "JL. PELIPIT 7", .rt: "003", .rw: "002",
        .area: "21.02.03.1001", .occupation: "05", .papers: "ktp,statement",
        .phone: "081234567890", .motherName: "ROKIAH", .kk: "2102031201102222",
      ])
    #expect(
      desk.notice == "Berkas 1 NURAINI BINTI HASAN tersimpan. Tulis nomor 1 pada fotokopi KTP.")
    #expect(desk.lines[1].hasSuffix("Hari ini 1, berkas terakhir 1"))
    #expect(desk.stage(1) == .waiting)
  }

  @Test
  func `after saving the fields are empty but for the neighbourhood, and the cursor is in NIK`()
    throws
  {
    var desk = try player(scenario)
    desk.register(.person(1))
    #expect(desk.value("NIK") == "")
    #expect(desk.value("Nama") == "")
    #expect(desk.value("Pekerjaan") == "")
    #expect(desk.value("RT/RW, Kel/Desa") == "003/002 Tanjung Balai")
    #expect(desk.line("RT/RW").hasPrefix("="))
    #expect(desk.isAt("NIK"))
    #expect(desk.drafts.isEmpty)
  }

  @Test func `the neighbourhood is remembered for the next sitting where it changed`() throws {
    var desk = try player(scenario)
    desk.type(Form.nik(1) + "Ali")
    desk.press(.enter, .enter)
    desk.type("16021984l")
    desk.press(.enter)
    desk.type("4/1/teluk")
    desk.press(.enter)
    desk.type("01")
    desk.press(.function(2))
    #expect(desk.memory.rt == "004")
    #expect(desk.memory.rw == "001")
    #expect(desk.memory.area == "21.02.03.1002")
    let remembered = desk.effects.count { if case .remember = $0 { true } else { false } }
    desk.register(.person(2))
    #expect(desk.effects.count { if case .remember = $0 { true } else { false } } == remembered)
    #expect(desk.registered.last?.form.texts[.rt] == "004")
  }

  @Test func `ten people of one RT take at most 64 keys each beyond their names`() throws {
    let people = (1...10).map {
      Form.person(
        $0,
        [
          .address: "GG. KENANGA \($0)", .birthPlace: $0 % 3 == 0 ? "BATAM" : "MORO",
          .occupation: $0 % 2 == 0 ? "01" : "08", .phone: "0812000090\(10 + $0)",
          .motherName: "IBU CONTOH",
        ])
    }
    var desk = try player(scenario)
    var counts: [Int] = []
    for person in people {
      let names = (person.texts[.name] ?? "").count + (person.texts[.motherName] ?? "").count
      counts.append(desk.register(person) - names)
    }
    #expect(desk.registered.count == 10)
    #expect(counts.allSatisfy { $0 <= 64 }, "\(counts)")
    // What has to be there: NIK, day, sex, occupation, statement, and a key for each line.
    var quick: [Int] = []
    for number in 11...12 {
      let person = Form.person(number, [.address: "GG. KENANGA \(number)", .birthPlace: "MORO"])
      quick.append(desk.register(person) - (person.texts[.name] ?? "").count)
    }
    #expect(quick.allSatisfy { $0 <= 45 }, "\(quick)")
  }

  @Test func `keys typed ahead of the screen make the same person`() throws {
    var slow = try player(scenario)
    slow.register(.person(3))
    var fast = try player(scenario)
    let keys = DeskPlayer.keys(.person(3), completes: false)
    fast.burst(keys)
    #expect(fast.registered.map(\.form) == slow.registered.map(\.form))
    #expect(fast.isAt("NIK"))
  }

  // MARK: From line to line

  @Test func `full fields of one length go on by themselves`() throws {
    var desk = try player(scenario, memory: DeskMemory())
    desk.type("210201160284900")
    #expect(desk.isAt("NIK"))
    desk.type("1")
    #expect(desk.isAt("Nama"))
    desk.press(.enter, .enter)
    desk.type("16021984")
    #expect(desk.isAt("Jenis kelamin"))
    desk.type("l")
    #expect(desk.isAt("Alamat"))
    desk.press(.enter)
    desk.type("003002")
    desk.type("teluk")
    desk.press(.enter)
    desk.type("01")
    #expect(desk.isAt("Pernyataan"))
    desk.type("t")
    #expect(desk.isAt("Dokumen ada"))
    #expect(desk.value("RT/RW, Kel/Desa") == "003/002 Teluk Air")
    #expect(desk.value("Pernyataan") == "t  belum")
  }

  @Test func `a wrong NIK is said while the name is typed, and nothing leads back to it`() throws {
    var desk = try player(scenario)
    desk.type("2102019999840001")
    #expect(desk.isAt("Nama"))
    #expect(desk.help == "Angka 7–12 NIK bukan tanggal yang ada. Periksa kembali KTP.")
    desk.type("ALI")
    #expect(desk.help.hasPrefix("Angka 7–12"))
    desk.press(.enter)
    #expect(desk.isAt("Tempat lahir"))
    #expect(desk.help.hasPrefix("Tempat lahir"))
  }

  @Test func `one goes back from every line, whatever stands in it`() throws {
    var desk = try player(scenario)
    desk.type("2102")
    desk.press(.enter)
    #expect(desk.help.hasPrefix("NIK 16 angka, baru 4"))
    desk.type("4L1")
    desk.press(.enter)
    desk.press(.enter)
    desk.type("3102")
    desk.press(.up)
    #expect(desk.isAt("Tempat lahir"))
    desk.press(.backTab, .backTab)
    #expect(desk.isAt("NIK"))
    #expect(desk.help.hasPrefix("NIK 16 angka, baru 4"))
    desk.press(.up)
    #expect(desk.isAt("NIK"))
  }

  @Test func `a NIK that is typed anew replaces the full one`() throws {
    var desk = try player(scenario)
    desk.type(Form.nik(1))
    desk.press(.up)
    desk.type(Form.nik(2))
    #expect(desk.value("NIK").hasPrefix(Input.nik.grouped(Form.nik(2))))
    desk.press(.up, .left, .backspace)
    desk.type("7")
    #expect(desk.value("NIK").hasPrefix(Input.nik.grouped(Form.nik(2).dropLast(2) + "72")))
  }

  @Test(
    arguments: [
      ("16021984", "16/02/1984"), ("7/7/1984", "07/07/1984"), ("16-2-1984", "16/02/1984"),
      ("1.12.1990", "01/12/1990"),
    ])
  func `a day is typed as digits or with strokes`(typed: String, shown: String) throws {
    var desk = try player(scenario)
    desk.type(Form.nik(1))
    desk.press(.enter, .enter)
    desk.type(typed)
    #expect(desk.isAt("Jenis kelamin"))
    #expect(desk.value("Tanggal lahir") == shown)
  }

  @Test func `digits of a NIK and of a day are grouped while they are typed`() throws {
    var desk = try player(scenario)
    desk.type("210201160")
    #expect(desk.value("NIK") == "210201 160")
    #expect(desk.line("NIK").contains(" 9/16 "))
    #expect(desk.frame.cursor == Frame.Position(row: 3, column: 29))
    desk.type("2849001")
    desk.press(.enter, .enter)
    desk.type("1602")
    #expect(desk.value("Tanggal lahir") == "16/02")
    #expect(desk.frame.cursor == Frame.Position(row: 6, column: 25))
  }

  // MARK: Neighbourhood, occupation, papers

  @Test func `one Enter accepts the neighbourhood that was carried`() throws {
    var desk = try player(scenario)
    desk.go(to: "RT/RW")
    #expect(
      desk.help == "Enter menerima 003/002 Kel. Tanjung Balai, Kec. Karimun; angka menggantinya.")
    desk.press(.enter)
    #expect(desk.isAt("Pekerjaan"))
  }

  @Test func `a digit replaces the RT, and what follows it may stay`() throws {
    var desk = try player(scenario)
    desk.go(to: "RT/RW")
    desk.type("004")
    desk.press(.enter, .enter)
    #expect(desk.isAt("Pekerjaan"))
    #expect(desk.value("RT/RW, Kel/Desa") == "004/002 Tanjung Balai")
    #expect(desk.line("RT/RW").hasPrefix(" "))
  }

  @Test func `a village is found by code, by the start of a word, and by its former name`() throws {
    for (typed, name) in [
      ("1002", "Teluk Air"), ("air", "Teluk Air"), ("21020810", "Darussalam"),
      ("sei r", "Sungai Raya"), ("rawaj", "Rawa Jaya"),
    ] {
      var desk = try player(scenario, memory: DeskMemory())
      desk.go(to: "RT/RW")
      desk.type("001001\(typed)")
      desk.press(.enter)
      if typed == "21020810" {
        #expect(desk.help.contains("bukan kelurahan atau desa"))
      } else {
        #expect(desk.value("RT/RW, Kel/Desa") == "001/001 \(name)", "\(typed)")
      }
    }
  }

  @Test func `a letter in place of an RT begins the name of the village`() throws {
    var desk = try player(scenario)
    desk.go(to: "RT/RW")
    desk.type("par")
    #expect(desk.screen.contains("► 2001 Parit (Selat Gelam)"))
    desk.press(.enter)
    #expect(desk.value("RT/RW, Kel/Desa") == "003/002 Parit")
  }

  @Test func `an officer of one village never types its name`() throws {
    let officers = Officer.sample + [.sample("tono", "registrar:21.02.04.1003")]
    var desk = try player(
      try CaseloadScenario(officers: officers), officer: "tono", memory: DeskMemory())
    #expect(desk.value("RT/RW, Kel/Desa") == "Sungai Raya")
    desk.go(to: "RT/RW")
    desk.type("010002")
    #expect(desk.isAt("Pekerjaan"))
    #expect(desk.value("RT/RW, Kel/Desa") == "010/002 Sungai Raya")
  }

  @Test func `backspace in an empty RW leads back to the RT`() throws {
    var desk = try player(scenario, memory: DeskMemory())
    desk.go(to: "RT/RW")
    desk.type("003")
    desk.press(.backspace, .left, .backspace)
    desk.type("4")
    desk.press(.enter)
    #expect(desk.line("RT/RW").contains("043/"))
  }

  @Test func `an occupation is taken by its code, which goes on by itself`() throws {
    var desk = try player(scenario)
    desk.go(to: "Pekerjaan")
    desk.type("02")
    #expect(desk.isAt("Pernyataan"))
    #expect(desk.value("Pekerjaan") == "02 Pedagang kecil")
  }

  @Test func `an occupation is taken by the start of any word, the best first`() throws {
    var desk = try player(scenario)
    desk.go(to: "Pekerjaan")
    desk.type("tukang p")
    #expect(desk.screen.contains("Pekerjaan: tukang p  (1)"))
    #expect(desk.value("Pekerjaan") == "tukang parkir")
    desk.press(.control("u"))
    desk.type("tu")
    #expect(desk.screen.contains("► 01 Tukang ojek"))
    desk.press(.pageDown)
    #expect(desk.screen.contains("► 05 Tukang parkir"))
    desk.press(.enter)
    #expect(desk.value("Pekerjaan") == "05 Tukang parkir")
  }

  @Test func `PgDn chooses an occupation where nothing is typed`() throws {
    var desk = try player(scenario)
    desk.go(to: "Pekerjaan")
    #expect(!desk.screen.contains("► 01"))
    desk.press(.pageDown, .pageDown, .pageUp)
    #expect(desk.screen.contains("► 02 Pedagang kecil/keliling"))
    desk.press(.enter)
    #expect(desk.value("Pekerjaan") == "02 Pedagang kecil")
  }

  @Test func `a code typed behind letters replaces them`() throws {
    var desk = try player(scenario)
    desk.go(to: "Pekerjaan")
    desk.type("tuk05")
    #expect(desk.isAt("Pernyataan"))
    #expect(desk.value("Pekerjaan") == "05 Tukang parkir")
  }

  @Test func `an occupation that the list does not have is named in words`() throws {
    var desk = try player(scenario)
    desk.go(to: "Pekerjaan")
    desk.type("99")
    #expect(desk.isAt("Pekerjaan lain"))
    desk.press(.enter)
    #expect(desk.help.contains("Pekerjaan lain: wajib diisi"))
    desk.press(.up)
    desk.type("penjual koran")
    desk.press(.enter, .up, .up)
    desk.type("01")
    #expect(!desk.screen.contains("Pekerjaan lain"))
  }

  @Test func `what fits no occupation stays as typed and is said when it is left`() throws {
    var desk = try player(scenario)
    desk.go(to: "Pekerjaan")
    desk.type("xyz")
    #expect(desk.screen.contains("Tidak ada yang cocok."))
    desk.press(.enter)
    #expect(desk.help.hasPrefix("Pekerjaan: \"xyz\" tidak ada dalam daftar pekerjaan."))
    #expect(desk.value("Pekerjaan") == "xyz")
  }

  @Test func `digits mark papers, and Enter takes those of the person before`() throws {
    var desk = try player(scenario)
    desk.go(to: "Dokumen")
    // Those that a level asks for are offered first.
    #expect(desk.value("Dokumen ada") == "KTP")
    desk.type("2")
    #expect(desk.value("Dokumen ada") == "KTP, KK")
    desk.type("1")
    #expect(desk.value("Dokumen ada") == "KK")
    desk.type("1")
    desk.fill(.person(1))
    desk.press(.function(2))
    #expect(desk.registered.last?.form.texts[.papers] == "ktp,kk,statement")
    desk.go(to: "Dokumen")
    #expect(desk.value("Dokumen ada") == "KTP, KK")
    desk.press(.backspace, .enter)
    #expect(desk.value("Dokumen ada") == "")
    desk.press(.up)
    #expect(desk.value("Dokumen ada") == "")
  }

  @Test func `papers nobody looked at are not claimed`() throws {
    var desk = try player(scenario)
    desk.type(Form.nik(1) + "Ali")
    desk.press(.enter, .enter)
    desk.type("16021984l")
    desk.press(.enter, .enter)
    desk.type("01")
    desk.press(.function(2))
    #expect(desk.registered.last?.form.texts[.papers] == nil)
    #expect(desk.stage(1) == .waiting)
  }

  // MARK: Completion and copies

  @Test func `an address is completed up to the number of the house`() throws {
    var desk = try player(scenario)
    desk.register(.person(1, [.address: "GG. KENANGA 7"]))
    desk.go(to: "Alamat")
    desk.type("g")
    #expect(desk.value("Alamat") == "G→G. KENANGA")
    desk.press(.right)
    desk.type("12")
    desk.press(.enter)
    #expect(desk.value("Alamat") == "GG. KENANGA 12")
  }

  @Test func `Enter keeps what was typed and not what would complete it`() throws {
    var desk = try player(scenario)
    desk.register(.person(1, [.birthPlace: "BATAM"]))
    desk.go(to: "Tempat lahir")
    desk.type("ba")
    #expect(desk.value("Tempat lahir") == "BA→TAM")
    desk.press(.enter)
    #expect(desk.value("Tempat lahir") == "BA")
    desk.press(.up, .end)
    #expect(desk.value("Tempat lahir") == "BA→TAM")
    desk.press(.end, .enter)
    #expect(desk.value("Tempat lahir") == "BATAM")
  }

  @Test func `another neighbourhood completes nothing with the addresses of this one`() throws {
    var desk = try player(scenario)
    desk.register(.person(1, [.address: "GG. KENANGA 7", .birthPlace: "BATAM"]))
    desk.go(to: "RT/RW")
    desk.type("009")
    desk.press(.enter, .enter, .up, .up)
    desk.type("g")
    #expect(desk.value("Alamat") == "G")
    desk.press(.up, .up, .up)
    desk.type("b")
    #expect(desk.value("Tempat lahir") == "B→ATAM")
  }

  @Test func `before the village is known, birthplaces of the whole area complete`() throws {
    var scenario = scenario
    try scenario.registered(.person(1, [.address: "GG. KENANGA 7", .birthPlace: "BATAM"]))
    var desk = try player(scenario, memory: DeskMemory())
    desk.go(to: "Tempat lahir")
    desk.type("b")
    #expect(desk.value("Tempat lahir") == "B→ATAM")
    desk.go(to: "Alamat")
    desk.type("g")
    #expect(desk.value("Alamat") == "G")
    desk.press(.enter)
    #expect(desk.value("RT/RW, Kel/Desa") == "___/___")
  }

  @Test func `^D copies a line from the registration before`() throws {
    var desk = try player(scenario)
    desk.press(.control("d"))
    #expect(desk.notice == "Belum ada usulan sebelumnya untuk disalin.")
    desk.register(.person(1, [.address: "GG. KENANGA 7", .occupation: "08"]))
    desk.press(.control("d"))
    #expect(desk.notice.hasPrefix("NIK tidak disalin"))
    desk.go(to: "Alamat")
    desk.press(.control("d"))
    desk.type("A")
    desk.press(.enter, .enter, .control("d"))
    #expect(desk.value("Alamat") == "GG. KENANGA 7A")
    #expect(desk.value("Pekerjaan") == "08 Nelayan")
    desk.press(.enter)
    #expect(desk.isAt("Pernyataan"))
  }
}
