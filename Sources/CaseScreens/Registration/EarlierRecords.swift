internal import CanonicalForm
internal import CaseDomain

/// What the last records of a village, or of a wider area, hold: how addresses and birthplaces
/// there are completed, and which occupations are usual.
struct EarlierRecords: Sendable {
  /// What they were taken from, so that they are taken once.
  struct Source: Hashable, Sendable {
    var entry: Int
    var area: AreaCode
    var rt: String
    var rw: String
  }

  private(set) var source: Source?
  private var addresses: [String] = []
  private var birthPlaces: [String] = []
  private(set) var occupations: [OccupationCode] = []

  /// How many records are looked at, and how many of the neighbourhood are enough to know it.
  private static let (limit, enough) = (2_000, 100)

  init() {}

  init(_ source: Source, _ caseload: Caseload) {
    self.source = source
    var streets: [String: Int] = [:]
    var places: [String: Int] = [:]
    var work: [OccupationCode: Int] = [:]
    var (near, elsewhere) = (0, 0)
    let last = caseload.nextID.number - 1
    for number in stride(from: last, to: max(0, last - EarlierRecords.limit), by: -1) {
      guard let row = caseload.row(CaseID(number)), source.area.covers(row.area),
        row.stage != .cancelled
      else { continue }
      work[row.occupation, default: 0] += 1
      guard near < EarlierRecords.enough else { continue }
      let isNear = row.rt == source.rt && row.rw == source.rw
      // A neighbour's birthplace counts before all those of the village, of whom some are enough.
      guard isNear || elsewhere < EarlierRecords.enough,
        let person = caseload.file(row.id)?.person.value
      else { continue }
      if isNear { near += 1 } else { elsewhere += 1 }
      if let place = person.birthPlace { places[place, default: 0] += isNear ? last : 1 }
      if isNear, let street = person.address.flatMap(EarlierRecords.street) {
        streets[street, default: 0] += 1
      }
    }
    addresses = EarlierRecords.ranked(streets)
    birthPlaces = EarlierRecords.ranked(places)
    occupations = EarlierRecords.ranked(work)
  }

  /// What would complete a text that is being typed; empty where nothing does.
  func completion(of text: String, _ input: Input) -> String {
    let known = input == .address ? addresses : input == .birthPlace ? birthPlaces : []
    guard !text.isEmpty else { return "" }
    let found = known.first { $0.count > text.count && $0.hasPrefix(text) }
    return found.map { String($0.dropFirst(text.count)) } ?? ""
  }

  /// The address without the number of the house, which the next record does not share.
  private static func street(_ address: String) -> String? {
    let words = address.split(separator: " ")
    guard let last = words.last, last.contains(where: \.isWholeNumber) else { return address }
    return words.count < 2 ? nil : words.dropLast().joined(separator: " ") + " "
  }

  private static func ranked<Key: Comparable>(_ counts: [Key: Int]) -> [Key] {
    counts.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }.map(\.key)
  }
}

/// How many people an officer registered today, and the number of the last.
struct Tally: Hashable, Sendable {
  private(set) var count = 0
  private(set) var last: CaseID?
  private var entry: Int?
  private var day: Day?

  /// Counts anew where something was entered, or a day has passed, since it was last counted.
  mutating func count(_ scene: Scene) {
    guard entry != scene.entry || day != scene.today else { return }
    (entry, day, count, last) = (scene.entry, scene.today, 0, nil)
    // Numbers run with time: before the first of today nobody was registered today.
    for number in stride(from: scene.caseload.nextID.number - 1, to: 0, by: -1) {
      guard let row = scene.caseload.row(CaseID(number)) else { continue }
      guard row.registered.day == scene.today else { break }
      guard row.registeredBy == scene.officer, row.stage != .cancelled else { continue }
      count += 1
      last = last ?? row.id
    }
  }
}
