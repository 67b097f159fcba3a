/// What a contestant measured in one round.
struct Sample {
  /// In the unit of the contest.
  var value: Double
  /// What else was measured in the same round.
  var second: Double?
  /// What came out, in a form that all contestants share; nil where there is nothing to compare.
  var answer: String?
}

/// Who takes part: we, the peer, and the least that the task can cost.
enum Side: Hashable { case ours, peer, limit }

struct Contestant {
  let side: Side
  /// Another peer for the same task, beside the one that the goal names.
  var isFurther = false
  let name: String
  let round: () throws(Failure) -> Sample

  init(_ side: Side, _ name: String, _ round: @escaping () throws(Failure) -> Sample) {
    (self.side, self.name, self.round) = (side, name, round)
  }

  /// A program that is timed from its start to its end, in milliseconds; its words may tell what is not
  /// installed.
  init(
    _ side: Side, _ name: String, _ words: @escaping () throws(Failure) -> [String],
    answer: @escaping (Program.Ended) throws(Failure) -> String? = Contestant.noAnswer
  ) {
    self.init(side, name) { () throws(Failure) in
      let ended = try Program.require(words())
      return Sample(value: Double(ended.time) / 1e6, answer: try answer(ended))
    }
  }

  /// As with words that are known.
  init(
    _ side: Side, _ name: String, _ words: [String],
    answer: @escaping (Program.Ended) throws(Failure) -> String? = Contestant.noAnswer
  ) {
    self.init(side, name, { () throws(Failure) in words }, answer: answer)
  }

  static func noAnswer(_ ended: Program.Ended) throws(Failure) -> String? { nil }

  /// One more peer, shown without a goal.
  var further: Contestant {
    var further = self
    further.isFurther = true
    return further
  }
}

/// What was measured of all contestants, in turn.
struct Contest {
  private(set) var values: [[Double]] = []
  private var seconds: [[Double]] = []
  let contestants: [Contestant]
  /// What did not agree, or could not be done.
  private(set) var complaints: [String] = []

  /// Lets everybody do a round that does not count, then `pairs` rounds, one after the other in each.
  init(_ contestants: [Contestant], pairs: Int) throws(Failure) {
    var present: [Contestant] = []
    var answers: [String: String] = [:]
    for contestant in contestants {
      do throws(Failure) {
        answers[contestant.name] = try contestant.round().answer
        present.append(contestant)
      } catch {
        // Without us there is nothing to compare.
        if contestant.side == .ours { throw error }
        complaints.append("\(contestant.name): \(error.message)")
      }
    }
    self.contestants = present
    values = present.map { _ in [] }
    seconds = values
    for _ in 0..<pairs {
      for (place, contestant) in present.enumerated() {
        let sample = try contestant.round()
        values[place].append(sample.value)
        if let second = sample.second { seconds[place].append(second) }
        if let answer = sample.answer { answers[contestant.name] = answer }
      }
    }
    if let ours = present.first(where: { $0.side == .ours }), let own = answers[ours.name] {
      for (name, answer) in answers.sorted(by: { $0.key < $1.key }) where answer != own {
        complaints.append(
          "\(name) answers otherwise: \(answer.prefix(60)) instead of \(own.prefix(60))")
      }
    }
  }

  /// The same contest over what else was measured.
  var second: Contest {
    var second = self
    (second.values, second.complaints) = (seconds, [])
    return second
  }

  private func place(_ side: Side) -> Int? {
    contestants.firstIndex { $0.side == side && !$0.isFurther }
  }

  /// The median of a side; nil where it did not take part.
  func median(_ side: Side) -> Double? { place(side).map { values[$0].median } }

  /// The median of our value by that of a side, pair by pair.
  func ratio(to side: Side) -> Double? { place(side).map { ratio(to: $0) } }

  func ratio(to place: Int) -> Double {
    guard let own = self.place(.ours) else { return .nan }
    return zip(values[own], values[place]).map { $0 / $1 }.median
  }
}

extension [Double] {
  var median: Double {
    let sorted = sorted()
    guard let middle = sorted.indices.dropFirst(count / 2).first else { return .nan }
    return count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}

extension [Int] {
  /// The value below which so many per cent are.
  func percentile(_ percent: Int) -> Int {
    sorted().dropFirst(Swift.min(count - 1, count * percent / 100)).first ?? 0
  }
}
