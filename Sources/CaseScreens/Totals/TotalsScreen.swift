internal import CanonicalForm
internal import CaseDomain

struct TotalsScreen: Screen {
  func offers(_ scene: Scene) -> [Offer] { [] }
  mutating func act(_ action: Action, _ scene: Scene) -> [Move] { [] }
  func draw(on frame: inout Frame, lines: Range<Int>, _ scene: Scene) {}
}
