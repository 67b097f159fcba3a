internal import CaseDomain
internal import CaseStore
internal import SystemFiles

/// Whether somebody is there already: by the number, and by what looks alike.
enum DuplicatesRow {
  static func run(_ bench: Bench, _ data: DataSet) throws(Failure) -> [Result] {
    [try exact(bench, data)] + (try fuzzy(bench, data))
  }

  private static func exact(_ bench: Bench, _ data: DataSet) throws(Failure) -> Result {
    let store = try attempt(data.store) { try CaseStore(opening: data.store, Surroundings()) }
    var niks: [NIK] = []
    for number in stride(from: 1, through: data.size, by: max(1, data.size / 1_000)) {
      if let nik = store.caseload.file(CaseID(number))?.person.value?.nik { niks.append(nik) }
    }
    let contest = try Contest(
      [
        Contestant(.ours, "payung") { () throws(Failure) in
          var found = 0
          let ((), time) = Clock.time {
            for nik in niks where store.caseload.case(with: nik) != nil { found += 1 }
          }
          guard found == niks.count else { throw Failure("\(found) of \(niks.count) found") }
          return Sample(value: Double(time) / Double(niks.count) / 1e3)
        }
      ], pairs: bench.options.pairs)
    return Result(
      "duplicate by NIK among \(Size.text(data.size))", contest, .microseconds, [.below(1)])
  }

  /// Who looks like one case, and who looks like whom among all.
  private static func fuzzy(_ bench: Bench, _ data: DataSet) throws(Failure) -> [Result] {
    let caseload = try attempt(data.store) {
      try CaseStore(opening: data.store, Surroundings()).caseload
    }
    let size = Size.text(data.size)
    let (labels, isBranch) = (try Labels(data), data.size <= 53_000)
    // The first who asks builds the index of all.
    let (first, building) = Clock.time { caseload.lookAlikes(of: 1) }
    let ids = (1...50).map { CaseID(1 + $0 * (data.size - 1) / 50) }
    let one = try Contest(
      [
        Contestant(.ours, "payung") { () throws(Failure) in
          let (found, time) = Clock.time { ids.map { caseload.lookAlikes(of: $0).count } }
          return Sample(
            value: Double(time) / Double(ids.count) / 1e6, answer: String(found.reduce(0, +)))
        }
      ], pairs: bench.options.pairs)
    var found: [CasePair] = []
    let sweep = try Contest(
      [
        Contestant(.ours, "payung") { () throws(Failure) in
          let (pairs, time) = Clock.time {
            caseload.lookAlikePairs { SecondThread.run($0, beside: $1) }
          }
          found = pairs.map(\.pair)
          return Sample(value: Double(time) / 1e6, answer: String(pairs.count))
        }
      ], pairs: min(3, bench.options.pairs))
    let start = "the first who asks waits \(Decimal.text(Double(building) / 1e6)) ms for the index"
    return [
      Result(
        "who looks like one of \(size)", one.median(.ours) ?? .nan, .milliseconds,
        isBranch ? [.below(0.2)] : [],
        remarks: [first.isEmpty ? start : "\(start), and finds \(first.count)"]),
      Result(
        "sweep of \(size) for people who look alike", sweep.median(.ours) ?? .nan,
        .milliseconds, isBranch ? [.below(200)] : [], remarks: labels.judge(found)),
    ]
  }
}

/// Who looks like whom, as the data were made.
struct Labels {
  private var same: Set<CasePair> = []
  private var namesakes: Set<CasePair> = []

  init(_ data: DataSet) throws(Failure) {
    for line in String(decoding: try Files.read(data.labels), as: UTF8.self).split(separator: "\n")
    {
      let cells = line.split(separator: ",")
      guard cells.count == 3, let one = Int(cells[0]), let other = Int(cells[1]) else {
        throw Failure("\(data.labels): \(line)")
      }
      let pair = CasePair(CaseID(one), CaseID(other))
      if cells[2] == "same" { same.insert(pair) } else { namesakes.insert(pair) }
    }
  }

  /// How good a guess of the pairs is, in words.
  func judge(_ found: [CasePair]) -> [String] {
    let quality = DuplicateQuality(of: found, against: same)
    let mistaken = namesakes.intersection(found).count
    return ["\(quality); \(mistaken) of \(namesakes.count) namesakes among them"]
  }
}
