import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@testable import CaseScreens

@Suite("case page")
struct CasePageTests {
  /// The page of a case, opened from the list of all cases.
  private func opened(
    _ id: CaseID, in scenario: CaseloadScenario, officer: OfficerID = "wati",
    language: Language = .indonesian, size: Size = .standard
  ) -> DeskPlayer {
    var player = DeskPlayer(scenario, officer: officer, language: language, size: size)
    player.press("4", "/")
    player.type(id.description)
    player.press(.enter)
    return player
  }

  // MARK: What it says

  @Test("a page says where the case stands and for how long")
  func pageSays() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1))
    scenario.advance(to: "2025-11-22")
    #expect(
      opened(id, in: scenario).lines[1] == "Berkas 1, menunggu RT/RW 9 hari, lewat batas 2 hari")
    #expect(
      opened(id, in: scenario, language: .english).lines[1]
        == "Case 1, awaiting RT/RW for 9 days, 2 days over the limit")
    scenario.advance(to: "2025-11-20")
    #expect(opened(id, in: scenario).lines[1].hasSuffix("7 hari, batasnya hari ini"))
    scenario.advance(to: "2025-11-13")
    #expect(opened(id, in: scenario).lines[1] == "Berkas 1, menunggu RT/RW sejak hari ini")
  }

  @Test("every stage has its heading")
  func everyStage() throws {
    var scenario = try CaseloadScenario()
    let ids = try (1...7).map { try scenario.registered(.person($0)) }
    let tooOld = try scenario.registered(.person(8, born: "1950-01-01"))
    try scenario.perform(
      .return(
        Return(scenario.decision(ids[0], note: "RT tertukar"), reason: "A7")), by: "budi")
    try scenario.perform(.reject(Reject(scenario.decision(ids[1]), reason: "B1")), by: "budi")
    try scenario.perform(.withdraw(Withdraw(ids[2], reason: "L2")), by: "siti")
    for id in ids[3...5] { while scenario.stage(id) == .waiting { try scenario.approve(id) } }
    for id in ids[4...5] { try scenario.perform(.enrol(Enrol(id)), by: "dewi") }
    try scenario.perform(
      .end(End(ids[5], reason: "L1", on: CaseloadScenario.firstDay)), by: "dewi")
    try scenario.perform(.undo(Undo(ids[6])), by: "siti")

    let headings = [
      (ids[0], "Berkas 1, dikembalikan RT/RW, perlu perbaikan sejak hari ini"),
      (ids[1], "Berkas 2, ditolak RT/RW: Bukan pekerja rentan"),
      (ids[2], "Berkas 3, usulan dicabut: Pindah"),
      (ids[3], "Berkas 4, memenuhi syarat sejak hari ini"),
      (ids[4], "Berkas 5, terdaftar mulai November 2025"),
      (ids[5], "Berkas 6, berhenti, terakhir November 2025: Meninggal dunia"),
      (tooOld, "Berkas 8, ditolak otomatis: Usia di atas 65"),
    ]
    for (id, heading) in headings { #expect(opened(id, in: scenario).lines[1] == heading) }
    let scene = DeskPlayer(scenario).scene
    let cancelled = try #require(scenario.caseload.file(ids[6]))
    #expect(
      CaseHeading(cancelled, scene).fitting(80) == "Berkas 7, pendataan dibatalkan")
  }

  @Test("the NIK is full only for who compares it with the card")
  func nikFull() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1))
    let full = "210201 160284 9001"
    #expect(opened(id, in: scenario).screen.contains("************9001"))
    try scenario.approve(id)
    // The kelurahan's level shows it: to its verifiers, not to whoever else may read the case.
    #expect(opened(id, in: scenario, officer: "lina").screen.contains(full))
    #expect(!opened(id, in: scenario, officer: "rina").screen.contains(full))
    #expect(!opened(id, in: scenario, officer: "joko").screen.contains(full))
    try scenario.approve(id)
    #expect(!opened(id, in: scenario, officer: "lina").screen.contains(full))
  }

  @Test("numbers of family card and telephone are masked")
  func numbersFamily() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(
      .person(1, [.kk: "2102011602849111", .phone: "081234569031"]))
    let screen = opened(id, in: scenario).screen
    #expect(screen.contains("************9111 ********9031"))
    #expect(!screen.contains("849111") && !screen.contains("081234"))
  }

  @Test("what BPJS will ask for and is empty is named")
  func bpjsWill() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1, [.phone: "081234569031"]))
    #expect(opened(id, in: scenario).screen.contains("Belum diisi    Nama ibu kandung"))
  }

  @Test("the rules are counted, as on the form, whichever entry set them")
  func rulesAreCounted() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1))
    try scenario.perform(.setProgramme(SetProgramme(.sample(target: 900))), by: "adi")
    #expect(opened(id, in: scenario).screen.contains("Pemeriksaan (ketentuan v2)"))
  }

  @Test("the checks stand beside the data and missing papers among them")
  func checksStand() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1, [.papers: "ktp"]))
    try scenario.registered(.person(2, [.name: "Warga Contoh B", .nik: Form.nik(1_001)]))
    try scenario.approve(id)
    let lines = opened(id, in: scenario).lines
    let right = lines.map { String($0.dropFirst(48)) }
    #expect(right[3] == "Pemeriksaan (ketentuan v1)")
    #expect(right.contains("sesuai   NIK, tgl lahir, L/P"))
    #expect(right.contains("sesuai   Usia 41 per 1/11/2025"))
    #expect(right.contains("belum    Surat pernyataan"))
  }

  @Test("an approval says what it affirms")
  func approvalSays() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.qualified(.person(1))
    let waiting = try scenario.registered(.person(2))
    let screen = opened(waiting, in: scenario).screen
    #expect(screen.contains("Menyetujui berarti Ketua RT sudah memeriksa:\n  1. masih hidup"))
    #expect(!opened(id, in: scenario).screen.contains("Menyetujui berarti"))
    #expect(
      opened(id, in: scenario).screen.contains("Usulan memenuhi syarat sejak disetujui Dinas"))
  }

  @Test("a returned case says what must be repaired")
  func returnedCase() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1))
    try scenario.perform(
      .return(
        Return(scenario.decision(id, note: "RT tertukar, NIK 2102011602849001"), reason: "A7")),
      by: "budi")
    let screen = opened(id, in: scenario).screen
    #expect(screen.contains("Yang harus diperbaiki: RT tertukar, NIK ************9001"))
  }

  @Test(
    "all of a page is reached by scrolling",
    arguments: [Size.standard, .smallest, Size(rows: 43, columns: 132)])
  func pageReached(size: Size) throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1, [.address: String(repeating: "GANG ", count: 40)]))
    let note = (1...12).map { "bagian\($0)" }.joined(separator: " ")
    for _ in 1...8 {
      try scenario.perform(
        .return(Return(scenario.decision(id, note: note), reason: "A7")), by: "budi")
      try scenario.perform(.undo(Undo(id)), by: "budi")
    }
    var player = opened(id, in: scenario, size: size)
    var seen = Set(player.lines)
    for _ in 1...150 {
      player.press(.down)
      seen.formUnion(player.lines)
    }
    let all = seen.joined(separator: "\n")
    #expect(
      all.contains("didata") && all.contains("bagian12") && all.contains("RT 003/RW 002"))
    #expect(!player.hints.contains("PgDn"))
    let end = player.screen
    player.press(.pageDown, .end)
    #expect(player.screen == end)
    player.press(.home)
    #expect(player.hints.contains("PgDn riwayat"))
    #expect(player.lines[3].contains("NIK") || size.rows < 20)
    player.press(.pageDown, .pageUp)
    #expect(player.frame.cursor == Frame.Position(row: 1, column: 0))
  }

  @Test("in a small terminal only what is not in order is listed")
  func smallTerminal() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1))
    var player = opened(id, in: scenario, size: .smallest)
    player.press(.end)
    #expect(!player.screen.contains("Usia 41"))
    let papers = try scenario.registered(.person(2, [.papers: "ktp"]))
    try scenario.approve(papers)
    player = opened(papers, in: scenario, size: .smallest)
    player.press(.pageDown)
    #expect(player.screen.contains("belum        Surat pernyataan"))
  }

  @Test("letters of double width move nothing beside them")
  func lettersDouble() throws {
    var scenario = try CaseloadScenario()
    let plain = try scenario.registered(.person(1))
    let wide = try scenario.registered(
      .person(2, [.name: "林美花林美花林美花林美花", .address: "e\u{301}e\u{301} 林林林林林林林林林林林林林林林林林"]))
    for id in [plain, wide] {
      let frame = opened(id, in: scenario).frame
      let title = frame.row(3).dropFirst(48).prefix(11).map(\.character)
      #expect(String(title) == "Pemeriksaan")
      for row in 3..<13 { #expect(frame.row(row).dropFirst(47).first?.character == " ") }
    }
  }

  // MARK: Verbs

  @Test("a case is decided on its page where it waits for me")
  func caseDecided() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1))
    try scenario.approve(id)
    var player = opened(id, in: scenario, officer: "lina")
    #expect(player.hints.hasPrefix("s setujui  t tolak  k kembalikan"))
    player.press("s")
    #expect(player.level(id) == "dinas-sosial")
    #expect(player.notice.hasPrefix("Berkas 1 disetujui pukul"))
    #expect(player.lines[1].hasPrefix("Berkas 1, menunggu Dinas Sosial"))
    // There it waits for somebody else.
    #expect(!player.hints.contains("s setujui"))
    player.press("s")
    #expect(player.level(id) == "dinas-sosial")
    #expect(player.notice.contains("tidak berwenang menyetujui"))
  }

  @Test("a rejection asks for its reason")
  func rejectionAsks() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1))
    try scenario.approve(id)
    var player = opened(id, in: scenario, officer: "lina")
    player.press("t", "2", .enter)
    #expect(player.stage(id) == .rejected)
    #expect(player.notice == "Berkas 1 ditolak: Bukan pekerja rentan.")
  }

  @Test("a sheet is keyed in the queue and the keys of its reason are dropped")
  func sheetKeyed() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1))
    var player = opened(id, in: scenario, officer: "budi")
    player.burst(["t", "2", "u", "q", .enter])
    #expect(player.stage(id) == .waiting)
    #expect(player.notice.hasPrefix("Lembar RT/RW diketik di Antrean (3)"))
    #expect(player.lines[1].hasPrefix("Berkas 1"))
  }

  @Test("what BPJS sends back is taken in by an enroller")
  func bpjsSends() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.enrolled(.person(1))
    var player = opened(id, in: scenario, officer: "dewi")
    #expect(player.hints.hasPrefix("t ditolak BPJS  k dikembalikan BPJS"))
    player.press("k")
    // Only the reasons of BPJS are offered.
    #expect(player.screen.contains("1 NIK tidak padan"))
    #expect(!player.screen.contains("Dokumen kurang"))
    player.press("1")
    player.type("NIK salah")
    player.press(.enter)
    #expect(player.stage(id) == .returned)
    #expect(player.level(id) == .bpjs)
    #expect(!opened(id, in: scenario, officer: "siti").hints.contains("BPJS"))
  }

  @Test("a colleague's decision is taken back with a note")
  func colleaguesDecision() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1))
    try scenario.approve(id)
    var player = opened(id, in: scenario, officer: "wati")
    player.press("u")
    #expect(player.screen.contains("Urungkan berkas 1 disetujui RT/RW, 13/11/2025 09.02, BUDI."))
    player.type("surat 12")
    player.press(.enter)
    #expect(player.level(id) == "rt-rw")
    let undone = try #require(player.caseload.file(id)?.history.last)
    #expect(undone.event.details.signing?.remark?.value?.note == "surat 12")
    #expect(player.notice.hasPrefix("Berkas 1 diurungkan"))
    // Nothing of it is mine to undo again.
    player.press(.escape)
    player.press("u", .escape)
    #expect(player.level(id) == "rt-rw")
  }

  @Test("who may not take back is told")
  func mayTake() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1))
    var player = opened(id, in: scenario, officer: "rina")
    player.press("u")
    #expect(player.stage(id) == .waiting)
    #expect(!player.notice.isEmpty)
    #expect(!player.screen.contains("Catatan"))
  }

  @Test("a colleague's change meanwhile is not overwritten, even after it was shown")
  func changedMeanwhile() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1))
    try scenario.approve(id)
    for settles in [false, true] {
      var player = opened(id, in: scenario, officer: "lina")
      player.press("t", "2")
      player.meanwhile(.approve(Approve(DecisionInput(id))), by: "wati")
      if settles { player.settle() }
      player.press(.enter)
      #expect(player.level(id) == "dinas-sosial")
      #expect(player.notice.hasPrefix("Berkas 1 sudah disetujui WATI pukul"))
    }
  }

  @Test("auditors and the owner read and change nothing")
  func auditorsOwner() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1))
    for officer in [OfficerID("joko"), .owner] {
      var player = opened(id, in: scenario, officer: officer)
      #expect(player.screen.contains("WARGA CONTOH B"))
      for key: Key in ["s", "t", "k", "d", "p", "m", "u"] {
        player.press(key, .escape)
        if !player.lines[1].hasPrefix("Berkas 1") { player.press(.enter) }
      }
      #expect(player.sent.isEmpty)
    }
  }

  @Test("a case of another area is not shown")
  func caseAnother() throws {
    var scenario = try CaseloadScenario(
      officers: Officer.sample + [.sample("tini", "verifier:kelurahan:21.02.04")])
    let id = try scenario.registered(.person(1))
    let player = DeskPlayer(scenario, officer: "tini")
    var page = CasePage(id)
    page.settle(player.scene)
    var frame = Frame(.standard)
    page.draw(on: &frame, lines: 1..<22, player.scene)
    #expect(frame.lines[1] == "Berkas 1 di luar wilayah kerja petugas ini.")
    #expect(!frame.lines.joined().contains("WARGA"))
    #expect(page.openCase == nil)
    for action in Action.allCases where action != .close {
      #expect(page.act(action, player.scene).isEmpty)
    }
    var unknown = CasePage(99)
    unknown.settle(player.scene)
    unknown.draw(on: &frame, lines: 1..<22, player.scene)
    #expect(frame.lines[1].hasPrefix("Tidak ada berkas 99."))
  }

  @Test("an erased case says so and can only be read")
  func erasedCase() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1))
    var caseload = scenario.caseload
    let line =
      #"{"kind":"erased","case":1,"ground":"permohonan","lines":["ab"],"grant":"administrator:21.02"}"#
    let fields = EventFields(try JSONObject(parsing: Array(line.utf8))) { _ in nil }
    let erased = try Event(from: fields)
    caseload.apply(erased, at: Stamp(entry: 9, at: scenario.now, by: "adi"))
    var player = DeskPlayer(scenario)
    player.caseload = caseload
    player.entry = 9
    player.press("4", .enter)
    #expect(player.screen.contains("(data orang sudah dihapus)"))
    #expect(player.screen.contains("Tanjung Balai"))
    #expect(!player.screen.contains("WARGA") && !player.screen.contains("1984"))
    player.press("p")
    #expect(player.lines[1].hasPrefix("Berkas \(id)"))
    #expect(!player.notice.isEmpty)
  }

  @Test("colleagues are told of an open case only by who may decide it")
  func colleaguesTold() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1))
    try scenario.approve(id)
    for (officer, open) in [(OfficerID("lina"), id), ("joko", nil), ("rina", nil)] {
      let player = DeskPlayer(scenario, officer: officer)
      var page = CasePage(id)
      page.settle(player.scene)
      #expect(page.openCase == open)
    }
  }

  @Test("a page says who else has its case open")
  func openElsewhere() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1))
    var player = opened(id, in: scenario)
    player.openElsewhere = [id: "Yanti"]
    #expect(player.lines[1].hasSuffix("Yanti buka"))
  }

  @Test("the past is shown as it was and cannot be changed")
  func pastShown() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1))
    let before = PastView(
      caseload: scenario.caseload, now: scenario.now, entry: scenario.entry, hash: DeskPlayer.hash)
    while scenario.stage(id) == .waiting { try scenario.approve(id) }
    let player = DeskPlayer(scenario)
    var page = CasePage(id, past: before)
    page.settle(player.scene)
    var frame = Frame(.standard)
    page.draw(on: &frame, lines: 1..<22, player.scene)
    #expect(frame.lines[1].hasPrefix("Berkas 1, menunggu RT/RW sejak hari ini"))
    #expect(frame.lines[1].hasSuffix("keadaan 13/11/2025 09.02"))
    let verbs: Set<Action> = [.approve, .reject, .return, .undo, .leave, .correct, .enrol]
    #expect(page.offers(player.scene).allSatisfy { !verbs.contains($0.action) })
    for verb in verbs { #expect(page.act(verb, player.scene).isEmpty) }
  }
}
