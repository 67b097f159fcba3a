internal import ArgumentParser
internal import CaseDomain
internal import CaseStore
internal import SystemFiles

/// `payung duplicates`: cases that may be of one person, with their score part by part.
struct DuplicatesCommand: StoreCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "duplicates",
      abstract: say(
        "Pasangan berkas yang mungkin satu orang, yang paling mirip di atas.",
        "Pairs of cases that may be of one person, the likeliest first."),
      discussion: say(
        "Nilai 100 berarti semuanya sama; mulai 75 perlu diperiksa. "
          + "Yang bukan orang yang sama: payung distinguish.\n"
          + "Contoh: payung duplicates --area Meral --limit 20",
        "A score of 100 means that all agrees; from 75 on somebody should look. "
          + "For those who are not the same person: payung distinguish.\n"
          + "Example: payung duplicates --area Meral --limit 20"))
  }

  @OptionGroup var options: StoreOptions
  @OptionGroup var table: TableOptions
  @OptionGroup var why: PurposeOptions
  @Argument(
    help: help(
      "Nomor berkas: lima yang paling mirip dengannya.", "A case: the five most like it.",
      value: ValueName.cases))
  var number: Int?
  @Option(help: help("Wilayah: kode atau nama.", "The area: code or name.", value: ValueName.code))
  var area: String?
  @Option(
    help: help("Paling banyak sekian pasangan.", "So many pairs at most.", value: ValueName.count))
  var limit: Int?

  func validate() throws {
    guard let limit, limit < 1 else { return }
    throw ValidationError(say("--limit: tulis 1 atau lebih.", "--limit: write 1 or more."))
  }

  func run(_ session: Session) throws(CommandFailure) {
    let view = session.store.view
    var pairs = try pairs(session, view.caseload)
    let count = pairs.count
    pairs = Array(pairs.prefix(limit ?? count))
    if table.csv {
      try session.require(.export)
      let ids = pairs.flatMap { [$0.pair.first, $0.pair.second] }
      let reason = try session.reason(why.purpose, toSee: ids, in: view.caseload)
      try session.record(.exported("duplicates", CaseNumbers(ids), reason: reason), at: view)
    }
    let row = PairRow(
      session.wording, view.caseload, within: try session.readableAreas(for: .duplicates))
    if session.json || table.csv {
      var listing = Listing(PairRow.columns)
      listing.rows = pairs.map(row.cells)
      listing.mark = session.mark(view)
      return session.show(listing, table)
    }
    for pair in pairs {
      for line in row.lines(pair, width: session.host.width ?? 80) { session.print(line) }
      session.print("")
    }
    session.print("\(told(pairs.count, of: count, session)) \(session.mark(view)).")
  }

  /// How many pairs there are, and how many of them are shown.
  private func told(_ shown: Int, of all: Int, _ session: Session) -> String {
    if all == 0 { return session.say("Tidak ada berkas yang mirip.", "No cases look alike.") }
    let pairs = session.say("pasangan", all == 1 ? "pair" : "pairs")
    let count = session.wording.number(all)
    guard shown < all else { return "\(count) \(pairs)." }
    return "\(session.wording.number(shown)) \(session.say("dari", "of")) \(count) \(pairs)."
  }

  /// The pairs of the case or of all, as far as the officer may read one of the two.
  private func pairs(_ session: Session, _ caseload: Caseload) throws(CommandFailure)
    -> [LookAlikePair]
  {
    guard let programme = caseload.rules?.programme else { throw session.refused(.noProgramme) }
    let area = try area.map { (text) throws(CommandFailure) in try session.area(text, programme) }
    let readable = try session.readableAreas(for: .duplicates)
    func lies(_ id: CaseID, in areas: [AreaCode]?) -> Bool {
      guard let areas, let village = caseload.file(id)?.area else { return true }
      return areas.contains { $0.covers(village) }
    }
    let all: [LookAlikePair]
    if let number {
      let id = try session.file(number, in: caseload, for: .duplicates).id
      all = caseload.lookAlikes(of: id).map {
        LookAlikePair(pair: CasePair(id, $0.id), score: $0.score)
      }
    } else {
      all = caseload.lookAlikePairs { SecondThread.run($0, beside: $1) }
    }
    return all.filter { pair in
      let both = [pair.pair.first, pair.pair.second]
      return both.contains { lies($0, in: readable) }
        && both.contains { lies($0, in: area.map { [$0] }) }
    }
  }
}
