import CaseDomain

@testable import CaseScreens

extension GoldenFrame {
  /// Help, palette, and windows that are too small.
  static let everywhere: [GoldenFrame] = [
    GoldenFrame("help/home", "dewi") { $0.press("?") },
    GoldenFrame("help/home", "dewi", .english) { $0.press("?") },
    GoldenFrame("help/registration", "nurul", memory: lastSitting) {
      $0.press("2", .function(1))
    },
    GoldenFrame("help/queue", "rina") { $0.press("3", "?") },
    GoldenFrame("help/queue-selected", "rina") {
      $0.press("3", "?", .down, .down, .pageDown, .pageDown)
    },
    GoldenFrame("help/page", "dewi") {
      $0.open(.enrolled)
      $0.press("?")
    },
    GoldenFrame("help/page", "dewi", .english) {
      $0.open(.enrolled)
      $0.press("?")
    },
    GoldenFrame("help/cases", "dewi", sizes: [.standard]) { $0.press("4", "?") },
    GoldenFrame("help/totals", "dewi", sizes: [.standard]) { $0.press("5", "?") },
    GoldenFrame("palette/empty", "rina") { $0.press("3", ":") },
    GoldenFrame("palette/empty", "rina", .english) { $0.press("3", ":") },
    GoldenFrame("palette/found", "rina") {
      $0.press("3", ":")
      $0.type("tolak")
    },
    GoldenFrame("palette/nothing-fits", "rina", sizes: [.standard, .smallest]) {
      $0.press("3", ":")
      $0.type("zzz")
    },
    GoldenFrame("too-small/window", "rina", sizes: tooSmall) { $0.press("3") },
    GoldenFrame("too-small/window", "rina", .english, sizes: tooSmall) { $0.press("3") },
  ]

  private static let tooSmall = [
    Size(rows: 24, columns: 59), Size(rows: 14, columns: 80), Size(rows: 1, columns: 20),
  ]
}
