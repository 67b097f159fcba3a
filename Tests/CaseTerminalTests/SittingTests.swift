import CanonicalForm
import CaseDomain
import CaseScreens
import CaseStore
import SystemFiles
import TestSupport
import Testing

@testable import CaseTerminal

@Suite("a sitting at the desk")
struct SittingTests {
  private let folder: TemporaryFolder
  private let store: String
  private static let start = Instant(CaseloadScenario.firstDay, milliseconds: 2 * 3_600_000)

  init() throws {
    folder = try TemporaryFolder()
    store = folder.path + "/store"
    let start = SittingTests.start
    try CaseStore.create(
      in: store, programme: try .sample(), officers: Officer.sample, simulated: false,
      program: "payung test", Surroundings(now: { start }))
    let desk = try CaseStore(opening: store, Surroundings(now: { start }))
    _ = try desk.perform(
      (1...3).map { .register(Register(form: .person($0))) }, by: "siti", id: desk.newID())
  }

  /// A sitting whose clock stands so many minutes behind the last entry.
  private func sitting(minutesBehind: Int, officer: OfficerID) throws -> Sitting {
    let now = Instant(milliseconds: SittingTests.start.milliseconds - minutesBehind * 60_000)
    return Sitting(
      try CaseStore(opening: store, Surroundings(now: { now })),
      try DeskFiles(store: store, officer: officer), Admission(officer),
      language: .indonesian, size: .standard)
  }

  @Test("a clock behind the last entry is told once, and the decision is saved")
  func clock() throws {
    let sitting = try sitting(minutesBehind: 90, officer: "siti")
    for key in [Key.character("4"), .character("u"), .enter] { press(key, sitting) }
    #expect(sitting.frame.lines[22].contains("tertinggal 90 menit"))
    #expect(sitting.store.caseload.rows.count { _ in true } == 2)
    for key in [Key.character("u"), .enter] { press(key, sitting) }
    #expect(!sitting.frame.lines[22].contains("tertinggal"))
    #expect(sitting.store.caseload.rows.count { _ in true } == 1)
  }

  @Test("a clock that is right is not spoken of")
  func rightClock() throws {
    let sitting = try sitting(minutesBehind: 0, officer: "siti")
    for key in [Key.character("4"), .character("u"), .enter] { press(key, sitting) }
    #expect(sitting.store.caseload.rows.count { _ in true } == 2)
    #expect(!sitting.frame.lines[22].contains("tertinggal"))
  }

  @Test("a grant that ends with the day ends a running desk at midnight, in Western Indonesia")
  func midnight() throws {
    var grant = try #require(Grant("registrar:21.02"))
    grant.until = CaseloadScenario.firstDay
    let place = folder.path + "/until"
    let clock = MovedClock(SittingTests.start)
    let surroundings = Surroundings(now: { clock.now })
    let guest = Officer(id: "tamu", name: "TAMU", office: "Kantor Contoh", grants: [grant])
    try CaseStore.create(
      in: place, programme: try .sample(), officers: Officer.sample + [guest], simulated: false,
      program: "payung test", surroundings)
    let sitting = Sitting(
      try CaseStore(opening: place, surroundings), try DeskFiles(store: place, officer: "tamu"),
      Admission("tamu"), language: .indonesian, size: .standard)
    #expect(sitting.dismissal == nil)
    // The desk looks again when this has gone by, without a key: nine in the morning, so 15 hours.
    let left = try #require(sitting.untilTomorrow)
    #expect(Int(left) == 15 * 3_600_000)
    clock.now = Instant(milliseconds: clock.now.milliseconds + Int(left) - 1)
    #expect(sitting.dismissal == nil)
    clock.now = Instant(milliseconds: clock.now.milliseconds + 1)
    sitting.refresh()
    #expect(sitting.dismissal == .noGrant("tamu"))
  }

  /// A clock that stands until somebody moves it.
  private final class MovedClock {
    var now: Instant

    init(_ now: Instant) { self.now = now }
  }

  @Test("a store that somebody poisons meanwhile says so, and keeps what was typed")
  func poisoned() throws {
    let sitting = try sitting(minutesBehind: 0, officer: "siti")
    try poison()
    for key in [Key.character("4"), .character("u"), .character("x"), .enter] {
      press(key, sitting)
    }
    #expect(sitting.frame.lines.contains { $0.hasPrefix("Belum tersimpan") })
    #expect(sitting.frame.lines.contains { $0.contains("x  ") && $0.contains("Catatan") })
    #expect(sitting.store.caseload.rows.count { _ in true } == 3)
  }

  /// Leaves the mark that a failed write leaves: behind the holder, in the second half of the lock.
  private func poison() throws {
    let files = HostFileSystem()
    let lock = try files.open(store + "/lock", for: .updating)
    let mark = Array(#"{"poisoned":"2025-11-13T02:00:00.000Z"}"#.utf8)
    _ = try files.overwrite(lock, at: 512, with: mark[...])
    files.close(lock)
  }

  private func press(_ key: Key, _ sitting: Sitting) {
    sitting.handle(key)
    sitting.settle()
  }
}
