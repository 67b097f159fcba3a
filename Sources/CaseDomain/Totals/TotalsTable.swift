public import CanonicalForm

/// Totals as a table for people; every count in it is the length of the list of cases behind it.
public struct TotalsTable: Hashable, Sendable {
  public struct Column: Hashable, Sendable {
    public enum Unit: Hashable, Sendable {
      case cases, days
      /// Whole rupiah.
      case rupiah
    }

    public var title: String
    /// The word for programs.
    public var key: String
    public var unit: Unit
    /// What its cases have in common, as it stands inside a heading: `menunggu Dinas Sosial`.
    public var meaning: String
    /// Whether it can be missed first where there is no room for all.
    public var isSpare: Bool
  }

  public struct Cell: Hashable, Sendable {
    /// Absent where there is nothing to say: nobody waits, a sum that would mean nothing.
    public var number: Int?
    /// The cases that it counts; nil for days and money.
    public var selection: Selection?
  }

  public struct Row: Hashable, Sendable {
    /// A code, a word or a month; empty in the last row.
    public var key: String
    public var name: String
    /// One for each column.
    public var cells: [Cell]
  }

  public var grouping: Grouping
  /// The title of the names.
  public var title: String
  /// The title of the keys, where people know them: `Kode`.
  public var keyTitle: String?
  public var columns: [Column] = []
  public var rows: [Row] = []
  /// The sums; absent where they would mean nothing.
  public var total: Row?
}

extension Caseload {
  /// The table of a grouping, for the areas that `selection` sets; it must set nothing else.
  ///
  /// - Throws: ``Refusal/noProgramme``.
  public func table(
    by grouping: Grouping, _ selection: Selection = Selection(), at now: Instant, _ wording: Wording
  ) throws(Refusal) -> TotalsTable {
    let builder = TotalsTableBuilder(
      programme: try requireRules().programme, selection: selection, wording: wording)
    switch grouping {
    case .level: return builder.table(try levelTotals(selection, at: now))
    case .cover: return builder.table(try coverTotals(selection, at: now))
    default:
      let groups = try groups(by: grouping, selection, at: now)
      let all = try totals(selection, at: now).counts
      return grouping == .reason
        ? builder.reasons(groups, all: all) : builder.table(groups, by: grouping, all: all)
    }
  }
}

private struct TotalsTableBuilder {
  let programme: Programme
  let selection: Selection
  let wording: Wording

  private func say(_ indonesian: String, _ english: String) -> String {
    wording.language(indonesian, english)
  }

  private func empty(_ grouping: Grouping) -> TotalsTable {
    TotalsTable(grouping: grouping, title: wording.sentence(wording.grouping(grouping)))
  }

  private func column(
    _ title: String, _ key: String, _ meaning: String = "", isSpare: Bool = false,
    unit: TotalsTable.Column.Unit = .cases
  ) -> TotalsTable.Column {
    TotalsTable.Column(title: title, key: key, unit: unit, meaning: meaning, isSpare: isSpare)
  }

  private func cell(
    _ number: Int, _ selection: Selection, _ narrow: (inout Selection) -> Void
  ) -> TotalsTable.Cell {
    var own = selection
    narrow(&own)
    return TotalsTable.Cell(number: number, selection: own)
  }

  private func waiting(_ level: LevelID) -> String {
    wording.inSentence(wording.stage(.waiting, level))
  }

  private var rejected: String { say("ditolak", "rejected") }
  private var returned: String { say("perlu perbaikan", "returned") }
  private var left: String { say("dicabut atau berhenti", "withdrawn or ended") }
  private static let gone: Set<Count> = [.withdrawn, .ended]
}

// MARK: - By what each case has

extension TotalsTableBuilder {
  /// Rows that add up: registered is the sum of all the others.
  func table(_ groups: [TotalsGroup], by grouping: Grouping, all: Counts) -> TotalsTable {
    var table = empty(grouping)
    table.columns = [
      column(say("Usulan", "Reg."), "registered", say("semua usulan", "everybody put forward"))
    ]
    table.columns += programme.levels.map {
      column(wording.shortLevel($0.id), $0.id.rawValue, waiting($0.id))
    }
    table.columns += [
      column(say("Perbaikan", "Returned"), "returned", returned, isSpare: true),
      column(say("Ditolak", "Rejected"), "rejected", rejected),
      column(say("Keluar", "Left"), "left", left, isSpare: true),
      column(
        say("MS", "Qual."), "passed",
        say("memenuhi syarat, belum didaftarkan", "qualified, not yet enrolled"), isSpare: true),
      column(say("Terdaftar", "Enrolled"), "enrolled", say("terdaftar", "enrolled")),
    ]
    table.rows = groups.map { group in
      TotalsTable.Row(
        key: group.key, name: wording.group(group.key, grouping),
        cells: cells(group.counts, selection.with(group.key, grouping)))
    }
    table.total = TotalsTable.Row(
      key: "", name: say("JUMLAH", "TOTAL"), cells: cells(all, selection))
    return table
  }

  private func cells(_ counts: Counts, _ own: Selection) -> [TotalsTable.Cell] {
    var cells = [cell(counts.registered, own) { _ in }]
    cells += programme.levels.map { level in
      cell(counts.waiting[level.id] ?? 0, own) { ($0.count, $0.level) = (.waiting, level.id) }
    }
    return cells + [
      cell(counts.returned, own) { $0.count = .returned },
      cell(counts.rejectedInAll, own) { $0.count = .rejected },
      cell(counts.withdrawn + counts.ended, own) { $0.counts = TotalsTableBuilder.gone },
      cell(counts.qualified + counts.waitlisted, own) { $0.counts = [.qualified, .waitlisted] },
      cell(counts.enrolled, own) { $0.count = .enrolled },
    ]
  }

  /// Rejections by who rejected, and for each reason also those that stand returned or have left.
  func reasons(_ groups: [TotalsGroup], all: Counts) -> TotalsTable {
    var table = empty(.reason)
    table.keyTitle = say("Kode", "Code")
    let places: [LevelID?] = [nil] + programme.levels.map(\.id) + [.bpjs]
    table.columns = places.map { place in
      column(
        place.map(wording.shortLevel) ?? say("Otomatis", "By rule"), place?.rawValue ?? "automatic",
        wording.inSentence(wording.stage(.rejected, place)))
    }
    table.columns += [
      column(say("Ditolak", "Rejected"), "rejected", rejected),
      column(say("Perbaikan", "Returned"), "returned", returned, isSpare: true),
      column(say("Keluar", "Left"), "left", left, isSpare: true),
    ]
    func cells(_ counts: Counts, _ own: Selection) -> [TotalsTable.Cell] {
      places.map { place in
        cell(counts.rejectedBy[place] ?? 0, own) {
          ($0.count, $0.level, $0.byRule) = (.rejected, place, place == nil)
        }
      } + [
        cell(counts.rejectedInAll, own) { $0.count = .rejected },
        cell(counts.returned, own) { $0.count = .returned },
        cell(counts.withdrawn + counts.ended, own) { $0.counts = TotalsTableBuilder.gone },
      ]
    }
    table.rows = groups.map { group in
      TotalsTable.Row(
        key: group.key, name: wording.group(group.key, .reason),
        cells: cells(group.counts, selection.with(group.key, .reason)))
    }
    table.total = TotalsTable.Row(
      key: "", name: say("JUMLAH", "TOTAL"), cells: cells(all, selection))
    return table
  }
}

// MARK: - By level and by month of cover

extension TotalsTableBuilder {
  func table(_ levels: [LevelTotals]) -> TotalsTable {
    var table = empty(.level)
    table.columns = [
      column(say("Menunggu", "Waiting"), "waiting", say("menunggu", "waiting")),
      column(say("Terlama", "Oldest"), "oldestDays", unit: .days),
      column(say("Lewat", "Overdue"), "overdue", say("menunggu, lewat batas", "waiting, overdue")),
      column(say("Disetujui", "Approved"), "approved", say("disetujui", "approved")),
      column(say("Dikembalikan", "Returned"), "returned", returned, isSpare: true),
      column(say("Ditolak", "Rejected"), "rejected", rejected),
    ]
    table.rows = levels.map { row in
      let level = row.level
      return TotalsTable.Row(
        key: level.rawValue, name: wording.level(level),
        cells: [
          cell(row.waiting, selection) { ($0.count, $0.level) = (.waiting, level) },
          TotalsTable.Cell(number: row.oldest),
          cell(row.overdue, selection) {
            ($0.count, $0.level, $0.overdue) = (.waiting, level, true)
          },
          cell(row.approved, selection) { $0.passed = level },
          cell(row.returned, selection) { ($0.count, $0.level) = (.returned, level) },
          cell(row.rejected, selection) { ($0.count, $0.level) = (.rejected, level) },
        ])
    }
    return table
  }

  func table(_ months: [CoverTotals]) -> TotalsTable {
    var table = empty(.cover)
    table.title = say("Bulan", "Month")
    table.columns = [
      column(say("Peserta", "Covered"), "covered", say("peserta", "covered")),
      column(
        say("Masuk", "In"), "in", say("masuk sejak bulan sebelumnya", "new since the month before"),
        isSpare: true),
      column(
        say("Keluar", "Out"), "out", say("tidak lagi peserta", "no longer covered"), isSpare: true),
      column("JKK", "jkk", unit: .rupiah), column("JKM", "jkm", unit: .rupiah),
      column(say("Jumlah", "Sum"), "sum", unit: .rupiah),
    ]
    var before: Month?
    table.rows = months.map { row in
      let previous = before
      before = row.month
      return TotalsTable.Row(
        key: row.month.description, name: wording.group(row.month.description, .cover),
        cells: [
          cell(row.covered, selection) { $0.cover = row.month },
          cell(row.joined, selection) { ($0.cover, $0.uncovered) = (row.month, previous) },
          // Nobody leaves in the first month: who is not covered in it is not covered in it.
          cell(row.left, selection) {
            ($0.cover, $0.uncovered) = (previous ?? row.month, row.month)
          },
          TotalsTable.Cell(number: row.jkk), TotalsTable.Cell(number: row.jkm),
          TotalsTable.Cell(number: row.total),
        ])
    }
    table.total = TotalsTable.Row(
      key: "", name: say("JUMLAH", "TOTAL"),
      cells: [
        TotalsTable.Cell(), TotalsTable.Cell(), TotalsTable.Cell(),
        TotalsTable.Cell(number: months.reduce(0) { $0 + $1.jkk }),
        TotalsTable.Cell(number: months.reduce(0) { $0 + $1.jkm }),
        TotalsTable.Cell(number: months.reduce(0) { $0 + $1.total }),
      ])
    return table
  }
}

extension Selection {
  /// The selection with what the cases of a group have in common.
  fileprivate func with(_ key: String, _ grouping: Grouping) -> Selection {
    var own = self
    switch grouping {
    case .area, .district:
      let group = AreaCode(key)
      // An area that was asked for may lie inside the group.
      if area.map({ $0.covers(group) }) ?? true { own.area = group }
    case .occupation: own.occupation = OccupationCode(key)
    case .sex: own.sex = Sex(rawValue: key)
    case .age: own.age = AgeBand(key)
    case .reason: own.reason = ReasonCode(key)
    case .month: own.month = Month(key)
    case .level, .cover: break
    }
    return own
  }
}
