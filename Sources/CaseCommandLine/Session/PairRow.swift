internal import CanonicalForm
internal import CaseDomain

/// Two cases that look alike, as a person and a program read them; the keys stay from version to version.
struct PairRow {
  static let columns: [Listing.Column] = {
    var columns: [Listing.Column] = []
    for prefix in ["", "other"] {
      columns.append(.number("", prefix.isEmpty ? "case" : prefix))
      for key in ["nik", "name", "area", "stage"] { columns.append(text(key, of: prefix)) }
    }
    columns.append(.number("", "score"))
    for part in DuplicateScore.Part.allCases {
      columns.append(.number("", part.rawValue + "Points"))
    }
    columns.append(.number("", "nameLikeness"))
    columns.append(.text("", "birthDateLikeness"))
    columns.append(.text("", "placeLikeness"))
    columns.append(.number("", "motherLikeness"))
    // The title of a column is its key: these tables are for programs.
    for place in columns.indices { columns[place].title = columns[place].key }
    return columns
  }()

  private let wording: Wording
  private let caseload: Caseload
  private let readable: [AreaCode]?

  /// Rows for an officer who may read the cases of `areas`; nil stands for all.
  init(_ wording: Wording, _ caseload: Caseload, within areas: [AreaCode]?) {
    (self.wording, self.caseload, readable) = (wording, caseload, areas)
  }

  /// The values under ``columns``; NIKs masked, and nothing of a person whose case may not be read.
  func cells(_ pair: LookAlikePair) -> [Listing.Cell] {
    let score = pair.score
    var cells = cells(pair.pair.first) + cells(pair.pair.second)
    cells.append(.number(score.total))
    for part in DuplicateScore.Part.allCases { cells.append(.init(score.points(part))) }
    cells.append(.number(score.nameLikeness))
    cells.append(.text(score.birthDate.rawValue))
    cells.append(.text(score.place.rawValue))
    cells.append(.init(score.motherLikeness))
    return cells
  }

  /// The pair on four lines or more: score and parts, and a line for each case.
  func lines(_ pair: LookAlikePair, width: Int) -> [String] {
    let total = TextPadding.padded("\(pair.score.total)", 4)
    let both = wording.language(
      "berkas \(pair.pair.first) dan \(pair.pair.second)",
      "cases \(pair.pair.first) and \(pair.pair.second)")
    return ["\(total) \(both)"]
      + ([line(pair.pair.first), line(pair.pair.second), wording.parts(pair.score)])
      .flatMap { text in
        WrappedText.lines(text.split(separator: " ").map(String.init), width - 6)
          .map { "     \($0)" }
      }
  }

  private func line(_ id: CaseID) -> String {
    guard let file = caseload.file(id) else { return "\(id)" }
    let stage = wording.stage(file.standing.stage, file.standing.level)
    let known = readablePerson(file).map { "\($0.name), NIK \($0.nik.masked), " }
    return "\(id): \(known ?? "")\(wording.place(file.area)), \(stage)"
  }

  private func cells(_ id: CaseID) -> [Listing.Cell] {
    guard let file = caseload.file(id) else { return [.number(id.number)] }
    let person = readablePerson(file)
    return [
      .number(id.number), .init(person?.nik.masked), .init(person?.name),
      .text(file.area.rawValue), .text(file.standing.stage.rawValue),
    ]
  }

  private func readablePerson(_ file: CaseFile) -> Person? {
    let mayRead = readable.map { $0.contains { $0.covers(file.area) } } ?? true
    return mayRead ? file.person.value : nil
  }

  /// The column of what is told of both cases: `nik`, `otherNik`.
  private static func text(_ key: String, of prefix: String) -> Listing.Column {
    let isOther = !prefix.isEmpty
    return .text("", isOther ? prefix + key.prefix(1).uppercased() + key.dropFirst() : key)
  }
}
