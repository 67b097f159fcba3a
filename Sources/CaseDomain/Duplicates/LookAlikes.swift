// The index knows of each case what its row says. Whom it finds is read whole: the mother's name and the numbers of
// telephone and family card then raise or lower the score.
extension Caseload {
  /// The cases that look most like the person of a form, the likeliest first.
  ///
  /// Not among them: the case that the form corrects, and those that were said to be of somebody else.
  func lookAlikes(of values: FormValues, case id: CaseID?, limit: Int = LookAlike.limit)
    -> [LookAlike]
  {
    guard let facts = PersonFacts(values) else { return [] }
    // Who has the NIK is no look-alike: that is the same person.
    let same = values.nik.flatMap { self.case(with: $0)?.id }
    return lookAlikes(of: facts, limit: limit) { other in
      other == id || other == same || id.map { areDistinguished(CasePair($0, other)) } ?? false
    }
  }

  /// The cases that look most like a case, the likeliest first; none for a cancelled one and after erasure.
  public func lookAlikes(of id: CaseID, limit: Int = LookAlike.limit) -> [LookAlike] {
    guard let facts = file(id).flatMap({ PersonFacts(whole: $0) }) else { return [] }
    return lookAlikes(of: facts, limit: limit) { other in
      other == id || areDistinguished(CasePair(id, other))
    }
  }

  /// All pairs of cases that look alike, the likeliest first, without those that were told apart.
  ///
  /// `both` runs two halves of the work, of which each finds its own pairs: on two cores, where who asks has them.
  public func lookAlikePairs(
    _ both: (
      _ own: () -> [LookAlikePair], _ other: @escaping @Sendable () -> [LookAlikePair]
    ) -> ([LookAlikePair], [LookAlikePair]) = { ($0(), $1()) }
  ) -> [LookAlikePair] {
    let sweep = DuplicateSweep(duplicateIndex, from: DuplicateScore.shown)
    let (first, second) = both(
      { scored(sweep.pairs(.first)) }, { scored(sweep.pairs(.second)) })
    return (first + second).sorted()
  }

  /// Those of some pairs that were not told apart and still look alike when their cases are read whole.
  private func scored(_ pairs: [LookAlikePair]) -> [LookAlikePair] {
    var whole: [CaseID: PersonFacts] = [:]
    func facts(_ id: CaseID) -> PersonFacts? {
      if let known = whole[id] { return known }
      whole[id] = file(id).flatMap { PersonFacts(whole: $0) }
      return whole[id]
    }
    return pairs.filter { !areDistinguished($0.pair) }.map { found in
      guard let first = facts(found.pair.first), let second = facts(found.pair.second) else {
        return found
      }
      return LookAlikePair(pair: found.pair, score: DuplicateScore(of: first, second))
    }.filter { $0.score.total >= DuplicateScore.shown }
  }

  private func lookAlikes(
    of facts: PersonFacts, limit: Int, isLeftOut: (CaseID) -> Bool
  ) -> [LookAlike] {
    // More than are wanted, for the order may yet change.
    var glance = facts
    (glance.motherName, glance.phone, glance.kk) = (nil, nil, nil)
    var found = duplicateIndex.lookAlikes(of: glance, limit: limit * 4, isLeftOut: isLeftOut)
    for place in found.indices {
      guard let other = file(found[place].id).flatMap({ PersonFacts(whole: $0) }) else { continue }
      found[place].score = DuplicateScore(of: facts, other)
    }
    return Array(found.filter { $0.score.total >= DuplicateScore.shown }.sorted().prefix(limit))
  }

  private var duplicateIndex: DuplicateIndex {
    lazyDuplicateIndex.index {
      var index = DuplicateIndex()
      forEachRow { index.set($0.id, PersonFacts($0)) }
      return index
    }
  }
}
