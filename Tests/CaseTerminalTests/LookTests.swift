import CaseScreens
import Testing

@testable import CaseTerminal

@Suite("How styles look")
struct LookTests {
  @Test("Every style has a look, with colours and without", arguments: Style.allCases)
  func looks(style: Style) {
    let (inColour, without) =
      switch style {
      case .plain: (Look(), Look())
      case .title: (Look(isBold: true), Look(isBold: true))
      case .faint: (Look(isDim: true), Look(isDim: true))
      case .urgent: (Look(colour: .red), Look(isBold: true))
      case .attention: (Look(colour: .yellow), Look())
      }
    #expect(Look(style, inColour: true) == inColour)
    #expect(Look(style, inColour: false) == without)
  }

  @Test("Without colours nothing asks for one", arguments: Style.allCases)
  func monochrome(style: Style) {
    #expect(Look(style, inColour: false).colour == nil)
  }
}
