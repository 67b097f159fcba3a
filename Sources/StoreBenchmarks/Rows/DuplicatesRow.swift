internal import CaseDomain
internal import CaseStore

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

  private static func fuzzy(_ bench: Bench, _ data: DataSet) throws(Failure) -> [Result] {
    let what = "sweep of \(Size.text(data.size)) for people who look alike"
    do throws(Failure) {
      let (found, time) = try Lookalikes.find(bench, data)
      let labels = try Labels(data)
      let goals: [Goal] = data.size <= 53_000 ? [.below(200)] : []
      return [
        Result(what, Double(time) / 1e6, .milliseconds, goals, remarks: labels.judge(found))
      ]
    } catch {
      return [Result(what, .nan, .milliseconds, [], remarks: [error.message])]
    }
  }
}

/// Two cases, the lower number first.
struct Pair: Hashable {
  let first: Int
  let second: Int

  init(_ one: Int, _ other: Int) { (first, second) = (min(one, other), max(one, other)) }
}

/// What the program takes for the same person.
enum Lookalikes {
  /// The pairs that the program finds in a store, and how long it takes in nanoseconds.
  ///
  /// This is the place for `payung duplicates`, which the program does not have yet.
  static func find(_ bench: Bench, _ data: DataSet) throws(Failure) -> (Set<Pair>, Int) {
    throw Failure("the program has no search for people who look alike yet")
  }
}

/// Who looks like whom, as the data were made.
struct Labels {
  private var same: Set<Pair> = []
  private var namesakes: Set<Pair> = []

  init(_ data: DataSet) throws(Failure) {
    for line in String(decoding: try Files.read(data.labels), as: UTF8.self).split(separator: "\n")
    {
      let cells = line.split(separator: ",")
      guard cells.count == 3, let one = Int(cells[0]), let other = Int(cells[1]) else {
        throw Failure("\(data.labels): \(line)")
      }
      if cells[2] == "same" {
        same.insert(Pair(one, other))
      } else {
        namesakes.insert(Pair(one, other))
      }
    }
  }

  /// How good a guess of the pairs is, in words.
  func judge(_ found: Set<Pair>) -> [String] {
    let right = found.intersection(same).count
    let recall = Double(right) / Double(max(1, same.count))
    let precision = Double(right) / Double(max(1, found.count))
    return [
      "recall \(Decimal.text(recall)) of \(same.count) mistyped people, precision "
        + "\(Decimal.text(precision)) of \(found.count) found; \(found.intersection(namesakes).count) of "
        + "\(namesakes.count) namesakes among them"
    ]
  }
}
