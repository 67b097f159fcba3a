import CanonicalForm
import CaseDomain
import CaseStore
import EventJournal
import SystemFiles
import TestSupport
import Testing

/// Many processes of the real program on one store.
///
/// `PAYUNG_LONG=1` makes the rounds ten times as many.
@Suite(.serialized)
struct ProcessTests {
  static let factor = HostIdentity.environment("PAYUNG_LONG") == "1" ? 10 : 1

  /// The numbers of the cases with this person.
  private func cases(of person: Int, _ caseload: Caseload) -> [CaseID] {
    caseload.rows.filter { $0.nik?.digits == Form.nik(person) }.map(\.id)
  }

  // process 1           process 2           … process 8
  // register 1          register 13         … register 85
  // register 2          register 14         … register 86
  //   …                   …                     …
  @Test("eight processes that register twelve people each lose nobody and number nobody twice")
  func registrations() throws {
    let office = try Office(clock: TestClock(HostClock.now()))
    let program = Program(office)
    var results: [Run.Result] = []
    for round in 0..<12 {
      results += try program.race((0..<8).map { Program.register(12 * $0 + round + 1) })
    }
    #expect(results.allSatisfy { $0.code == 0 }, "\(results.map(\.complaint))")
    let numbers = results.compactMap { $0.object?["case"]?.int }
    #expect(numbers.sorted() == Array(1...96))
    let entries = results.compactMap { $0.object?["entry"]?.int }
    #expect(entries.sorted() == Array(2...97))
    let caseload = try office.desk().caseload
    for person in 1...96 { #expect(cases(of: person, caseload).count == 1, "\(person)") }
    #expect(try program.run(["check"]).code == 0)
    #expect(try office.check().journal.voids == 0)
  }

  // process 1           … process 4         process 5           … process 8
  // reads: one place    … reads: one place  reads: one place    … reads: one place
  // enrol the next      … enrol the next    enrol the first     … enrol the first
  //
  // All have read before any of them writes.
  @Test("of eight processes that want the last place exactly one gets it, round after round")
  func lastPlace() throws {
    let rounds = 10 * ProcessTests.factor
    let office = try Office(try .sample(target: 1), simulated: true)
    let program = Program(office, now: "2025-11-13T02:00:00Z")
    let desk = try office.desk()
    try desk.qualify(1...(rounds + 2))
    for round in 1...rounds {
      let next = Array(repeating: ["enrol", "--next", "1"], count: 4)
      let first = Array(repeating: ["enrol", String(round)], count: 4)
      let results = try program.race(next + first, by: "dewi")
      let codes = results.compactMap(\.code).sorted()
      #expect(
        codes == [0, 1, 1, 1, 1, 1, 1, 1], "round \(round) \(results.map(\.complaint))")
      let winner = results.first { $0.code == 0 }
      #expect(winner?.object?["case"]?.int == round)
      try desk.refresh()
      #expect(desk.enrolled == round)
      #expect(desk.caseload.committed == round * 33_600)
      // The next round has one place again.
      try desk.record(.setProgramme(SetProgramme(try .sample(target: round + 1))), by: "adi")
    }
    #expect(try program.run(["check"]).code == 0)
  }

  // process 1                        process 2
  // reads                            reads
  // register under the id            register under the id
  // both: recorded as entry n; one of them for the first time
  @Test("the same command sent by two processes at once under one id is recorded once")
  func sameID() throws {
    let office = try Office(simulated: true)
    let program = Program(office, now: "2025-11-13T02:00:00Z")
    let desk = try office.desk()
    for person in 1...5 {
      let command = Program.register(person) + ["--id", desk.newID()]
      let results = try program.race([command, command])
      #expect(results.map(\.code) == [0, 0], "\(results.map(\.complaint))")
      #expect(results.map { $0.object?["case"]?.int } == [person, person])
      #expect(results.map { $0.object?["entry"]?.int } == [person + 1, person + 1])
    }
    // Long afterwards too, and from this process.
    let entries = try office.entries()
    #expect(entries.count == 6)
    let again = try program.run(Program.register(1) + ["--id", entries[1].id])
    #expect(again.object?["entry"]?.int == 2)
    let here = try desk.perform([.person(1)], by: "siti", id: entries[1].id)
    #expect(here.isRepeated)
    #expect(here.entry == 2)
    // Nobody else may use it, for nothing else.
    let id = ["--id", entries[1].id]
    #expect(try program.run(Program.register(1) + id, by: "wati").code == 1)
    #expect(try program.run(Program.register(9) + id).code == 1)
    #expect(try office.entries().count == 6)
  }

  // process                          somebody
  // reads, waits, writes, syncs, says so
  //          kill -9 here, there or there
  // next process: works at once
  @Test("what was acknowledged survives kill -9 at any moment of saving, exactly once")
  func kills() throws {
    let seed: UInt64 = 20_251_113
    var random = SeededRandom(seed: seed)
    let office = try Office(simulated: true)
    let program = Program(office, now: "2025-11-13T02:00:00Z")
    var acknowledged: [Int] = []
    var killed = 0
    for round in 1...(20 * ProcessTests.factor) {
      let (person, next) = (2 * round, 2 * round + 1)
      let comment: Comment = "seed \(seed), round \(round)"
      let run = try program.start(Program.register(person))
      run.waitUntilItOpens(program.lockPath)
      // From here it takes a command some milliseconds to write, more to say so: early moments are
      // tried more often.
      let part = Double.random(in: 0...1, using: &random)
      let delay = Duration.microseconds(Int(12_000 * part * part))
      let end = ContinuousClock.now.advanced(by: delay)
      while ContinuousClock.now < end {}
      run.kill()
      let result = try run.result()
      if result.code == nil { killed += 1 }
      if result.object?["case"]?.int != nil {
        acknowledged.append(person)
      } else {
        #expect(result.code == nil, comment)
      }
      let code = try program.run(["check"]).code
      #expect(code == 0 || code == 1, comment)
      let after = try program.run(Program.register(next))
      #expect(after.code == 0, "\(comment) \(after.complaint)")
      acknowledged.append(next)
      let caseload = try office.desk().caseload
      let found = cases(of: person, caseload)
      #expect(found.count <= 1, comment)
      if let id = result.object?["case"]?.int { #expect(found == [CaseID(id)], comment) }
    }
    let desk = try office.desk()
    for person in acknowledged {
      #expect(cases(of: person, desk.caseload).count == 1, "seed \(seed), person \(person)")
    }
    #expect(killed > 0)
    let report = try office.check()
    #expect(report.severity == .clean)
    print(
      """
      kill -9: \(killed) killed, \(acknowledged.count) acknowledged, \
      \(desk.caseload.nextID.number - 1) recorded, \(report.journal.voids) void
      """)
  }
}
