import CaseDomain
import Testing

@testable import CaseScreens

@Suite("The idle lock")
struct LockScreenTests {
  private static let siti = Officer(
    id: "siti", name: "Siti", office: "Kelurahan Tanjung Balai", grants: [])
  private static let budi = Officer(id: "budi", name: "Budi", office: "RT/RW", grants: [])

  /// The last wish that keys left, and the lock as they leave it.
  private func wish(_ lock: LockScreen, _ keys: [Key]) -> (LockScreen.Wish?, LockScreen) {
    var lock = lock
    var last: LockScreen.Wish?
    for key in keys { last = lock.handle(key) }
    return (last, lock)
  }

  private func lines(_ lock: LockScreen, _ size: Size = Size(rows: 15, columns: 60)) -> [String] {
    lock.frame(size, .indonesian, isSimulated: false).lines
  }

  @Test("the PIN of the one officer opens it; an empty one is no try; letters are none")
  func onePIN() {
    let lock = LockScreen([Self.siti])
    #expect(wish(lock, [.enter]).0 == nil)
    #expect(
      wish(lock, ["4", "x", "7", "1", "1", "9", "3", .enter]).0 == .unlock("siti", pin: "471193"))
    #expect(wish(lock, ["4", .escape]).0 == .leave)
    #expect(wish(lock, [.control("c")]).0 == .leave)
    #expect(wish(lock, ["q", .up, .function(2), .tab]).0 == nil)
  }

  @Test("at a shared desk a digit or Enter says who sits there, and Esc goes back to that")
  func sharedDesk() {
    let lock = LockScreen([Self.siti, Self.budi])
    #expect(wish(lock, ["2", "9", "1", .enter]).0 == .unlock("budi", pin: "91"))
    #expect(wish(lock, [.down, .enter, "9", .enter]).0 == .unlock("budi", pin: "9"))
    #expect(wish(lock, [.down, .up, .up, .enter, "9", .enter]).0 == .unlock("siti", pin: "9"))
    #expect(wish(lock, ["2", "9", .escape, "1", "8", .enter]).0 == .unlock("siti", pin: "8"))
    #expect(wish(lock, ["7", "0"]).1 == lock)
    #expect(wish(lock, [.escape]).0 == .leave)
  }

  @Test("the fifth wrong PIN is the last, and each empties the field")
  func tries() {
    var lock = LockScreen([Self.siti])
    for number in 1...5 {
      _ = lock.handle("1")
      #expect(lock.refuse() == (number == 5))
      #expect(lock.handle(.enter) == nil)
      #expect(lines(lock).joined().contains("Sisa \(5 - number) kali"))
    }
  }

  @Test("without a PIN it can only be left")
  func noPIN() {
    let lock = LockScreen([])
    for key in [.enter, .escape, "q"] as [Key] { #expect(wish(lock, [key]).0 == .leave) }
    #expect(wish(lock, ["1", .up]).0 == nil)
  }

  @Test("the PIN is never on the screen, and the cursor stands behind what hides it")
  func hidden() {
    let (_, lock) = wish(LockScreen([Self.siti]), ["4", "7", "1"])
    #expect(
      lines(lock) == [
        "Payung terkunci", "", "  Yang diketik tersimpan.", "", "  Siti, Kelurahan Tanjung Balai",
        "", "  PIN  ***", "", "", "", "", "", "", "", "Enter buka  Esc selesai",
      ])
    let frame = lock.frame(Size(rows: 15, columns: 60), .indonesian, isSimulated: true)
    #expect(frame.cursor == Frame.Position(row: 6, column: 10))
    #expect(frame.lines.first == "SIMULASI terkunci")
  }

  @Test(
    "of many officers the selected one is on the screen, in whatever size", arguments: [15, 24])
  func manyOfficers(_ rows: Int) {
    let seats = (1...30).map {
      Officer(id: OfficerID("p\($0)"), name: "Petugas \($0)", office: "Kantor", grants: [])
    }
    for selected in 0..<30 {
      let (_, lock) = wish(LockScreen(seats), Array(repeating: .down, count: selected))
      let line = lines(lock, Size(rows: rows, columns: 40)).first { $0.contains("►") }
      #expect(line?.contains("Petugas \(selected + 1), Kantor") == true)
    }
  }
}
