import CanonicalForm
import CaseDomain

@testable import CaseScreens

extension GoldenFrame {
  static let queue: [GoldenFrame] = lists + pages + questions + results

  private static let lists: [GoldenFrame] = [
    GoldenFrame("queue/many", "rina") { $0.press("3", .down, .down) },
    GoldenFrame("queue/many", "rina", .english) { $0.press("3", .down, .down) },
    GoldenFrame("queue/end", "rina") { $0.press("3", .end) },
    GoldenFrame("queue/empty", "rina", .indonesian, .empty) { $0.press("3") },
    GoldenFrame("queue/empty", "rina", .english, .empty) { $0.press("3") },
    GoldenFrame("queue/one", "nurul", .indonesian, .one) { $0.press("3") },
    GoldenFrame("queue/done", "hendra", .indonesian, .one) { $0.press("3") },
    GoldenFrame("queue/rt", "nurul") { $0.press("3") },
    GoldenFrame("queue/rt-signed", "nurul") { $0.sign() },
    GoldenFrame("queue/rt-signed", "nurul", .english) { $0.sign() },
    GoldenFrame("queue/kelurahan", "hendra") { $0.press("3") },
    GoldenFrame("queue/repair", "nurul") { $0.press("3", .backTab) },
    GoldenFrame("queue/repair", "dewi", .english) { $0.press("3", .backTab) },
    GoldenFrame("queue/qualified", "dewi") { $0.press("3", .backTab, .backTab) },
    GoldenFrame("queue/waiting-list", "dewi", .indonesian, .full) {
      $0.press("3", .backTab, .backTab)
    },
    GoldenFrame("queue/filtering", "rina") {
      $0.press("3", "/")
      $0.type("meral")
    },
    GoldenFrame("queue/filtered", "rina") {
      $0.press("3", "/")
      $0.type("baran")
      $0.press(.enter, .down)
    },
    GoldenFrame("queue/nothing-fits", "rina") {
      $0.press("3", "/")
      $0.type("zzz")
      $0.press(.enter)
    },
    GoldenFrame("queue/marked", "rina") { $0.press("3", " ", " ", .down, " ") },
    GoldenFrame("queue/colleague", "rina") {
      $0.openElsewhere = [4: "Yanti", 6: "Yanti"]
      $0.press("3")
    },
    GoldenFrame("queue/auditor", "inspektorat", sizes: [.standard, .smallest]) {
      $0.press("3", .tab, .tab)
    },
    GoldenFrame("queue/administrator", "admin", sizes: [.standard, .smallest]) { $0.press("3") },
  ]

  private static let pages: [GoldenFrame] = [
    GoldenFrame("queue/page", "rina") { $0.press("3", .down, .enter) },
    GoldenFrame("queue/page", "rina", .english) { $0.press("3", .down, .enter) },
    GoldenFrame("queue/page-scrolled", "rina") { $0.press("3", .down, .enter, .pageDown) },
    GoldenFrame("queue/page-wide-name", "rina") {
      $0.press("3", "/")
      $0.type("raden")
      $0.press(.enter, .enter)
    },
    GoldenFrame("queue/page-rt", "nurul") { $0.press("3", .enter) },
    GoldenFrame("queue/page-next", "rina") { $0.press("3", .enter, "s", "s") },
  ]

  private static let questions: [GoldenFrame] = [
    GoldenFrame("queue/approve-question", "rina") { $0.press("3", " ", " ", "s") },
    GoldenFrame("queue/approve-question", "rina", .english) { $0.press("3", " ", " ", "s") },
    GoldenFrame("queue/reject-question", "rina") { $0.press("3", "t") },
    GoldenFrame("queue/reject-question", "rina", .english) { $0.press("3", "t") },
    GoldenFrame("queue/reject-page", "rina") { $0.press("3", .enter, "t") },
    GoldenFrame("queue/reject-note", "rina") {
      $0.press("3", "t", "3")
      $0.type("sudah berhenti sejak Juli")
    },
    GoldenFrame("queue/reject-no-digit", "rina", sizes: [.standard, .smallest]) {
      $0.press("3", "t", .enter)
    },
    GoldenFrame("queue/return-question", "hendra") { $0.press("3", "k") },
    GoldenFrame("queue/return-question", "hendra", .english) { $0.press("3", "k") },
    GoldenFrame("queue/return-no-note", "hendra") { $0.press("3", "k", "3", .enter) },
    GoldenFrame("queue/enrol-question", "dewi") { $0.press("3", .backTab, .backTab, "*", "d") },
    GoldenFrame("queue/enrol-question", "dewi", .english) {
      $0.press("3", .backTab, .backTab, "*", "d")
    },
    GoldenFrame("queue/signer-question", "nurul") { $0.press("3", "g") },
    GoldenFrame("queue/signer-question", "nurul", .english) { $0.press("3", "g") },
    GoldenFrame("queue/signer-no-day", "nurul") {
      $0.press("3", "g")
      $0.type("SYAMSUDIN, Ketua RT 003")
      $0.press(.enter, .control("u"))
      $0.type("31/11/2025")
      $0.press(.enter)
      $0.type("0412")
      $0.press(.enter)
    },
    GoldenFrame("queue/sort-question", "rina") { $0.press("3", "o") },
  ]

  private static let results: [GoldenFrame] = [
    GoldenFrame("queue/approved", "rina") { $0.press("3", .down, "s") },
    GoldenFrame("queue/approved", "rina", .english) { $0.press("3", .down, "s") },
    GoldenFrame("queue/no-signer", "nurul") { $0.press("3", "s") },
    GoldenFrame("queue/rejected", "rina", sizes: [.standard, .smallest]) {
      $0.press("3", "t", "3", .enter)
    },
    GoldenFrame("queue/changed", "rina") {
      $0.press("3")
      $0.meanwhile(.approve(Approve(DecisionInput(1))), by: "yanti")
      $0.press("s")
    },
    GoldenFrame("queue/refused-batch", "dewi") { $0.refuseBatch() },
    GoldenFrame("queue/refused-batch", "dewi", .english) { $0.refuseBatch() },
    GoldenFrame("queue/refusals", "dewi") {
      $0.refuseBatch()
      $0.press(.enter)
    },
    GoldenFrame("queue/not-saved", "rina") {
      $0.press("3")
      $0.failure = "Belum tersimpan: penyimpanan penuh. Hubungi admin Disnaker."
      $0.press("s")
    },
    GoldenFrame("queue/undone", "rina", sizes: [.standard]) { $0.press("3", "s", "u") },
    GoldenFrame("queue/exported", "rina", sizes: [.standard]) { $0.press("3", "e") },
    GoldenFrame("queue/finished", "nurul", .indonesian, .one) {
      $0.sign()
      $0.press("s")
    },
  ]
}

extension DeskPlayer {
  /// Opens the queue of RT/RW and says who signed the sheet.
  mutating func sign() {
    press("3", "g")
    type("SYAMSUDIN, Ketua RT 003")
    press(.enter, .control("u"))
    type("27/11/2025")
    press(.enter)
    type("0412")
    press(.enter)
  }

  /// Has Disnaker approve all that wait for Dinas Sosial, some of which it decided before.
  mutating func refuseBatch() {
    let waiting = caseload.rows.map(\.id).filter { level($0) == "kelurahan" }
    for id in waiting.prefix(3) {
      meanwhile(.approve(Approve(DecisionInput(id))), by: "dewi")
    }
    press("3", .tab, .tab, "*", "s", "y")
  }
}
