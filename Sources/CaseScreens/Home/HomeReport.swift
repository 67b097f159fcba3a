internal import CanonicalForm
internal import CaseDomain

/// What the home screen says, of one state of the store and one day, in words.
struct HomeReport: Sendable {
  /// A line with a label and, behind the words, what a bar shows.
  struct Figure: Sendable {
    var label: String
    var text: String
    /// In tenths of a per cent; nil where there is no bar.
    var tenths: Int?
    var behind = ""
  }

  /// A line of the table of levels.
  struct Row: Sendable {
    /// What must be given up last where lines are few.
    enum Kind { case level, returned, qualified, automatic }

    var kind: Kind
    var name: String
    /// Waiting, oldest, overdue, approved, returned, rejected.
    var cells: [String]
    var isOverdue = false
  }

  /// Something to act on, and where Enter leads.
  struct Task: Sendable {
    enum Target: Sendable {
      case queue(QueueTab)
      case cases(Selection, title: String)
      case screen(ScreenID)
    }

    var count: Int?
    var text: String
    var target: Target
  }

  var name = ""
  var date: String
  var figures: [Figure] = []
  var rows: [Row] = []
  var tasksTitle = ""
  var tasks: [Task] = []
  /// What is said where there is nothing to act on.
  var note = ""
  /// What is new since the last sitting, in parts that stay together.
  var changes: (title: String, parts: [String])?
  /// What this programme counts towards.
  var segments: [String] = []
}

extension HomeReport {
  init(_ scene: Scene, since memory: DeskMemory) {
    date = scene.wording.longDay(scene.today)
    guard let programme = scene.programme, let reader = HomeReader(scene, programme) else {
      note = scene.wording.refusal(.noProgramme)
      return
    }
    name = programme.name
    figures = reader.figures()
    rows = reader.rows()
    tasksTitle = reader.tasksTitle
    tasks = reader.tasks()
    note = reader.note()
    changes = reader.changes(since: memory)
    segments = programme.segments.map {
      let (covered, target) = (scene.wording.number($0.covered), scene.wording.number($0.target))
      let day = scene.wording.day($0.asOf)
      return scene.say(
        "\($0.name): \(covered) dari \(target) pada \(day)",
        "\($0.name): \(covered) of \(target) on \(day)")
    }
  }

  static func columns(_ scene: Scene) -> [String] {
    [
      scene.say("Menunggu", "Waiting"), scene.say("Terlama", "Oldest"),
      scene.say("Lewat", "Overdue"), scene.say("Disetujui", "Approved"),
      scene.say("Dikembalikan", "Returned"), scene.say("Ditolak", "Rejected"),
    ]
  }
}

/// Reads the numbers of the home screen from the caseload.
private struct HomeReader {
  let scene: Scene
  let programme: Programme
  private let all: Selection
  /// The counts of what the officer may read; target and money of the whole.
  private let totals: Totals

  init?(_ scene: Scene, _ programme: Programme) {
    (self.scene, self.programme) = (scene, programme)
    var all = Selection()
    all.within = scene.readableAreas
    guard let totals = try? scene.caseload.totals(all, at: scene.now) else { return nil }
    (self.all, self.totals) = (all, totals)
  }

  private var wording: Wording { scene.wording }
  private var caseload: Caseload { scene.caseload }
  private var isEmpty: Bool { caseload.nextID == 1 }

  private func say(_ indonesian: String, _ english: String) -> String {
    scene.say(indonesian, english)
  }

  private func days(_ count: Int) -> String {
    say("\(count) hari", count == 1 ? "1 day" : "\(count) days")
  }
}

// MARK: - The programme

extension HomeReader {
  func figures() -> [HomeReport.Figure] {
    let (enrolled, target) = (wording.number(totals.target - totals.free), totals.target)
    var figures = [
      HomeReport.Figure(
        label: say("Terdaftar", "Enrolled"),
        text: say(
          "\(enrolled) dari \(wording.number(target))", "\(enrolled) of \(wording.number(target))"),
        tenths: totals.attainmentTenths,
        behind: wording.percent(tenths: totals.attainmentTenths)),
      HomeReport.Figure(label: say("Sisa kuota", "Places left"), text: places()),
    ]
    if let own = ownShare() {
      figures.append(own)
    } else {
      let money = totals.contribution
      let (sum, ceiling) = (wording.rupiah(money.committed), wording.rupiah(money.ceiling))
      let share = wording.percent(tenths: money.committedTenths)
      let months = wording.monthRange(money.months)
      figures.append(
        HomeReport.Figure(
          label: say("Iuran \(months)", "Cover \(months)"),
          text: say(
            "\(sum) dari pagu \(ceiling) (\(share))", "\(sum) of ceiling \(ceiling) (\(share))")))
    }
    return figures
  }

  private func places() -> String {
    var text = wording.number(totals.free)
    if totals.placesLeft < totals.free {
      let left = wording.number(totals.placesLeft)
      return text
        + (totals.placesLeft == 0
          ? say(", tetapi pagu sudah terpakai seluruhnya", ", but the ceiling is used up")
          : say(
            ", tetapi pagu hanya cukup untuk \(left) orang",
            ", but the ceiling is enough for only \(left)"))
    }
    for opening in caseload.openings(on: scene.today).dropFirst() where opening.places > 0 {
      let month = wording.monthName(opening.month)
      let count = opening.places == 1 ? say("satu", "one") : wording.number(opening.places)
      text += say(", \(count) di antaranya baru mulai \(month)", ", \(count) of them from \(month)")
    }
    return text
  }

  /// The officer's own part, where that is not the whole programme.
  private func ownShare() -> HomeReport.Figure? {
    guard let own = scene.ownArea else { return nil }
    let counts = totals.counts
    let (enrolled, put) = (wording.number(counts.enrolled), wording.number(counts.registered))
    return HomeReport.Figure(
      label: say("Wilayah ini", "Own area"),
      text: say(
        "\(enrolled) terdaftar dari \(put) usulan di \(own)",
        "\(enrolled) enrolled of \(put) put forward in \(own)"))
  }

  func rows() -> [HomeReport.Row] {
    guard !scene.readsNothing, let levels = try? caseload.levelTotals(all, at: scene.now) else {
      return []
    }
    func number(_ value: Int) -> String { wording.number(value) }
    let counts = totals.counts
    let automatic = counts.rejectedBy[nil] ?? 0
    var rows = [
      HomeReport.Row(
        kind: .automatic, name: say("Otomatis", "By rule"),
        cells: ["", "", "", number(counts.registered - automatic), "", number(automatic)])
    ]
    for level in levels {
      rows.append(
        HomeReport.Row(
          kind: .level, name: wording.level(level.level),
          cells: [
            number(level.waiting), level.oldest.map(days) ?? "", number(level.overdue),
            number(level.approved), number(level.returned), number(level.rejected),
          ], isOverdue: level.overdue > 0))
    }
    rows.append(row(.returned, say("Perbaikan", "For repair")) { $0 == .returned })
    rows.append(row(.qualified, say("Memenuhi syarat", "Qualified")) { $0 == .qualified })
    return rows
  }

  private func row(
    _ kind: HomeReport.Row.Kind, _ name: String, _ isMeant: (Stage) -> Bool
  ) -> HomeReport.Row {
    var (count, overdue) = (0, 0)
    var oldest: Int?
    for row in caseload.rows where isMeant(row.stage) && scene.mayRead(row.area) {
      count += 1
      oldest = max(oldest ?? 0, row.daysWaiting(at: scene.now))
      if let over = row.daysOverdue(at: scene.now, programme), over > 0 { overdue += 1 }
    }
    return HomeReport.Row(
      kind: kind, name: name,
      cells: [
        wording.number(count), oldest.map(days) ?? "", wording.number(overdue), "", "", "",
      ], isOverdue: overdue > 0)
  }
}

// MARK: - What is to be done

extension HomeReader {
  var tasksTitle: String {
    let office = scene.colleague?.office ?? wording.officer(scene.officer)
    return say("Perlu ditindaklanjuti \(office)", "For \(office) to act on")
  }

  func tasks() -> [HomeReport.Task] {
    let started = drafts()
    guard !isEmpty else {
      guard scene.holds(.registrar) else { return started }
      return started + [
        HomeReport.Task(
          text: say(
            "Belum ada usulan. 2 mulai mendata.", "Nothing put forward yet. 2 starts registering."),
          target: .screen(.registration))
      ]
    }
    var tasks = verifying() + repairing() + started + enrolling() + completing()
    if scene.grants.isEmpty || scene.holds(.auditor) { tasks += watching() }
    if scene.holds(.enroller) || scene.holds(.auditor) { tasks += comparing() }
    return tasks
  }

  /// What an officer reads where nothing is to be done.
  func note() -> String {
    if scene.readsNothing {
      guard scene.holds(.administrator) else {
        return say(
          "Tidak ada wewenang yang berlaku hari ini. Administrator memberikannya.",
          "No right of yours holds today. An administrator gives them.")
      }
      return say(
        "Administrator mengatur ketentuan dan petugas; isi berkas tidak ditampilkan.",
        "An administrator sets rules and officers; cases are not shown.")
    }
    if isEmpty {
      return say(
        "Belum ada usulan. Petugas pendataan mulai mendata.",
        "Nothing put forward yet. A registrar begins.")
    }
    return say("Tidak ada yang perlu ditindaklanjuti.", "There is nothing to act on.")
  }

  /// The areas in which the officer holds one of the roles; nil where they hold none of them.
  private func areas(_ roles: [Role], level: LevelID? = nil) -> [AreaCode]? {
    let areas = scene.grants.filter {
      roles.contains($0.role) && (level == nil || $0.level == level)
    }.map(\.area)
    return areas.isEmpty ? nil : areas
  }

  private func selection(_ areas: [AreaCode]?, _ narrow: (inout Selection) -> Void) -> Selection {
    var selection = Selection()
    selection.within = areas
    narrow(&selection)
    return selection
  }

  private func count(_ selection: Selection) -> Int { caseload.count(selection, at: scene.now) }

  private func overdue(_ selection: Selection) -> String {
    var overdue = selection
    overdue.overdue = true
    let count = count(overdue)
    guard count > 0 else { return "" }
    return say(", \(wording.number(count)) lewat batas", ", \(wording.number(count)) overdue")
  }

  private func task(
    _ count: Int, _ indonesian: String, one: String, many: String,
    _ target: HomeReport.Task.Target
  ) -> [HomeReport.Task] {
    guard count > 0 else { return [] }
    let text = say(indonesian, count == 1 ? one : many)
    return [HomeReport.Task(count: count, text: text, target: target)]
  }

  private func verifying() -> [HomeReport.Task] {
    programme.levels.flatMap { level in
      guard let areas = areas([.verifier], level: level.id) else { return [HomeReport.Task]() }
      let own = selection(areas) { ($0.count, $0.level) = (.waiting, level.id) }
      let late = overdue(own)
      return task(
        count(own), "berkas menunggu \(level.name)\(late)", one: "case awaits \(level.name)\(late)",
        many: "cases await \(level.name)\(late)", .queue(.level(level.id)))
    }
  }

  private func repairing() -> [HomeReport.Task] {
    guard let areas = areas([.registrar]) else { return [] }
    let own = selection(areas) { $0.count = .returned }
    let late = overdue(own)
    return task(
      count(own), "berkas dikembalikan, perlu perbaikan\(late)",
      one: "case was returned for repair\(late)", many: "cases were returned for repair\(late)",
      .queue(.repair))
  }

  private func drafts() -> [HomeReport.Task] {
    guard let last = scene.drafts.max(by: { $0.at < $1.at }) else { return [] }
    let when = wording.moment(last.at)
    return task(
      scene.drafts.count, "draf belum selesai, terakhir \(when)",
      one: "draft is not finished, last touched \(when)",
      many: "drafts are not finished, the last of \(when)", .screen(.registration))
  }

  private func enrolling() -> [HomeReport.Task] {
    guard let areas = areas([.enroller]) else { return [] }
    let qualified = count(selection(areas) { $0.count = .qualified })
    let waitlisted = count(selection(areas) { $0.count = .waitlisted })
    return task(
      qualified, "berkas memenuhi syarat, belum didaftarkan",
      one: "case has qualified and is not yet enrolled",
      many: "cases have qualified and are not yet enrolled", .queue(.qualified))
      + task(
        waitlisted, "berkas dalam daftar tunggu, belum ada tempat",
        one: "case is on the waiting list, no place is free",
        many: "cases are on the waiting list, no place is free", .queue(.qualified))
  }

  private func completing() -> [HomeReport.Task] {
    guard let areas = areas([.enroller, .registrar]) else { return [] }
    let own = selection(areas) { ($0.count, $0.incomplete) = (.enrolled, true) }
    let cases = caseload.list(own, at: scene.now)
    let missing = Set(cases.flatMap { $0.missingForBPJS(programme) })
    let fields = programme.requiredForBPJS.filter(missing.contains).map(label)
      .joined(separator: ", ")
    return task(
      cases.count, "peserta belum lengkap untuk BPJS (\(fields))",
      one: "member is incomplete for BPJS (\(fields))",
      many: "members are incomplete for BPJS (\(fields))",
      .cases(own, title: say("Peserta belum lengkap untuk BPJS", "Members incomplete for BPJS")))
  }

  private func comparing() -> [HomeReport.Task] {
    guard let day = caseload.participants.newestDay.map(wording.shortDay) else { return [] }
    let own = selection(scene.readableAreas) { ($0.count, $0.listed) = (.enrolled, true) }
    return task(
      count(own), "peserta juga ada dalam daftar peserta BPJS TK \(day)",
      one: "member is also on the BPJS participants list of \(day)",
      many: "members are also on the BPJS participants list of \(day)",
      .cases(
        own,
        title: say(
          "Peserta yang juga ada dalam daftar BPJS TK", "Members also on the BPJS participants list"
        )
      ))
  }

  /// What somebody sees who only watches.
  private func watching() -> [HomeReport.Task] {
    let own = selection(scene.readableAreas) { $0.overdue = true }
    return task(
      count(own), "berkas lewat batas waktu", one: "case is overdue", many: "cases are overdue",
      .cases(own, title: say("Berkas lewat batas waktu", "Overdue cases")))
  }

  /// The name of a field inside a sentence: `nama ibu kandung`, but `No. HP`.
  private func label(_ field: Field) -> String {
    let name = wording.field(field)
    guard let first = name.first, !name.hasPrefix("No."),
      name.dropFirst().first?.isLowercase ?? false
    else { return name }
    return first.lowercased() + name.dropFirst()
  }
}

// MARK: - What is new

extension HomeReader {
  func changes(since memory: DeskMemory) -> (title: String, parts: [String])? {
    guard let seen = memory.seen, let at = memory.seenAt, seen <= scene.entry, !scene.readsNothing
    else {
      return nil
    }
    let changes = caseload.changes(since: seen, within: scene.readableAreas)
    let parts = [
      (changes.registered, say("usulan baru", "put forward")),
      (changes.qualified, say("memenuhi syarat", "qualified")),
      (changes.enrolled, say("terdaftar", "enrolled")),
      (changes.returned, say("dikembalikan", "returned")),
      (changes.rejected, say("ditolak", "rejected")), (changes.left, say("keluar", "left")),
    ].filter { $0.0 > 0 }.map { "\(wording.number($0.0)) \($0.1)" }
    let day = "\(wording.weekday(at.day)), \(wording.day(at.day, seenFrom: scene.today))"
    let clock = wording.clock(at)
    return (
      say(
        "Sejak terakhir dibuka (\(day) pukul \(clock))", "Since you last looked (\(day) \(clock))"),
      parts.isEmpty
        ? [say("tidak ada yang berubah", "nothing has changed")]
        : parts.dropLast().map { "\($0)," } + parts.suffix(1)
    )
  }
}
