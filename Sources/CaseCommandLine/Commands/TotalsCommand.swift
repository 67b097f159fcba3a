internal import ArgumentParser
internal import CanonicalForm
internal import CaseDomain
internal import CaseStore

/// `payung totals`: the numbers, each the length of a list.
struct TotalsCommand: StoreCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "totals",
      abstract: say("Rekapitulasi terhadap kuota.", "The numbers against the target."),
      discussion: say(
        "Contoh:\n  payung totals --by district\n  payung totals --as-of 2025-11-21 --json",
        "Example:\n  payung totals --by district\n  payung totals --as-of 2025-11-21 --json"))
  }

  @OptionGroup var options: StoreOptions
  @OptionGroup var table: TableOptions
  @Option(
    help: help(
      "Rincian: area, district, occupation, sex, age, reason, level, month, cover.",
      "area, district, occupation, sex, age, reason, level, month or cover.", value: ValueName.code)
  )
  var by: String?
  @Option(
    help: help(
      "Keadaan pada saat itu: #17, hari, atau saat.", "As of #17, a day or an instant.",
      value: ValueName.day))
  var asOf: String?
  @Option(help: help("Wilayah: kode atau nama.", "The area: code or name.", value: ValueName.code))
  var area: String?

  func run(_ session: Session) throws(CommandFailure) {
    let grouping = try session.word(
      by, "--by", Grouping.init(rawValue:), Grouping.allCases.map(\.rawValue))
    let view = try session.view(asOf: asOf)
    guard let programme = view.caseload.rules?.programme else {
      throw session.refused(.noProgramme)
    }
    var selection = Selection()
    selection.within = try session.readableAreas(for: .totals)
    selection.area = try area.map { (text) throws(CommandFailure) in
      try session.area(text, programme)
    }
    let report: TotalsReport
    do throws(Refusal) {
      report = try TotalsReport(
        view: view, programme: programme, selection: selection, grouping: grouping,
        wording: Wording(session.language, view.caseload), forPrograms: session.json)
    } catch {
      throw session.refused(error)
    }
    if table.csv {
      try session.require(.export)
      try session.record(.exported("totals", CaseNumbers([]), reason: nil), at: view)
    }
    if session.json {
      session.print { report.write(to: &$0) }
    } else if var listing = report.listing() {
      if !table.csv {
        session.print(report.heading)
        session.print("")
      }
      listing.mark = "\(session.mark(view))."
      session.show(listing, table)
      if table.csv { return }
      session.print("")
      session.print(report.targetLine)
      session.print("\(session.mark(view)).")
    } else {
      var listing = report.summary()
      listing.mark = "\(session.mark(view))."
      if table.csv { return session.show(listing, table) }
      session.print(report.heading)
      session.print("")
      session.show(listing, table)
      session.print("")
      for line in report.programmeLines { session.print(line) }
      session.print("")
      session.print("\(session.mark(view)).")
    }
  }
}

/// The numbers of one moment, in the forms in which they are shown.
struct TotalsReport {
  private let view: StoreView
  private let programme: Programme
  private let grouping: Grouping?
  private let wording: Wording
  private let totals: Totals
  /// The table for people; programs get what follows.
  private var table: TotalsTable?
  private var groups: [TotalsGroup] = []
  private var levels: [LevelTotals] = []
  private var cover: [CoverTotals] = []

  init(
    view: StoreView, programme: Programme, selection: Selection, grouping: Grouping?,
    wording: Wording, forPrograms: Bool
  ) throws(Refusal) {
    (self.view, self.programme, self.grouping) = (view, programme, grouping)
    self.wording = wording
    totals = try view.caseload.totals(selection, at: view.now)
    guard forPrograms else {
      table = try grouping.map { (grouping) throws(Refusal) in
        try view.caseload.table(by: grouping, selection, at: view.now, wording)
      }
      return
    }
    switch grouping {
    case nil: break
    case .level?: levels = try view.caseload.levelTotals(selection, at: view.now)
    case .cover?: cover = try view.caseload.coverTotals(selection, at: view.now)
    case let grouping?:
      groups = try view.caseload.groups(by: grouping, selection, at: view.now)
    }
  }

  private func say(_ indonesian: String, _ english: String) -> String {
    wording.language(indonesian, english)
  }
}

extension TotalsReport {
  /// Line for people: which table, of which moment.
  var heading: String {
    let simulated = view.caseload.created?.simulated ?? false ? say("SIMULASI ", "SIMULATED ") : ""
    let moment = say(
      "keadaan \(wording.day(view.now.day)) pukul \(wording.clock(view.now))",
      "as of \(wording.day(view.now.day)) \(wording.clock(view.now))")
    guard let grouping else { return "\(simulated)\(programme.name), \(moment)" }
    return simulated
      + say(
        "Rekapitulasi menurut \(wording.grouping(grouping)), \(moment)",
        "Totals by \(wording.grouping(grouping)), \(moment)")
  }

  /// The target in one line.
  var targetLine: String { wording.targetLine(totals, bar: 20) }

  /// Target and money, for people.
  var programmeLines: [String] {
    let contribution = totals.contribution
    let money = contribution.committedTenths
    let months = programme.months.map(wording.month).joined(separator: ", ")
    var lines = [
      targetLine,
      say(
        "Iuran \(wording.rupiah(contribution.monthly)) sebulan (\(wording.rupiah(contribution.perPersonPerMonth)) seorang)",
        "Contribution \(wording.rupiah(contribution.monthly)) a month (\(wording.rupiah(contribution.perPersonPerMonth)) each)"
      ),
      say(
        "Seluruhnya \(wording.rupiah(contribution.committed)) dari pagu \(wording.rupiah(contribution.ceiling)) (\(wording.percent(tenths: money)))",
        "In all \(wording.rupiah(contribution.committed)) of ceiling \(wording.rupiah(contribution.ceiling)) (\(wording.percent(tenths: money)))"
      ),
      say("Bulan iuran: \(months)", "Months of cover: \(months)"),
    ]
    if totals.placesLeft < totals.free {
      lines.append(
        say(
          "Pagu hanya cukup untuk \(wording.number(totals.placesLeft)) orang lagi.",
          "The ceiling leaves places for \(wording.number(totals.placesLeft)) more people."))
    }
    for segment in programme.segments {
      lines.append(
        say(
          "\(segment.name): \(wording.number(segment.covered)) dari \(wording.number(segment.target)) pada \(wording.day(segment.asOf))",
          "\(segment.name): \(wording.number(segment.covered)) of \(wording.number(segment.target)) on \(wording.day(segment.asOf))"
        ))
    }
    return lines
  }

  /// One row for each place where a case can stand; they add up.
  func summary() -> Listing {
    let counts = totals.counts
    var listing = Listing([
      .text(say("Keadaan", "Stage"), "stage"), .number(say("Berkas", "Cases"), "cases"),
    ])
    func row(_ title: String, _ count: Int) { listing.rows.append([.text(title), .number(count)]) }
    for level in programme.levels {
      row(wording.stage(.waiting, level.id), counts.waiting[level.id] ?? 0)
    }
    row(say("Perlu perbaikan", "Returned"), counts.returned)
    row(say("Ditolak", "Rejected"), counts.rejectedInAll)
    row(say("Memenuhi syarat", "Qualified"), counts.qualified)
    row(say("Daftar tunggu", "Waiting list"), counts.waitlisted)
    row(say("Terdaftar", "Enrolled"), counts.enrolled)
    row(say("Berhenti", "Ended"), counts.ended)
    row(say("Usulan dicabut", "Withdrawn"), counts.withdrawn)
    row(say("JUMLAH USULAN", "REGISTERED"), counts.registered)
    return listing
  }

  /// The table of the grouping; nil where there is none.
  func listing() -> Listing? {
    guard let table else { return nil }
    // The names of few and short rows give no room.
    let least: Int? =
      switch table.grouping {
      case .level, .cover: nil
      case .reason: 14
      default: 9
      }
    var columns: [Listing.Column] = table.keyTitle.map { [.text($0, "code")] } ?? []
    columns.append(.text(table.title, "name", least: least))
    columns += table.columns.map { .number($0.title, $0.key) }
    var listing = Listing(columns)
    for row in table.rows + (table.total.map { [$0] } ?? []) {
      let key: [Listing.Cell] = table.keyTitle == nil ? [] : [.text(row.key)]
      listing.rows.append(key + [.text(row.name)] + row.cells.map { .init($0.number) })
    }
    return listing
  }
}

extension TotalsReport {
  /// The stable form for programs.
  func write(to json: inout JSONWriter) {
    json.field("programme", programme.name)
    json.field("asOf", view.now.description)
    json.field("entry", view.entry)
    json.field("hash", view.hash)
    json.field("target", programme.target)
    write(totals.counts, to: &json)
    json.field("free", totals.free)
    json.field("placesLeft", totals.placesLeft)
    // One decimal, as text would say it: tenths of a per cent stay exact.
    json.object("contribution") { json in
      json.field("perPersonPerMonth", totals.contribution.perPersonPerMonth)
      json.array("months", programme.months) { $0.string($1.description) }
      json.field("monthly", totals.contribution.monthly)
      json.field("committed", totals.contribution.committed)
      json.field("ceiling", totals.contribution.ceiling)
    }
    json.decimal("attainmentPercent", tenths: totals.attainmentTenths)
    switch grouping {
    case nil: break
    case .level?:
      json.array("groups", levels) { json, row in
        json.object {
          $0.field("key", row.level.rawValue)
          $0.field("name", wording.level(row.level))
          $0.field("waiting", row.waiting)
          $0.field("oldestDays", ifPresent: row.oldest)
          $0.field("overdue", row.overdue)
          $0.field("approved", row.approved)
          $0.field("returned", row.returned)
          $0.field("rejected", row.rejected)
        }
      }
    case .cover?:
      json.array("groups", cover) { json, row in
        json.object {
          $0.field("key", row.month.description)
          $0.field("name", wording.month(row.month))
          $0.field("covered", row.covered)
          $0.field("in", row.joined)
          $0.field("out", row.left)
          $0.field("jkk", row.jkk)
          $0.field("jkm", row.jkm)
          $0.field("sum", row.total)
        }
      }
    case let grouping?:
      json.array("groups", groups) { json, group in
        json.object {
          $0.field("key", group.key)
          $0.field("name", wording.group(group.key, grouping))
          write(group.counts, to: &$0)
        }
      }
    }
  }

  private func write(_ counts: Counts, to json: inout JSONWriter) {
    json.field("registered", counts.registered)
    json.object("waiting") { json in
      for level in programme.levels {
        json.field(level.id.rawValue, counts.waiting[level.id] ?? 0)
      }
    }
    json.field("returned", counts.returned)
    json.object("rejected") { json in
      for (code, count) in counts.rejected.sorted(by: { $0.key < $1.key }) {
        json.field(code.rawValue, count)
      }
    }
    json.field("qualified", counts.qualified)
    json.field("waitlisted", counts.waitlisted)
    json.field("enrolled", counts.enrolled)
    json.field("ended", counts.ended)
    json.field("withdrawn", counts.withdrawn)
    json.field("passed", counts.passed)
  }
}

extension JSONWriter {
  /// A number with one decimal, for programs: files hold whole numbers alone.
  fileprivate mutating func decimal(_ key: String, tenths: Int) {
    field(key, tenths / 10)
    raw(".\(tenths % 10)".utf8)
  }
}
