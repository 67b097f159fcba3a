internal import CaseDomain

/// The cases that look like a person, in columns beside the form: the score, and the parts that add up to it.
///
///     Berkas   nilai nama tgl L/P almt  +
///     312         92   45  30   5    8  4
struct LookAlikeTable {
  /// Whether there is room for the score alone.
  let isShort: Bool
  private let scene: Scene

  private static let numberWidth = 8
  private static let scoreWidth = 6
  /// The parts that have a column of their own; the others are one.
  private static let columns: [(part: DuplicateScore.Part, width: Int)] = [
    (.name, 5), (.birthDate, 4), (.sex, 4), (.place, 5),
  ]
  private static let others: [DuplicateScore.Part] = [.motherName, .phone, .kk]
  private static let othersWidth = 3

  init(isShort: Bool, _ scene: Scene) { (self.isShort, self.scene) = (isShort, scene) }

  var head: String {
    let number = scene.say("Berkas", "Case")
    let score = scene.say("nilai", "score")
    let titles = Self.columns.map { column in (title(column.part), column.width) }
    return line(number, score, titles + [("+", Self.othersWidth)])
  }

  func row(_ other: LookAlike) -> String {
    let points = Self.columns.map { (text(other.score.points($0.part)), $0.width) }
    let known = Self.others.compactMap { other.score.points($0) }
    let rest = known.isEmpty ? "" : text(known.reduce(0, +))
    return line(
      other.id.description, "\(other.score.total)", points + [(rest, Self.othersWidth)])
  }

  private func line(_ number: String, _ score: String, _ parts: [(text: String, width: Int)])
    -> String
  {
    let start = padded(number, Self.numberWidth, isRight: false)
    let total = start + padded(score, Self.scoreWidth)
    return isShort ? total : parts.reduce(total) { $0 + padded($1.text, $1.width) }
  }

  private func title(_ part: DuplicateScore.Part) -> String {
    switch part {
    case .name: scene.say("nama", "name")
    case .birthDate: scene.say("tgl", "day")
    case .sex: scene.say("L/P", "sex")
    case .place: scene.say("almt", "addr")
    case .motherName, .phone, .kk: "+"
    }
  }

  private func text(_ points: Int?) -> String {
    points.map { $0 < 0 ? "–\(-$0)" : "\($0)" } ?? ""
  }

  private func padded(_ text: String, _ width: Int, isRight: Bool = true) -> String {
    let space = String(repeating: " ", count: max(0, width - text.count))
    return isRight ? space + text : text + space
  }
}
