internal import CanonicalForm
internal import CaseDomain
internal import CaseStore
internal import SystemFiles

/// A store of so many cases and the same cases for its peers, made once from a seed and kept.
struct DataSet {
  /// Changes with what the files hold, so that older ones are made again.
  private static let version = 1
  static let seed: UInt64 = 2_025

  let size: Int
  let folder: String

  /// The store, with a snapshot.
  var store: String { "\(folder)/store" }
  /// The programme, with room for everybody.
  var programme: String { "\(folder)/programme.json" }
  /// The people as an office sends them.
  var register: String { "\(folder)/register.csv" }
  /// Where each case stands, a line of JSON each.
  var lines: String { "\(folder)/cases.jsonl" }
  /// The same as a table.
  var table: String { "\(folder)/cases.csv" }
  /// The same as a database of SQLite.
  var database: String { "\(folder)/cases.db" }
  /// Who looks like whom: `later,earlier,same|namesake`, numbers of cases.
  var labels: String { "\(folder)/labels.csv" }

  /// The journal's segments.
  var journal: [String] { Files.paths(in: "\(store)/journal") }
  /// The snapshot, whatever it is called.
  var snapshot: [String] { Files.paths(in: store).filter { $0.contains("/snapshot") } }

  /// The data of a size, made where it is not there yet.
  init(size: Int, in cache: String, fixtures: String) throws(Failure) {
    self.size = size
    folder = "\(cache)/\(size)-v\(DataSet.version)"
    if !Files.exists(folder) {
      let building = DataSet(size: size, folder: folder + ".building")
      Console.progress("making \(size) cases in \(folder)")
      Files.remove(building.folder)
      try Files.makeFolder(building.folder)
      try building.make(fixtures)
      try Files.rename(building.folder, to: folder)
    }
    // Another version of the program may want another snapshot.
    try attempt(store) {
      try CaseStore(opening: store, DataSet.surroundings).keepSnapshot()
    }
  }

  private init(size: Int, folder: String) { (self.size, self.folder) = (size, folder) }

  private func make(_ fixtures: String) throws(Failure) {
    try ProgrammeText.write(programme, size: size, fixtures)
    let surroundings = DataSet.surroundings
    try DataSet.create(store, programme, simulated: true, surroundings)
    let store = try attempt(self.store) { try CaseStore(opening: self.store, surroundings) }
    let register = try TextFile(self.register)
    let labels = try TextFile(self.labels)
    register.write(Subject.registerHeader)
    var season = try Season(store, size: size, seed: DataSet.seed)
    season.registered = { number, subject, likeness in
      register.write(subject.registerRow)
      if let likeness {
        labels.write("\(number),\(likeness.other),\(likeness.kind.rawValue)\n")
      }
      if number % 10_000 == 0 { Console.progress("… \(number) of \(size) put forward") }
    }
    try season.run()
    store.keepSnapshot()
    try writePeers(store)
  }

  /// The cases as they stand, for the peers.
  private func writePeers(_ store: CaseStore) throws(Failure) {
    let lines = try TextFile(self.lines)
    let table = try TextFile(self.table)
    for number in 1...size {
      guard let file = store.caseload.file(CaseID(number)), let person = file.person.value else {
        throw Failure("case \(number) is not there")
      }
      let row: [(String, String)] = [
        ("nik", person.nik.digits), ("name", person.name), ("birthPlace", person.birthPlace ?? ""),
        ("birthDate", person.birthDate.description), ("sex", file.sex.rawValue),
        ("address", person.address ?? ""), ("rt", person.rt ?? ""), ("rw", person.rw ?? ""),
        ("area", file.area.rawValue), ("occupation", file.occupation.rawValue),
        ("phone", person.phone ?? ""), ("kk", person.kk?.digits ?? ""),
        ("motherName", person.motherName ?? ""), ("stage", file.standing.stage.rawValue),
        ("level", file.standing.level?.rawValue ?? ""), ("since", file.standing.since.description),
      ]
      var line = JSONWriter()
      line.object { fields in
        fields.field("case", number)
        for (key, value) in row { fields.field(key, value) }
      }
      lines.write(String(decoding: line.bytes, as: UTF8.self) + "\n")
      table.write("\(number)" + row.reduce("") { "\($0),\($1.1)" } + "\n")
    }
  }

  /// Copies the store to where it may be changed.
  func copyStore(to folder: String, withSnapshot: Bool = true) throws(Failure) {
    try Files.copy(store, to: folder)
    if !withSnapshot {
      for path in Files.paths(in: folder) where path.contains("/snapshot") { Files.remove(path) }
    }
  }

  /// What repeats: time and randomness are given.
  static var surroundings: Surroundings {
    var surroundings = Surroundings()
    surroundings.simulatedSeed = "payung-benchmarks"
    // Whatever is not in the snapshot yet is worth a new one.
    surroundings.snapshotLimit = 1
    surroundings.simulatedNow = Instant(Day(year: 2025, month: 11, day: 3) ?? .epoch)
    return surroundings
  }

  /// Makes an empty store with a programme.
  static func create(
    _ folder: String, _ programme: String, simulated: Bool, _ surroundings: Surroundings
  ) throws(Failure) {
    let bytes = try Files.read(programme)
    try attempt(folder) {
      let file = try JSONObject(parsing: bytes)
      try CaseStore.create(
        in: folder, programme: Programme(from: file), officers: Officer.list(from: file),
        simulated: simulated, program: "payung-benchmarks", surroundings)
    }
  }
}

/// The programme of the fixtures with room for everybody and an officer who may register everywhere.
enum ProgrammeText {
  static func write(_ path: String, size: Int, _ fixtures: String) throws(Failure) {
    let original = "\(fixtures)/karimun-2025/programme.json"
    var text = String(decoding: try Files.read(original), as: UTF8.self)
    let officer =
      #"{"id": "\#(Staff.everywhere)", "name": "Everywhere", "office": "Disnaker", "#
      + #""grants": ["registrar:21.02"]}"#
    for (old, new) in [
      (#""target": 1000,"#, #""target": \#(2 * size),"#),
      (#""ceiling": 33600000,"#, #""ceiling": \#(2 * size * 33_600),"#),
      (#""officers": ["#, #""officers": [\#n    \#(officer),"#),
    ] {
      guard let place = text.firstRange(of: old) else { throw Failure("\(original): no \(old)") }
      text.replaceSubrange(place, with: new)
    }
    try Files.write(path, text)
  }
}

extension Subject {
  static let registerHeader =
    "NIK;Nama;Tempat Lahir;Tanggal Lahir;JK;Alamat;RT;RW;Kelurahan/Desa;Pekerjaan;No HP;No KK;"
    + "Nama Ibu Kandung;Dokumen\n"

  var registerRow: String {
    let (year, month, day) = birthDate.date
    let date = "\(Digits.text(day, 2))/\(Digits.text(month, 2))/\(Digits.text(year, 4))"
    return [
      nik, name, birthPlace, date, sex == .male ? "L" : "P", address, rt, rw, area.rawValue,
      occupation.rawValue, phone, familyCard, motherName, "ktp,statement",
    ].joined(separator: ";") + "\n"
  }
}

extension DataSet {
  /// Makes the database of SQLite where it is not there yet and SQLite is installed.
  func makeDatabase(_ bench: Bench) throws(Failure) {
    if Files.exists(database) || Program.find("sqlite3") == nil { return }
    let script = bench.path("database.sql")
    try Files.write(
      script,
      """
      create table cases(id integer primary key, nik text, name text, birthPlace text, birthDate text,
        sex text, address text, rt text, rw text, area text, occupation text, phone text, kk text,
        motherName text, stage text, level text, since text);
      .mode csv
      .import '\(table)' cases
      create index niks on cases(nik);
      """)
    let building = database + ".building"
    Files.remove(building)
    _ = try Program.require(bench.sqlite("-bail", building), input: script)
    try Files.rename(building, to: database)
  }

  /// The cases as records of GNU recutils.
  func writeRecords(to path: String) throws(Failure) {
    let file = try TextFile(path)
    for line in String(decoding: try Files.read(table), as: UTF8.self).split(separator: "\n") {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      guard cells.count == 17 else { throw Failure("\(table): \(line)") }
      let place = cells[14] == "waiting" ? cells[15] : cells[14]
      file.write(
        "Case: \(cells[0])\nNIK: \(cells[1])\nName: \(cells[2])\nArea: \(cells[9])\nPlace: \(place)\n\n"
      )
    }
  }

  /// The store under another name, for reading alone: its files are the same.
  func linkStore(to folder: String, withSnapshot: Bool = true) throws(Failure) {
    Files.remove(folder)
    _ = try Program.require(["/bin/cp", "-al", store, folder])
    if !withSnapshot {
      for path in Files.paths(in: folder) where path.contains("/snapshot") { Files.remove(path) }
    }
  }
}
