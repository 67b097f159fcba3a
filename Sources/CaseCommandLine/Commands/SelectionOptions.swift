internal import ArgumentParser
internal import CaseDomain
internal import CaseStore

/// Which cases a list or a table of totals is about.
struct SelectionOptions: ParsableArguments {
  @Option(
    help: help(
      "Keadaan: waiting, returned, rejected, qualified, waitlisted, enrolled, ended, withdrawn.",
      "waiting, returned, rejected, qualified, waitlisted, enrolled, ended or withdrawn.",
      value: ValueName.code))
  var stage: String?
  @Option(help: help("Tingkat.", "The level.", value: ValueName.code)) var level: String?
  @Option(help: help("Wilayah: kode atau nama.", "The area: code or name.", value: ValueName.code))
  var area: String?
  @Option(
    help: help("Pekerjaan: kode atau nama.", "The occupation: code or name.", value: ValueName.code)
  )
  var occupation: String?
  @Option(help: help("Kode alasan.", "The code of a reason.", value: ValueName.code)) var reason:
    String?
  @Option(help: help("L atau P.", "L or P.", value: ValueName.code)) var sex: String?
  @Option(
    help: help(
      "Golongan usia, misalnya 26-35.", "An age band, such as 26-35.", value: ValueName.text))
  var age: String?
  @Option(
    help: help(
      "Bulan didata, misalnya 2025-11.", "The month of registration.", value: ValueName.month))
  var month: String?
  @Option(
    help: help("Bulan dilindungi, misalnya 2025-11.", "A month of cover.", value: ValueName.month))
  var cover: String?
  @Option(
    help: help("Sudah disetujui tingkat ini.", "Approved by this level.", value: ValueName.code))
  var passed: String?
  @Option(
    help: help(
      "Bagian nama, NIK, atau nomor berkas.", "Part of a name, NIK or case number.",
      value: ValueName.text))
  var find: String?
  @Flag(help: help("Hanya yang lewat batas waktu.", "Only what is overdue.")) var overdue = false
  @Option(help: help("RT.", "RT.", value: ValueName.count)) var rt: String?
  @Option(help: help("RW.", "RW.", value: ValueName.count)) var rw: String?

  /// The selection, within what the officer may read.
  func selection(_ session: Session, _ caseload: Caseload) throws(CommandFailure) -> Selection {
    guard let programme = caseload.rules?.programme else { throw session.refused(.noProgramme) }
    var selection = Selection()
    selection.count = try session.word(
      stage, "--stage", Count.init(rawValue:), Count.allCases.map(\.rawValue))
    selection.level = try level.map { (text) throws(CommandFailure) in
      try session.level(text, "--level", programme)
    }
    selection.passed = try passed.map { (text) throws(CommandFailure) in
      try session.level(text, "--passed", programme)
    }
    selection.area = try area.map { (text) throws(CommandFailure) in
      try session.area(text, programme)
    }
    selection.occupation = try occupation.map { (text) throws(CommandFailure) in
      try session.occupation(text, programme)
    }
    selection.reason = try session.word(
      reason.map { $0.uppercased() }, "--reason", { programme.reason(ReasonCode($0))?.code },
      programme.reasons.map(\.code.rawValue))
    selection.sex = try session.word(
      sex.map { $0.uppercased() }, "--sex", Sex.init(rawValue:), Sex.allCases.map(\.rawValue))
    selection.age = try session.word(
      age.map { $0 == "66+" ? "66-200" : $0 }, "--age", { AgeBand($0) },
      AgeBand.all.map { $0.ages.upperBound == 200 ? "66+" : $0.description })
    selection.month = try month.map { (text) throws(CommandFailure) in
      try session.month(text, option: "--month")
    }
    selection.cover = try cover.map { (text) throws(CommandFailure) in
      try session.month(text, option: "--cover")
    }
    selection.find = find
    selection.overdue = overdue
    selection.rt = try rt.map { (text) throws(CommandFailure) in
      try session.neighbourhood(text, "--rt")
    }
    selection.rw = try rw.map { (text) throws(CommandFailure) in
      try session.neighbourhood(text, "--rw")
    }
    selection.within = try session.readableAreas(for: .list)
    return selection
  }
}

extension Session {
  /// The areas in which the officer may look in this way now; nil for all.
  func readableAreas(for reading: Reading) throws(CommandFailure) -> [AreaCode]? {
    try require(reading)
    do throws(Refusal) {
      return try store.caseload.readableAreas(officer, for: reading, on: store.now.day)
    } catch {
      throw refused(error)
    }
  }

  /// Lets the officer pass who may look in this way, in an area where one is given.
  func require(_ reading: Reading, area: AreaCode? = nil, case id: CaseID? = nil)
    throws(CommandFailure)
  {
    do throws(Refusal) {
      try store.caseload.require(reading, area: area, case: id, by: officer, on: store.now.day)
    } catch {
      if error.isOfRights {
        try? store.record([.init(refused: reading, case: id, error)], by: officer)
      }
      throw refused(error)
    }
  }

  /// Records what is about to be shown; where that cannot be recorded nothing is shown.
  func record(_ deed: Access.Deed, at view: StoreView? = nil) throws(CommandFailure) {
    do throws(StoreError) {
      try store.record([deed], by: officer, at: view.map { ($0.entry, $0.hash) })
    } catch {
      let failure = CommandFailure(error, wording)
      throw CommandFailure(
        ExitCode(rawValue: failure.code) ?? .store,
        say(
          "Tidak ditampilkan, karena tidak dapat dicatat. ",
          "Not shown, for it cannot be recorded. ")
          + (failure.message ?? ""))
    }
  }

  /// The reason for looking, as it is recorded; nil where none was given.
  func reason(_ text: String?, toSee ids: [CaseID], in caseload: Caseload)
    throws(CommandFailure) -> String?
  {
    guard let text else { return nil }
    do throws(Refusal) {
      return try caseload.reason(text, toSee: ids)
    } catch {
      throw refused(error)
    }
  }

  /// The value that a word names, or a failure that names the accepted words.
  func word<Value>(
    _ text: String?, _ option: String, _ read: (String) -> Value?, _ accepted: [String]
  ) throws(CommandFailure) -> Value? {
    guard let text else { return nil }
    guard let value = read(text) else {
      let words = accepted.joined(separator: ", ")
      throw CommandFailure(
        .usage,
        say(
          "\(option): \"\(text)\" tidak dikenal. Pilihannya: \(words).",
          "\(option): \"\(text)\" is unknown. Choose from: \(words)."))
    }
    return value
  }

  func level(_ text: String, _ option: String, _ programme: Programme) throws(CommandFailure)
    -> LevelID
  {
    let found = programme.levels.first {
      $0.id.rawValue == text || Text.folded($0.name) == Text.folded(text)
    }
    let known = programme.levels.map(\.id) + [.bpjs]
    return try word(
      found?.id.rawValue ?? text, option, { word in known.first { $0.rawValue == word } },
      known.map(\.rawValue)) ?? .bpjs
  }

  /// A village, a district or the whole, by code or name.
  func area(_ text: String, _ programme: Programme) throws(CommandFailure) -> AreaCode {
    let code = AreaCode(text)
    if code.isWellFormed, programme.areas.contains(where: { code.covers($0.code) }) { return code }
    let villages = programme.areas(named: text)
    if villages.count == 1, let village = villages.first,
      !programme.areas.contains(where: { Text.folded($0.district) == Text.folded(text) })
    {
      return village.code
    }
    // A name that village and district share means the district, which holds the village.
    if let district = programme.areas.first(where: { Text.folded($0.district) == Text.folded(text) }
    ) {
      return district.code.district
    }
    let codes = villages.map { "\($0.code) (\($0.district))" }.joined(separator: ", ")
    throw CommandFailure(
      .usage,
      villages.isEmpty
        ? say(
          "--area: \"\(text)\" bukan kelurahan, desa atau kecamatan program ini.",
          "--area: \"\(text)\" is no village or district of this programme.")
        : say(
          "--area: \"\(text)\" ada di beberapa kecamatan. Tulis kodenya: \(codes).",
          "--area: several districts have \"\(text)\". Write the code: \(codes)."))
  }

  func occupation(_ text: String, _ programme: Programme) throws(CommandFailure) -> OccupationCode {
    let found = programme.occupations(named: text)
    guard found.count == 1, let occupation = found.first else {
      throw refused(
        .form([
          FieldFault(
            .occupation,
            found.isEmpty
              ? .unknownOccupation(text)
              : .ambiguousOccupation(text, candidates: found.map(\.code)))
        ]))
    }
    return occupation.code
  }

  /// RT or RW in three digits.
  func neighbourhood(_ text: String, _ option: String) throws(CommandFailure) -> String {
    guard let number = Int(text), (1...999).contains(number) else {
      throw CommandFailure(
        .usage, say("\(option): tulis 1 sampai 3 angka.", "\(option): write 1 to 3 digits."))
    }
    let digits = String(number)
    return String(repeating: "0", count: 3 - digits.count) + digits
  }

  /// A case that the officer may read in this way.
  func file(_ number: Int, in caseload: Caseload, for reading: Reading = .show)
    throws(CommandFailure) -> CaseFile
  {
    try require(reading)
    let id = CaseID(number)
    guard let row = caseload.row(id) else { throw refused(.unknownCase(id)) }
    try require(reading, area: row.area, case: id)
    if let file = caseload.file(id) { return file }
    if let failure = store.readingFailure { throw CommandFailure(failure, wording) }
    throw refused(.unreadable(id))
  }
}
