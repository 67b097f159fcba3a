import CanonicalForm
import CaseDomain

@testable import CaseScreens

extension GoldenFrame {
  static let home: [GoldenFrame] = [
    GoldenFrame("home/many", "dewi"),
    GoldenFrame("home/many", "dewi", .english),
    GoldenFrame("home/simulated", "dewi", sizes: [.standard, .smallest], isSimulated: true),
    GoldenFrame("home/empty", "nurul", .indonesian, .empty),
    GoldenFrame("home/empty", "nurul", .english, .empty),
    GoldenFrame("home/one", "nurul", .indonesian, .one),
    // Tasks of every kind: verifying, repairing, a draft; and what is new since the last sitting.
    GoldenFrame("home/district", "nurul", memory: lastSitting, drafts: [draft]),
    GoldenFrame("home/district", "nurul", .english, memory: lastSitting, drafts: [draft]),
    GoldenFrame("home/nothing-to-do", "rina", .indonesian, .one, sizes: [.standard, .smallest]),
    GoldenFrame("home/auditor", "inspektorat", sizes: [.standard]),
    GoldenFrame("home/administrator", "admin", sizes: [.standard, .smallest]),
    GoldenFrame("home/full", "dewi", .indonesian, .full) { $0.press(.down) },
    GoldenFrame("home/undone", "rina", sizes: [.standard]) {
      $0.press("3", "s", "1", "u")
    },
    GoldenFrame("home/leaving", "dewi", sizes: [.standard]) { $0.press(.control("c")) },
  ]

  /// What was left on the Wednesday before.
  static let lastSitting: DeskMemory = {
    var memory = DeskMemory()
    memory.seen = 150
    memory.seenAt = Instant(
      Day(year: 2025, month: 11, day: 20) ?? .epoch, milliseconds: 33_000_000)
    (memory.rt, memory.rw, memory.area) = ("002", "001", "21.02.04.1006")
    return memory
  }()

  /// A form that was left half filled on the morning of the golden day.
  static let draft = Draft(
    id: "morning", officer: "nurul",
    at: Instant(Day(year: 2025, month: 11, day: 28) ?? .epoch, milliseconds: 9_120_000),
    form: Form([.nik: "2102015602849081", .name: "ROSNAH", .rt: "002", .rw: "001"]))
}
