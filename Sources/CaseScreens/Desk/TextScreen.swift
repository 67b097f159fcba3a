internal import CanonicalForm
internal import CaseDomain

/// Lines to be read, scrolled with the arrows: why rows of a batch were refused, and the like.
struct TextScreen: Screen {
  private var title: String
  private var sentences: [String]
  private var top = 0

  init(_ title: String, _ sentences: [String]) {
    (self.title, self.sentences) = (title, sentences)
  }

  func offers(_ scene: Scene) -> [Offer] {
    [Offer(.close), Offer(.down, isHinted: false)]
      + Offer.hidden(.up, .pageUp, .pageDown, .first, .last, .open)
  }

  mutating func act(_ action: Action, _ scene: Scene) -> [Move] {
    if action == .close || action == .open { return [.pop] }
    let page = max(1, scene.size.rows - 6)
    top = action.scrolled(top, page: page, to: lines(scene).count - page) ?? top
    return []
  }

  private func lines(_ scene: Scene) -> [String] {
    sentences.flatMap { WrappedText.lines($0, scene.size.columns - 4) }
  }

  func draw(on frame: inout Frame, lines rows: Range<Int>, _ scene: Scene) {
    frame.put(title, rows.lowerBound, 0)
    for (row, line) in zip(rows.dropFirst(2), lines(scene).dropFirst(top)) {
      frame.put(line, row, 2)
    }
    frame.point(rows.lowerBound + 2, 0)
  }
}
