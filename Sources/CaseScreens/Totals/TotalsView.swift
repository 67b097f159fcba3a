internal import CanonicalForm
internal import CaseDomain

/// What all tables of one moment have below them.
struct TotalsFacts: Sendable {
  /// Target, enrolled and places left of the whole programme.
  var totals: Totals
  /// What is otherwise than a week before.
  var week: String
  var mark: String
  /// Said instead while nobody was put forward.
  var nothingYet: String?

  /// Reads them; nil where the store has no programme.
  init?(_ caseload: Caseload, at now: Instant, entry: Int, hash: String, _ scene: Scene) {
    guard let totals = try? caseload.totals(at: now) else { return nil }
    self.totals = totals
    week = TotalsFacts.week(caseload, at: now, scene)
    mark = scene.wording.mark(entry: entry, hash: hash)
    nothingYet = caseload.nextID == 1 ? TotalsFacts.nothingYet(scene) : nil
  }

  static func nothingYet(_ scene: Scene) -> String {
    scene.holds(.registrar)
      ? scene.say(
        "Belum ada usulan. 2 mulai mendata.", "Nothing put forward yet. 2 starts registering.")
      : scene.say("Belum ada usulan.", "Nothing put forward yet.")
  }

  private static func week(_ caseload: Caseload, at now: Instant, _ scene: Scene) -> String {
    let wording = scene.wording
    let then = now.day.adding(days: -7)
    let movement = caseload.movement(since: Instant(endOf: then), within: scene.readableAreas)
    func signed(_ value: Int) -> String { (value > 0 ? "+" : "") + wording.number(value) }
    let day = "\(wording.weekday(then)) \(wording.shortDay(then, seenFrom: now.day))"
    let parts = [
      (scene.say("usulan", "registered"), movement.registered),
      (scene.say("terdaftar", "enrolled"), movement.enrolled),
      (scene.say("ditolak", "rejected"), movement.rejected),
      (scene.say("keluar", "left"), movement.left),
    ].map { "\($0) \(signed($1))" }.joined(separator: ", ")
    return scene.say("Sejak \(day): \(parts)", "Since \(day): \(parts)")
  }
}

/// One table of totals of one moment, in words: what the screen shows until the state changes.
struct TotalsView: Sendable {
  var table: TotalsTable
  /// The numbers of the rows, then those of the sums, as text.
  var texts: [[String]]
  /// What a title of the table means.
  var explanation: String
  /// For each row a share, in tenths of a per cent, and what it is a share of.
  var shares: [Int?]
  var shareTitle: String
  /// The same in words.
  var percents: [String]
  /// How many columns it takes to tell the names apart.
  var distinctNames: Int

  /// The rows with the sums behind them.
  var rows: [TotalsTable.Row] { table.rows + (table.total.map { [$0] } ?? []) }

  /// The cell at a place, if the table has it.
  func cell(_ row: Int, _ column: Int) -> TotalsTable.Cell? {
    guard row >= 0, row < table.rows.count + (table.total == nil ? 0 : 1) else { return nil }
    let cells = row < table.rows.count ? table.rows[row].cells : table.total?.cells ?? []
    return cells.indices.contains(column) ? cells[column] : nil
  }

  /// Whether the arrows stop there: days and money have no cases behind them.
  func isSelectable(_ row: Int, _ column: Int) -> Bool { cell(row, column)?.selection != nil }

  /// The columns in which the arrows stop, by their places in the table.
  var selectableColumns: [Int] {
    table.columns.indices.filter { table.columns[$0].unit == .cases }
  }

  func text(_ row: Int, _ column: Int) -> String {
    texts.indices.contains(row) && texts[row].indices.contains(column) ? texts[row][column] : ""
  }
}

extension TotalsView {
  /// Reads a table; nil where the store has no programme.
  init?(by grouping: Grouping, _ caseload: Caseload, at now: Instant, _ scene: Scene) {
    let wording = Wording(scene.language, caseload)
    var selection = Selection()
    selection.within = scene.readableAreas
    guard var table = try? caseload.table(by: grouping, selection, at: now, wording) else {
      return nil
    }
    // Names and titles are short here: the numbers need the room.
    if grouping != .cover { table.title = grouping.shortName(scene) }
    if grouping == .month || grouping == .cover {
      for place in table.rows.indices {
        guard let month = Month(table.rows[place].key) else { continue }
        table.rows[place].name = "\(wording.shortMonth(month)) \(month.year)"
      }
    }
    self.table = table
    texts = (table.rows + (table.total.map { [$0] } ?? [])).map { row in
      row.cells.map { $0.number.map(wording.number) ?? "" }
    }
    explanation = TotalsView.explanation(grouping, scene)
    let (shares, shareTitle) = TotalsView.shares(
      table, target: caseload.rules?.programme.target ?? 0, scene)
    (self.shares, self.shareTitle) = (shares, shareTitle)
    percents = shares.map { $0.map { wording.percent(tenths: $0) } ?? "" }
    distinctNames = TotalsView.distinct(table.rows.map(\.name))
  }

  /// A width in which names that differ are cut behind a letter in which they do.
  private static func distinct(_ names: [String]) -> Int {
    let sorted = Set(names).sorted()
    let shared = zip(sorted, sorted.dropFirst()).map { name, next in
      DisplayWidth.of(String(zip(name, next).prefix { $0 == $1 }.map(\.0)))
    }
    let longest = names.map(DisplayWidth.of).max() ?? 0
    return min(longest, (shared.max() ?? 0) + 2)
  }

  private static func explanation(_ grouping: Grouping, _ scene: Scene) -> String {
    switch grouping {
    case .level:
      scene.say(
        "Disetujui: yang sudah melewati tingkat itu.", "Approved: what stands behind that level.")
    case .reason:
      scene.say("Otomatis: ditolak menurut ketentuan.", "By rule: no level rejected it.")
    case .cover:
      scene.say(
        "Masuk, keluar: dibanding bulan sebelumnya.", "In, out: against the month before.")
    case .area, .district, .occupation, .sex, .age, .month:
      scene.say(
        "MS: memenuhi syarat, belum didaftarkan.", "Qual.: qualified, not yet enrolled.")
    }
  }

  private static func shares(_ table: TotalsTable, target: Int, _ scene: Scene)
    -> ([Int?], String)
  {
    func number(_ row: TotalsTable.Row?, _ key: String) -> Int {
      let place = table.columns.firstIndex { $0.key == key }
      return place.flatMap { row?.cells[$0].number } ?? 0
    }
    let title: String
    let share: (TotalsTable.Row) -> (part: Int, whole: Int)
    switch table.grouping {
    case .level:
      title = scene.say("Disetujui dari yang masuk", "Approved of received")
      share = { row in
        let approved = number(row, "approved")
        let others = ["waiting", "returned", "rejected"].reduce(0) { $0 + number(row, $1) }
        return (approved, approved + others)
      }
    case .reason:
      let all = number(table.total, "rejected")
      title = scene.say("Bagian dari yang ditolak", "Share of the rejected")
      share = { (number($0, "rejected"), all) }
    case .cover:
      title = scene.say("Peserta dari kuota", "Covered of target")
      share = { (number($0, "covered"), target) }
    case .area, .district, .occupation, .sex, .age, .month:
      title = scene.say("Terdaftar dari usulan", "Enrolled of registered")
      share = { (number($0, "enrolled"), number($0, "registered")) }
    }
    let shares = (table.rows + (table.total.map { [$0] } ?? [])).map { row -> Int? in
      let (part, whole) = share(row)
      // The sums of months of cover are money alone.
      guard whole > 0, row.key != "" || table.grouping != .cover else { return nil }
      return (part * 2_000 + whole) / (2 * whole)
    }
    return (shares, title)
  }
}

extension TotalsView {
  /// The title of the list behind a number: `Kec. Meral, menunggu Dinas Sosial`.
  func title(_ row: Int, _ column: Int, _ wording: Wording) -> String {
    guard table.columns.indices.contains(column) else { return "" }
    let meaning = table.columns[column].meaning
    guard table.rows.indices.contains(row) else {
      return meaning.prefix(1).uppercased() + meaning.dropFirst()
    }
    let own = table.rows[row]
    let name =
      switch table.grouping {
      case .area, .district: wording.place(AreaCode(own.key))
      case .age: wording.language("Usia \(own.name)", "Age \(own.name)")
      case .month: wording.language("Didata \(own.name)", "Registered in \(own.name)")
      case .occupation, .sex, .reason, .level, .cover: own.name
      }
    return "\(name), \(meaning)"
  }

  /// The table for a file: titles, then rows with plain digits.
  func export(title: [[String]]) -> Export {
    let keys = table.keyTitle.map { [$0] } ?? []
    let header = keys + [table.title] + table.columns.map(\.title)
    let rows = rows.map { row in
      (table.keyTitle == nil ? [] : [row.key]) + [row.name]
        + row.cells.map { $0.number.map { String($0) } ?? "" }
    }
    return Export(name: "rekap-\(fileWord)", rows: title + [[], header] + rows)
  }

  private var fileWord: String {
    switch table.grouping {
    case .area: "kelurahan"
    case .district: "kecamatan"
    case .occupation: "pekerjaan"
    case .sex: "jenis-kelamin"
    case .age: "usia"
    case .reason: "alasan"
    case .level: "tingkat"
    case .month: "bulan-didata"
    case .cover: "bulan-iuran"
    }
  }
}

extension Grouping {
  /// The name of the table on its tab and over its names.
  func shortName(_ scene: Scene) -> String {
    switch self {
    case .district: scene.say("Kecamatan", "District")
    case .area: scene.say("Kel/Desa", "Village")
    case .occupation: scene.say("Pekerjaan", "Occupation")
    case .sex: scene.say("L/P", "Sex")
    case .age: scene.say("Usia", "Age")
    case .reason: scene.say("Alasan", "Reason")
    case .level: scene.say("Tingkat", "Level")
    case .month: scene.say("Didata", "Registered")
    case .cover: scene.say("Bulan iuran", "Cover")
    }
  }
}
