import CaseDomain

@testable import CaseScreens

extension GoldenFrame {
  static let totals: [GoldenFrame] =
    zip(TotalsScreen.tabs, tabNames).enumerated().flatMap { place, tab in
      let isMain = tab.0 == .district
      let steps: @Sendable (inout DeskPlayer) -> Void = { player in
        player.press("5")
        for _ in 0..<place { player.press(.tab) }
        if isMain { player.press(.down, .down, .down, .right) }
      }
      return [
        GoldenFrame("totals/\(tab.1)", "dewi", steps: steps),
        GoldenFrame("totals/\(tab.1)", "dewi", .english, steps: steps),
      ]
    } + others

  private static let tabNames = [
    "district", "village", "occupation", "sex", "age", "reason", "level", "month", "cover",
  ]

  private static let others: [GoldenFrame] = [
    GoldenFrame("totals/right-end", "dewi") {
      $0.press("5", .end)
      for _ in 0..<12 { $0.press(.right) }
    },
    GoldenFrame("totals/village-end", "dewi", sizes: [.standard, .smallest]) {
      $0.press("5", .tab, .end, .up)
    },
    GoldenFrame("totals/own-district", "nurul") { $0.press("5") },
    GoldenFrame("totals/empty", "nurul", .indonesian, .empty) { $0.press("5") },
    GoldenFrame("totals/one", "nurul", .indonesian, .one) { $0.press("5") },
    GoldenFrame("totals/full", "dewi", .indonesian, .full, sizes: [.standard]) { $0.press("5") },
    GoldenFrame("totals/administrator", "admin", sizes: [.standard, .smallest]) { $0.press("5") },
    GoldenFrame("totals/moment-question", "dewi") { $0.press("5", "w") },
    GoldenFrame("totals/moment-question", "dewi", .english) { $0.press("5", "w") },
    GoldenFrame("totals/no-moment", "dewi") {
      $0.press("5", "w")
      $0.type("kemarin")
      $0.press(.enter)
    },
    GoldenFrame("totals/past", "dewi") {
      $0.press("5", "w")
      $0.type("20/11/2025")
      $0.press(.enter)
    },
    GoldenFrame("totals/past", "dewi", .english) {
      $0.press("5", "w")
      $0.type("20/11/2025")
      $0.press(.enter)
    },
    GoldenFrame("totals/cases-behind", "dewi") {
      $0.press("5", .end, .right, .right, .right, .enter)
    },
    GoldenFrame("totals/past-page", "dewi", sizes: [.standard]) {
      $0.press("5", "w")
      $0.type("20/11/2025")
      $0.press(.enter, .end, .enter, .enter)
    },
    GoldenFrame("totals/nothing-behind", "dewi", sizes: [.standard]) {
      $0.press("5")
      for _ in 0..<6 { $0.press(.right) }
      $0.press(.enter)
    },
  ]
}
