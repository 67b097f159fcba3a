import CaseDomain
import CaseStore
import EventJournal
import Glibc
import Synchronization
import SystemFiles
import TestSupport
import Testing

/// A thread of its own, so that a test does not depend on how many the machine lends it.
private final class Work: Sendable {
  private let thread: pthread_t

  init(_ body: @escaping @Sendable () -> Void) throws {
    var thread = pthread_t()
    let box = Unmanaged.passRetained(Box(body))
    let code = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body()
        return nil
      }, box.toOpaque())
    guard code == 0 else { throw SystemFailure(code: code, call: "pthread_create", path: "") }
    self.thread = thread
  }

  func join() { pthread_join(thread, nil) }

  private final class Box: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
}

/// What readers see while others write.
struct ReaderTests {
  /// Registers people three at a time, on a desk of its own.
  private static func write(_ store: String, _ batches: Range<Int>) -> [String] {
    var problems: [String] = []
    do {
      let desk = try CaseStore(opening: store, Surroundings())
      for batch in batches {
        let people = (1...3).map { Command.person(3 * batch + $0) }
        let outcome = try desk.perform(people, by: "siti")
        if outcome.refusals != [nil, nil, nil] { problems.append("\(outcome.refusals)") }
      }
    } catch {
      problems.append("\(error)")
    }
    return problems
  }

  private func office() throws -> Office { try Office(simulated: true) }

  // reader                          writer, in its own thread
  // refresh, refresh, refresh …     three people, three people, three people …
  @Test("a reader sees whole entries only, and numbers without gaps")
  func whole() throws {
    let office = try office()
    let store = office.store
    let problems = Mutex<[String]?>(nil)
    let problemsOfWriter: @Sendable ([String]) -> Void = { found in
      problems.withLock { $0 = found }
    }
    let reader = try office.desk()
    let writer = try Work { problemsOfWriter(ReaderTests.write(store, 0..<60)) }
    var seen = [reader.head.number]
    var isOver = false
    while !isOver {
      // Asked before the last look, so that nothing is missed.
      isOver = problems.withLock { $0 != nil }
      try reader.refresh()
      let number = reader.head.number
      #expect(reader.caseload.nextID.number == 3 * (number - 1) + 1)
      if number != seen.last { seen.append(number) }
      let view = try reader.view(at: .entry(number))
      #expect(view.hash == reader.head.hash)
    }
    writer.join()
    #expect(problems.withLock { $0 } == [])
    #expect(seen == seen.sorted())
    #expect(seen.last == 61)
    var numbers: [Int] = []
    try reader.replay { entry in
      numbers.append(entry.number)
      return true
    }
    #expect(numbers == Array(1...61))
    #expect(
      try Seen(reader.caseload, at: reader.now) == Seen(try office.desk().caseload, at: reader.now))
  }

  // first                           second, both in their own threads
  // three people, three people …    three people, three people …
  @Test("two who write at once lose nothing and number nothing twice")
  func twoWriters() throws {
    let office = try office()
    let store = office.store
    let problems = Mutex<[String]>([])
    let report: @Sendable ([String]) -> Void = { found in problems.withLock { $0 += found } }
    let writers = try [0..<25, 25..<50].map { batches in
      try Work { report(ReaderTests.write(store, batches)) }
    }
    for writer in writers { writer.join() }
    #expect(problems.withLock { $0 } == [])
    let desk = try office.desk()
    #expect(desk.head.number == 51)
    let people = Set(desk.caseload.rows.compactMap { $0.nik?.digits })
    #expect(people == Set((1...150).map { Form.nik($0) }))
    // Every batch has numbers in a row.
    for entry in try office.entries().dropFirst() {
      let ids = entry.events.compactMap { $0.caseID?.number }
      #expect(ids == [0, 1, 2].map { 3 * (entry.number - 2) + 1 + $0 })
    }
    #expect(try office.check().severity == .clean)
  }

  // reader                          writer
  //                                 three people
  // refresh
  //                                 write cut short
  // refresh: nothing new
  //                                 three people, behind the void line
  // refresh
  @Test("a reader passes over what a writer left behind")
  func torn() throws {
    let office = try office()
    let files = FaultyFileSystem()
    let (reader, writer) = (try office.desk(), try office.desk(files))
    for turn in 0..<12 {
      if turn % 3 == 1 { files.fail { $0.taken = 37 * turn } }
      let people = (1...3).map { Command.person(3 * turn + $0) }
      do throws(StoreError) {
        _ = try writer.perform(people, by: "siti")
        #expect(turn % 3 != 1)
      } catch {
        guard case .journal(.notSaved) = error else { throw error }
      }
      try reader.refresh()
      #expect(reader.head.number == writer.head.number)
      #expect(reader.caseload.nextID == writer.caseload.nextID)
    }
    #expect(reader.head.number == 9)
  }
}
