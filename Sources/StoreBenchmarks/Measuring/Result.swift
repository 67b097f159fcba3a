/// In which unit a value is shown.
enum Unit: String {
  case milliseconds = "ms"
  case microseconds = "µs"
  case perSecond = "/s"
  case bytes = "B"
  case megabytes = "MB"

  /// The value with three digits, as far as it has them.
  func text(_ value: Double?) -> String {
    value.flatMap { $0.isFinite ? "\(Decimal.text($0)) \(rawValue)" : nil } ?? "–"
  }
}

/// What design.md asks of a value.
enum Goal {
  case atMost(Double, of: Side)
  case atLeast(Double, of: Side)
  case below(Double)

  func text(_ unit: Unit) -> String {
    switch self {
    case .atMost(let factor, let side):
      "≤ \(Decimal.text(factor))× \(side == .limit ? "limit" : "peer")"
    case .atLeast(let factor, let side):
      "≥ \(Decimal.text(factor))× \(side == .limit ? "limit" : "peer")"
    case .below(let value): "≤ \(unit.text(value))"
    }
  }

  /// Whether it is met; nil where who it names did not take part.
  func isMet(_ ours: Double, _ ratio: (Side) -> Double?) -> Bool? {
    switch self {
    case .atMost(let factor, let side): ratio(side).map { $0 <= factor }
    case .atLeast(let factor, let side): ratio(side).map { $0 >= factor }
    case .below(let value): ours <= value
    }
  }
}

/// One line of the table.
struct Result {
  var what: String
  var unit: Unit
  var ours: Double
  var peer: (name: String, value: Double)?
  var limit: Double?
  var ratios: [Side: Double] = [:]
  var goals: [Goal]
  var remarks: [String] = []

  /// A value alone, against a goal of its own.
  init(_ what: String, _ ours: Double, _ unit: Unit, _ goals: [Goal], remarks: [String] = []) {
    (self.what, self.ours, self.unit, self.goals, self.remarks) = (what, ours, unit, goals, remarks)
  }

  /// What a contest came to.
  init(_ what: String, _ contest: Contest, _ unit: Unit, _ goals: [Goal]) {
    self.init(what, contest.median(.ours) ?? .nan, unit, goals, remarks: contest.complaints)
    limit = contest.median(.limit)
    for side in [Side.peer, .limit] { ratios[side] = contest.ratio(to: side) }
    for (place, contestant) in contest.contestants.enumerated() where contestant.side == .peer {
      let value = contest.values[place].median
      if contestant.isFurther {
        let ratio = Decimal.text(contest.ratio(to: place))
        remarks.append("\(contestant.name) \(unit.text(value)), ratio \(ratio)")
      } else {
        peer = (contestant.name, value)
      }
    }
  }

  /// The cells of the table, and whether all goals are met that can be judged.
  var cells: [String] {
    let ratios = [(Side.limit, "limit"), (.peer, "peer")].compactMap { side, name in
      self.ratios[side].map { "\(Decimal.text($0))× \(name)" }
    }
    return [
      what, unit.text(ours), peer.map { "\($0.name) \(unit.text($0.value))" } ?? "–",
      unit.text(limit),
      ratios.isEmpty ? "–" : ratios.joined(separator: ", "),
      goals.map { $0.text(unit) }.joined(separator: ", "), verdict,
    ]
  }

  private var verdict: String {
    if goals.isEmpty { return "–" }
    return goals.map { goal in
      switch goal.isMet(ours, { ratios[$0] }) {
      case true?: "yes"
      case false?: "NO"
      case nil: "?"
      }
    }.joined(separator: ", ")
  }
}

/// Numbers as the table shows them.
enum Decimal {
  /// Three digits of a number, more where it is larger.
  static func text(_ value: Double) -> String {
    guard value.isFinite else { return "–" }
    let digits = value >= 100 || value == value.rounded() ? 0 : value >= 10 ? 1 : 2
    let factor = [1.0, 10, 100][digits]
    let scaled = Int((value * factor).rounded())
    guard digits > 0 else { return String(scaled) }
    let fraction = String(scaled % Int(factor))
    return
      "\(scaled / Int(factor)).\(String(repeating: "0", count: digits - fraction.count))\(fraction)"
  }
}
