import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@testable import CaseScreens

/// What offices do in a day, by the names of actions: the keys are whatever the table says.
@Suite("Journeys")
struct JourneyTests {
  @Test("one person from the form through every level to enrolment and the end")
  func fromFormToEnd() throws {
    var office = try Office(.empty)

    office.sit("nurul", memory: GoldenFrame.lastSitting)
    office.register(.golden(90))
    #expect(office.place == "waiting:rt-rw")
    #expect(office.notice == "Berkas 1 DARMAWATI tersimpan. Tulis nomor 1 pada fotokopi KTP.")

    office.act(.close, .queue, .approve)
    #expect(office.place == "waiting:rt-rw")
    #expect(office.notice == "Isi dahulu penandatangan dan tanggal lembar (g).")
    office.act(.signer)
    office.type("SYAMSUDIN, Ketua RT 002")
    office.press(.enter, .enter)
    office.type("0412")
    office.press(.enter)
    office.act(.approve)
    #expect(office.place == "waiting:kelurahan")
    #expect(
      office.notice
        == "Berkas 1 disetujui pukul 14.01, diteruskan ke Kelurahan/Desa. Antrean selesai.")

    // The first task of the home screen is the officer's own level: two Enters open the first case.
    office.sit("hendra")
    office.act(.open, .open, .approve)
    #expect(office.place == "waiting:dinas-sosial")

    office.sit("rina")
    office.act(.open, .open, .approve)
    #expect(office.place == "qualified")
    #expect(office.notice.hasPrefix("Berkas 1 disetujui pukul 14.03, memenuhi syarat."))

    office.sit("dewi")
    office.act(.open, .enrol)
    office.press("y")
    #expect(office.place == "enrolled")
    #expect(office.notice.contains("mulai November 2025"), "\(office.notice)")

    office.act(.cases, .open, .leave)
    office.press("1", .enter, .enter, .enter)
    #expect(office.place == "ended")
    #expect(office.player.caseload.covered(in: office.november) == 1)
    #expect(office.player.caseload.file(1)?.history.count == 6)

    office.act(.undo)
    office.press(.enter)
    #expect(office.place == "enrolled")
  }

  @Test("what is returned is repaired where it came from, and waits at the same level again")
  func returnedAndRepaired() throws {
    var office = try Office(.one)
    office.sit("nurul")
    office.act(.queue, .signer)
    office.type("SYAMSUDIN, Ketua RT 002")
    office.press(.enter, .enter)
    office.type("0412")
    office.press(.enter)
    office.act(.approve)

    office.sit("hendra")
    office.act(.queue, .return)
    office.press("3", .enter)
    #expect(office.screen.contains("Tulis dahulu apa yang harus diperbaiki."))
    #expect(office.place == "waiting:kelurahan")
    office.type("nama tidak lengkap")
    office.press(.enter)
    #expect(office.place == "returned:kelurahan")

    office.sit("nurul")
    #expect(office.screen.contains("1 berkas dikembalikan, perlu perbaikan"))
    office.act(.open, .correct)
    #expect(office.screen.contains("nama tidak lengkap"))
    office.act(.accept)
    office.type("ROSNAH BINTI HAJI AMIRUDDIN")
    office.act(.accept)
    #expect(office.screen.contains("1 isian berubah"))
    office.act(.save)
    #expect(office.place == "waiting:kelurahan")
    #expect(office.player.caseload.file(1)?.person.value?.name == "ROSNAH BINTI HAJI AMIRUDDIN")

    office.sit("hendra")
    office.act(.queue)
    #expect(office.screen.contains("perbaikan"))
    office.act(.approve)
    #expect(office.place == "waiting:dinas-sosial")
  }

  @Test("wrong turns decide nothing, and Esc leads back one layer at a time")
  func wrongTurns() throws {
    var office = try Office(.many)
    office.sit("rina")
    office.act(.queue, .filter)
    office.type("baran")
    office.act(.accept, .mark, .open)
    office.act(.reject)
    office.press("3")
    office.type("salah berkas")
    office.press(.escape)
    office.act(.return)
    office.press(.enter, .escape)
    office.act(.help)
    office.press("s", .escape, .escape)
    office.act(.palette)
    office.type("setujui")
    office.press(.escape, .escape)
    office.act(.correct)
    #expect(office.notice.hasPrefix("Diperlukan wewenang"))
    #expect(office.player.sent.isEmpty)

    #expect(office.screen.contains("Riwayat"))
    office.act(.close)
    #expect(office.screen.contains("Saring: baran"))
    office.act(.close)
    #expect(office.screen.contains("ditandai 1"))
    office.act(.close)
    #expect(office.screen.contains("24 berkas, tanpa saringan"))
    #expect(!office.screen.contains("ditandai"))
    office.act(.close, .close)
    #expect(!office.player.hasQuit)
    office.act(.quit)
    #expect(office.player.hasQuit)
  }

  @Test("a batch is approved by one answer and taken back by one key")
  func batch() throws {
    var office = try Office(.many)
    let waiting = { (office: Office) in
      office.player.caseload.rows.filter { $0.standing.level == "dinas-sosial" }
        .count { $0.standing.stage == .waiting }
    }
    office.sit("rina")
    office.act(.queue, .markAll, .approve)
    office.press(.enter)
    #expect(waiting(office) == 24)
    office.press("y")
    #expect(waiting(office) == 0)
    #expect(office.notice.hasPrefix("24 berkas disetujui."))
    #expect(office.player.sent.count == 24)
    office.act(.home, .undo)
    #expect(waiting(office) == 24)
    #expect(office.notice == "24 berkas diurungkan.")
  }

  @Test("where the disk is full nothing is lost, and the same keys save it once there is room")
  func fullDisk() throws {
    var office = try Office(.empty)
    office.sit("nurul", memory: GoldenFrame.lastSitting)
    office.player.failure = "Belum tersimpan: penyimpanan penuh."
    office.register(.golden(90))
    #expect(office.notice == "Belum tersimpan: penyimpanan penuh.")
    #expect(office.player.caseload.nextID == 1)
    #expect(office.screen.contains("DARMAWATI"))
    office.player.failure = nil
    office.act(.save)
    #expect(office.place == "waiting:rt-rw")
    #expect(office.player.caseload.nextID == 2)
    #expect(office.player.drafts.isEmpty)
  }

  @Test("from a number of the totals to its cases, a page, and back to the number")
  func fromNumberToCase() throws {
    var office = try Office(.many)
    office.sit("dewi")
    office.act(.totals, .last, .right, .right, .right)
    let before = office.player.frame.cursor
    office.act(.open)
    #expect(office.screen.contains("Menunggu Dinas Sosial: 24"))
    office.act(.open)
    #expect(office.player.lines[1].hasPrefix("Berkas 70, menunggu Dinas Sosial"))
    office.act(.approve, .close, .close)
    #expect(office.player.frame.cursor == before)
    #expect(office.player.lines[18].contains("►23"), "\(office.screen)")
  }
}

/// One store, and whoever sits at the desk.
private struct Office {
  private let scenario: CaseloadScenario
  var player: DeskPlayer

  init(_ store: GoldenStore) throws {
    scenario = try store.content.scenario
    player = DeskPlayer(scenario)
  }

  let november = Month("2025-11") ?? Month(of: .epoch)
  var notice: String { player.notice }
  var screen: String { player.screen }
  /// Where the first case stands: `waiting:kelurahan`, `enrolled`.
  var place: String? {
    player.stage(1).map {
      [$0.rawValue, player.level(1)?.rawValue].compactMap(\.self).joined(separator: ":")
    }
  }

  /// Another officer opens the desk on the state that the one before left.
  mutating func sit(_ officer: OfficerID, memory: DeskMemory = DeskMemory()) {
    var next = DeskPlayer(scenario, officer: officer, memory: memory)
    (next.caseload, next.entry, next.now) = (player.caseload, player.entry, player.now)
    next.settle()
    player = next
  }

  /// Does actions by their first key, each of which must be offered.
  mutating func act(
    _ actions: Action..., sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for action in actions {
      let isOffered = player.desk.offers(player.scene).contains { $0.action == action }
      #expect(
        isOffered, "\(action) is not offered\n\(player.screen)", sourceLocation: sourceLocation)
      if let key = action.binding.keys.first { player.press(key) }
      expectOrder(player, sourceLocation: sourceLocation)
    }
  }

  mutating func press(_ keys: Key...) {
    for key in keys { player.press(key) }
  }

  mutating func type(_ text: String) { player.type(text) }

  /// Fills the form with a person of the carried neighbourhood and saves.
  mutating func register(_ form: Form) {
    var form = form
    for field in [Field.rt, .rw, .area, .phone, .motherName] { form.texts[field] = nil }
    act(.registration)
    for key in DeskPlayer.keys(form, completes: false) { player.press(key) }
  }
}
