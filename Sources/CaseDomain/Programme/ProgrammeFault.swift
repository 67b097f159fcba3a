/// What is wrong with a programme's settings, each key by key.
public enum ProgrammeFault: Hashable, Sendable {
  /// A key that must not be empty.
  case empty(key: String)
  /// A number out of its range.
  case range(key: String, value: Int, allowed: ClosedRange<Int>)
  /// Months that repeat or are not in order.
  case monthsNotInOrder
  /// A month of cover before the first rate.
  case noRate(Month)
  case repeated(key: String, value: String)
  /// A word that names nothing: the level of a reason, the paper of a level.
  case unknown(key: String, value: String)
  /// A word that is reserved or badly formed.
  case badWord(key: String, value: String)
  /// Two reasons of one kind share a digit.
  case digitTaken(Int, ReasonCode, ReasonCode)
  /// A rule needs exactly one reason that rejects.
  case ruleWithoutReason(Exclusion.Rule)
  /// A target or ceiling below what is already given away.
  case belowUse(key: String, value: Int, used: Int)
  /// A level, area, occupation, reason or month that cases still need would be gone.
  case inUse(key: String, value: String, cases: Int)
}

extension Programme {
  /// How many months of cover a programme may have: ten years.
  static let mostMonths = 120

  /// Whether every number is in its range, so that it can be reckoned with.
  var isInRange: Bool {
    !faults().contains { fault in
      if case .range = fault { true } else { false }
    }
  }

  /// Everything that is wrong with the settings themselves; empty where they can be used.
  public func faults() -> [ProgrammeFault] {
    var faults: [ProgrammeFault] = []
    func nonEmpty(_ key: String, _ isEmpty: Bool) {
      if isEmpty { faults.append(.empty(key: key)) }
    }
    func inside(_ key: String, _ value: Int, _ allowed: ClosedRange<Int>) {
      if !allowed.contains(value) {
        faults.append(.range(key: key, value: value, allowed: allowed))
      }
    }
    func unique(_ key: String, _ values: [String]) {
      var seen: Set<String> = []
      for value in values where !seen.insert(value).inserted {
        faults.append(.repeated(key: key, value: value))
      }
    }

    nonEmpty("name", name.isEmpty)
    nonEmpty("office", office.isEmpty)
    inside("target", target, 1...10_000_000)
    inside("ceiling", ceiling, 0...1_000_000_000_000_000)
    nonEmpty("months", months.isEmpty)
    inside("months", max(1, months.count), 1...Programme.mostMonths)
    if zip(months, months.dropFirst()).contains(where: { $0 >= $1 }) {
      faults.append(.monthsNotInOrder)
    }
    inside("age.min", minimumAge, 0...150)
    inside("age.max", maximumAge, min(max(0, minimumAge), 150)...150)
    nonEmpty("rates", rates.isEmpty)
    for rate in rates {
      inside("rates.\(rate.from).jkk", rate.jkk, 0...100_000_000)
      inside("rates.\(rate.from).jkm", rate.jkm, 0...100_000_000)
    }
    for month in months where !rates.isEmpty && rate(in: month) == nil {
      faults.append(.noRate(month))
    }

    nonEmpty("levels", levels.isEmpty)
    unique("levels", levels.map(\.id.rawValue))
    unique("papers", papers.map(\.code.rawValue))
    for level in levels {
      if level.id == .bpjs || !level.id.isWellFormed {
        faults.append(.badWord(key: "levels", value: level.id.rawValue))
      }
      inside("levels.\(level.id).days", level.days, 0...10_000)
      for paper in level.requires where !papers.contains(where: { $0.code == paper }) {
        faults.append(.unknown(key: "levels.\(level.id).requires", value: paper.rawValue))
      }
    }

    unique("reasons", reasons.map(\.code.rawValue))
    for reason in reasons {
      if let digit = reason.digit { inside("reasons.\(reason.code).digit", digit, 0...9) }
      for level in reason.levels where level != .bpjs && self.level(level) == nil {
        faults.append(.unknown(key: "reasons.\(reason.code).levels", value: level.rawValue))
      }
    }
    for kind in Reason.Kind.allCases {
      var digits: [Int: ReasonCode] = [:]
      for reason in reasons where reason.kind == kind {
        guard let digit = reason.digit else { continue }
        if let other = digits[digit] {
          faults.append(.digitTaken(digit, other, reason.code))
        }
        digits[digit] = reason.code
      }
    }
    for rule in Exclusion.Rule.allCases
    where reasons.count(where: { $0.kind == .reject && $0.automatic.contains(rule) }) != 1 {
      faults.append(.ruleWithoutReason(rule))
    }

    nonEmpty("occupations", occupations.isEmpty)
    unique("occupations", occupations.map(\.code.rawValue))
    nonEmpty("areas", areas.isEmpty)
    unique("areas", areas.map(\.code.rawValue))
    for area in areas where !area.code.isWellFormed || area.code.rawValue.utf8.count != 13 {
      faults.append(.badWord(key: "areas", value: area.code.rawValue))
    }
    return faults
  }
}
