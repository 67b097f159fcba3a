import CaseDomain

@testable import CaseScreens

extension GoldenFrame {
  static let cases: [GoldenFrame] = [
    GoldenFrame("cases/many", "dewi") { $0.press("4") },
    GoldenFrame("cases/many", "dewi", .english) { $0.press("4") },
    GoldenFrame("cases/district", "nurul") { $0.press("4", .end) },
    GoldenFrame("cases/empty", "nurul", .indonesian, .empty) { $0.press("4") },
    GoldenFrame("cases/one", "nurul", .indonesian, .one) { $0.press("4") },
    GoldenFrame("cases/finding", "dewi") {
      $0.press("4", "/")
      $0.type("bin")
    },
    GoldenFrame("cases/found", "dewi") {
      $0.press("4", "/")
      $0.type("raden")
      $0.press(.enter)
    },
    GoldenFrame("cases/found-nothing", "dewi") {
      $0.press("4", "/")
      $0.type("zzz")
      $0.press(.enter)
    },
    GoldenFrame("cases/administrator", "admin", sizes: [.standard, .smallest]) { $0.press("4") },
    GoldenFrame("cases/sort-question", "dewi", sizes: [.standard]) { $0.press("4", "o") },
    GoldenFrame("cases/page-enrolled", "dewi") { $0.open(.enrolled) },
    GoldenFrame("cases/page-enrolled", "dewi", .english) { $0.open(.enrolled) },
    GoldenFrame("cases/page-qualified", "dewi") { $0.open(.qualified) },
    GoldenFrame("cases/page-waiting-list", "dewi", .indonesian, .full, sizes: [.standard]) {
      $0.open(.qualified, last: true)
    },
    GoldenFrame("cases/page-returned", "nurul") { $0.open(.returned) },
    GoldenFrame("cases/page-returned", "nurul", .english) { $0.open(.returned) },
    GoldenFrame("cases/page-rejected", "inspektorat") { $0.open(.rejected) },
    GoldenFrame("cases/page-by-rule", "inspektorat") { $0.open(.rejected, last: true) },
    GoldenFrame("cases/page-ended", "dewi") { $0.open(.ended) },
    GoldenFrame("cases/page-withdrawn", "dewi", sizes: [.standard]) { $0.open(.withdrawn) },
    GoldenFrame("cases/page-waiting", "dewi") { $0.open(.waiting) },
    GoldenFrame("cases/cannot", "inspektorat", sizes: [.standard, .smallest]) {
      $0.open(.enrolled)
      $0.press("m")
    },
    GoldenFrame("cases/withdraw-question", "dewi") {
      $0.open(.qualified)
      $0.press("m")
    },
    GoldenFrame("cases/end-question", "dewi") {
      $0.open(.enrolled)
      $0.press("m", "2")
    },
    GoldenFrame("cases/end-question", "dewi", .english) {
      $0.open(.enrolled)
      $0.press("m", "2")
    },
    GoldenFrame("cases/end-no-day", "dewi") {
      $0.open(.enrolled)
      $0.press("m", "1")
      $0.type("31/11")
      $0.press(.enter, .enter, .enter)
    },
    GoldenFrame("cases/undo-question", "dewi") {
      $0.open(.enrolled)
      $0.press("u")
    },
    GoldenFrame("cases/undo-question", "dewi", .english) {
      $0.open(.enrolled)
      $0.press("u")
    },
    GoldenFrame("cases/enrol-question", "dewi", sizes: [.standard, .smallest]) {
      $0.open(.qualified)
      $0.press("d")
    },
  ]
}

extension DeskPlayer {
  /// Opens the page of the first case (or the last) of a stage, found by its NIK.
  mutating func open(_ stage: Stage, last: Bool = false) {
    let rows = caseload.rows.filter { $0.stage == stage && scene.mayRead($0.area) }
    guard let row = last ? rows.last : rows.first else { return }
    // Who is found alone is opened.
    press("4", "/")
    type(row.nik?.digits ?? "")
    press(.enter)
  }
}
