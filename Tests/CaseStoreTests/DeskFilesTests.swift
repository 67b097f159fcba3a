import CanonicalForm
import CaseDomain
import CaseStore
import EventJournal
import Glibc
import Synchronization
import SystemFiles
import TestSupport
import Testing

/// The files that a running desk keeps beside the journal.
struct DeskFilesTests {
  let folder: Folder
  var files: HostFileSystem { folder.files }
  let ids = (0..<4).map { DraftID("6f1c2b9e-7f3a-4b52-9d0e-1a2b3c4d5e6\($0)") }
  let officers: [OfficerID: Officer]

  init() throws {
    folder = try Folder()
    try folder.files.makeFolder(folder.store)
    officers = Dictionary(
      uniqueKeysWithValues: (["siti", "siti-2", "rina"] as [OfficerID]).map {
        ($0, Officer(id: $0, name: "X", office: $0 == "rina" ? "Dinas" : "Kelurahan", grants: []))
      })
  }

  private func desk(_ officer: OfficerID = "siti", _ other: (any FileSystem)? = nil) throws
    -> DeskFiles
  {
    try DeskFiles(store: folder.store, officer: officer, files: other ?? files)
  }

  private func path(_ name: String) -> String { FilePath.join(folder.store, name) }

  private func names(_ name: String) throws -> [String] { try files.names(in: path(name)) }

  private func draft(
    _ number: Int = 0, by officer: OfficerID = "siti", minute: Int = 0, _ name: String = "Siti"
  ) -> Draft {
    let at = Instant(CaseloadScenario.firstDay, milliseconds: minute * 60_000)
    return Draft(
      id: ids[number], officer: officer, at: at, form: Form([.name: name, .nik: "2102"]))
  }

  // MARK: Drafts

  @Test("a draft comes back as it was typed, from a file that only its owner may read")
  func roundTrip() throws {
    umask(0)
    let desk = try desk()
    var whole = draft(0, by: "siti", "A\u{1B}[2J \u{202E}\"\\ Ñ")
    whole.correcting = 42
    whole.note = "nanti\nlagi"
    whole.form.district = "Meral"
    for field in Field.allCases where whole.form.texts[field] == nil {
      whole.form.texts[field] = " \(field) "
    }
    try desk.save(whole)
    #expect(try desk.drafts(officers) == [whole])
    #expect(try names("drafts") == ["siti-\(ids[0]).json"])
    #expect(try files.status(at: path("drafts")).mode == 0o700)
    #expect(try files.status(at: path("desks")).mode == 0o700)
    let file = path("drafts/siti-\(ids[0]).json")
    #expect(try files.status(at: file).mode == 0o600)
    let bytes = try files.readWhole(file, limit: 1 << 16)
    #expect(bytes.last == 0x0A && !bytes.contains(0x1B))
    try desk.save(draft())
    #expect(try desk.drafts(officers) == [draft()] && names("drafts").count == 1)
  }

  @Test("drafts are those of the office, the newest first")
  func office() throws {
    for (number, officer) in (["siti", "siti-2", "rina", "gone"] as [OfficerID]).enumerated() {
      try desk(officer).save(draft(number, by: officer, minute: number))
    }
    #expect(try desk().drafts(officers).map(\.id) == [ids[1], ids[0]])
    #expect(try desk("siti-2").drafts(officers).map(\.officer) == ["siti-2", "siti"])
    #expect(try desk("rina").drafts(officers).map(\.id) == [ids[2]])
    #expect(try desk("gone").drafts(officers).isEmpty)
    #expect(try desk("owner").drafts(officers).isEmpty)
  }

  @Test("a store without the folder has no drafts, and nothing to remove")
  func none() throws {
    let desk = try desk()
    #expect(try desk.drafts(officers).isEmpty)
    #expect(try desk.openDraft(ids[0]) == nil)
    try desk.removeDraft(ids[0])
    try desk.closeDraft()
    #expect(try names("") == ["desks"])
  }

  @Test("files that are no drafts are passed over and left, and hide no other")
  func foreign() throws {
    let desk = try desk()
    try desk.save(draft())
    let good = try files.readWhole(path("drafts/siti-\(ids[0]).json"), limit: 1 << 16)
    let name = "drafts/siti-\(ids[1])"
    let contents: [[UInt8]] = [
      [], Array("{}".utf8), Array("null".utf8), Array("{\"at\":\"x\",\"texts\":{}}".utf8), [0xFF],
      Array("{\"at\":\"2025-11-13T00:00:00.000Z\",\"texts\":{\"name\":7}}".utf8),
      Array("{\"at\":\"2025-11-13T00:00:00.000Z\",\"texts\":[]}".utf8),
      Array(
        "{\"at\":\"2025-11-13T00:00:00.000Z\",\"case\":99999999999999999999,\"texts\":{}}".utf8),
      Array(String(repeating: "[", count: 60_000).utf8),
      Array("{\"at\":\"2025-11-13T00:00:00.000Z\",\"texts\":{\"name\":\"".utf8)
        + [UInt8](repeating: 0x41, count: 70_000) + Array("\"}}".utf8),
    ]
    for content in contents {
      try files.writeNew(path(name + ".json"), content)
      #expect(try desk.drafts(officers) == [draft()])
      #expect(try desk.openDraft(ids[1]) == nil)
      #expect(try files.readWhole(path(name + ".json"), limit: 1 << 20) == content)
      try files.remove(path(name + ".json"))
    }
    let strange = [
      "siti-x.json", "siti.json", ".json", "-\(ids[1]).json", "SITI-\(ids[1]).json",
      "\(ids[1]).json",
      "siti-\(ids[1].rawValue.uppercased()).json", "siti\(ids[1]).json", "siti-\(ids[1]).json.new",
      "ß-\(ids[1]).json", String(repeating: "x", count: 250),
    ]
    for name in strange { try files.writeNew(path("drafts/" + name), good) }
    try files.makeFolder(path("drafts/siti-\(ids[2]).json"))
    mkfifo(path("drafts/siti-\(ids[3]).json"), 0o600)
    symlink(path("drafts/siti-\(ids[0]).json"), path("drafts/siti-2-\(ids[1]).json"))
    #expect(try desk.drafts(officers) == [draft()])
    #expect(try names("drafts").count == strange.count + 4)
  }

  @Test("a draft cut at any byte, or with any byte changed, hides no other and never traps")
  func damaged() throws {
    let desk = try desk()
    try desk.save(draft())
    try desk.save(draft(1, minute: 1))
    try desk.closeDraft()
    let path = path("drafts/siti-\(ids[1]).json")
    let good = try files.readWhole(path, limit: 1 << 16)
    var random = SeededRandom(seed: 3)
    for round in 0..<(3 * good.count) {
      var bytes = good
      if round < good.count {
        bytes.removeLast(good.count - round)
      } else {
        bytes[round % good.count] = UInt8.random(in: 0...255, using: &random)
      }
      try files.remove(path)
      try files.writeNew(path, bytes)
      #expect(try desk.drafts(officers).last == draft())
    }
  }

  @Test("a newer program's keys are passed over")
  func newer() throws {
    try files.makeFolder(path("drafts"))
    let text = """
      {"at":"2025-11-13T00:00:00.000Z","later":[{"x":1}],"texts":{"name":"Siti","email":"x"}}
      """
    try files.writeNew(path("drafts/siti-\(ids[0]).json"), Array(text.utf8))
    #expect(try desk().drafts(officers).first?.form == Form([.name: "Siti"]))
  }

  @Test("a draft that is open at a desk is offered at no other until that desk closes it or ends")
  func openElsewhere() throws {
    let first = try desk()
    let second = try desk("siti-2")
    let third = try desk()
    try first.save(draft())
    #expect(try first.drafts(officers).count == 1)
    for other in [second, third] {
      #expect(try other.drafts(officers).isEmpty && other.openDraft(ids[0]) == nil)
      #expect(throws: SystemFailure.inUse(path("drafts/siti-\(ids[0]).json"))) {
        try other.save(draft(0, minute: 9))
      }
    }
    try first.closeDraft()
    #expect(try second.openDraft(ids[0]) == draft())
    #expect(try first.drafts(officers).isEmpty && first.openDraft(ids[0]) == nil)
    second.close()
    #expect(try first.openDraft(ids[0]) == draft())
    first.close()
    third.close()
    #expect(try names("desks").isEmpty)
  }

  @Test(
    "of desks that want one draft at the same moment at most one gets it, however they come and go")
  func race() async throws {
    try desk().save(draft())
    let (store, id) = (folder.store, ids[0])
    let count = HolderCount()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for officer in ["siti", "siti", "siti-2", "siti-2"] as [OfficerID] {
        group.addTask {
          for _ in 0..<150 {
            let desk = try DeskFiles(store: store, officer: officer)
            if try desk.openDraft(id) != nil {
              #expect(count.enter() == 1)
              HostClock.sleep(.microseconds(300))
              count.leave()
            }
            desk.close()
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(count.entered > 0)
    #expect(try names("desks").isEmpty && desk().openDraft(ids[0]) == draft())
  }

  @Test("a draft of a desk that was killed is offered again")
  func killed() throws {
    try desk("siti-2").save(draft(0, by: "siti-2"))
    let claim = Array("{\"case\":7,\"draft\":\"\(ids[0])\"}\n".utf8)
    try files.writeNew(path("desks/siti-2-4000000.open"), claim)
    let desk = try desk()
    #expect(try desk.drafts(officers) == [draft(0, by: "siti-2")])
    #expect(try desk.claims().isEmpty && names("desks").isEmpty)
  }

  @Test("a colleague who goes on with a draft takes it over")
  func takenOver() throws {
    try desk("siti-2").save(draft(0, by: "siti-2"))
    let desk = try desk()
    #expect(try desk.openDraft(ids[0]) == draft(0, by: "siti-2"))
    try desk.save(draft(0, minute: 1))
    #expect(try names("drafts") == ["siti-\(ids[0]).json"])
    // A crash between the two steps leaves both; the newer one counts.
    try files.writeNew(
      path("drafts/siti-2-\(ids[0]).json"),
      Array(#"{"at":"2025-11-12T00:00:00.000Z","texts":{}}"#.utf8))
    #expect(try desk.drafts(officers) == [draft(0, minute: 1)])
    #expect(try desk.openDraft(ids[0]) == draft(0, minute: 1))
  }

  @Test("a removed draft leaves nothing behind, not even of a crash, and others stay")
  func removed() throws {
    let desk = try desk()
    try desk.save(draft(1))
    try desk.save(draft())
    try files.writeNew(path("drafts/siti-\(ids[0]).json.0011.new"), [1])
    try desk.removeDraft(ids[0])
    #expect(try names("drafts") == ["siti-\(ids[1]).json"])
    // The desk may go on to save another, and the removed one is free.
    #expect(try self.desk("siti-2").openDraft(ids[0]) == nil)
    try desk.save(draft(2))
    #expect(try desk.drafts(officers).count == 2)
  }

  @Test("a draft that cannot be saved leaves the one before")
  func failing() throws {
    let faulty = FaultyFileSystem()
    let desk = try desk("siti", faulty)
    try desk.save(draft())
    faulty.fail { $0.writes = [ENOSPC] }
    #expect(throws: SystemFailure.self) { try desk.save(draft(0, minute: 1)) }
    faulty.fail { $0.synchronizations = [EIO] }
    #expect(throws: SystemFailure.self) { try desk.save(draft(0, minute: 1)) }
    faulty.fail { $0.missing = 3 }
    try desk.save(draft(0, minute: 2))
    #expect(try desk.drafts(officers) == [draft(0, minute: 2)])
    #expect(try names("drafts").count == 1)
  }

  @Test("a draft of a megabyte is cut field by field; what no draft holds is refused")
  func huge() throws {
    let desk = try desk()
    try desk.save(draft(0, by: "siti", String(repeating: "x", count: 1 << 20)))
    #expect(try desk.drafts(officers).first?.form.texts[.name]?.count == 2_000)
    var controls = draft()
    for field in Field.allCases {
      controls.form.texts[field] = String(repeating: "\u{1}", count: 9_999)
    }
    #expect(throws: SystemFailure.tooLarge(path("drafts/siti-\(ids[0]).json"))) {
      try desk.save(controls)
    }
    #expect(try desk.drafts(officers).count == 1)
  }

  @Test("no id leads out of the folder", arguments: ["../x", "", "a/b", "6f1c2b9e", "..\u{0}"])
  func badNames(text: String) throws {
    let desk = try desk()
    var bad = draft()
    bad.id = DraftID(text)
    #expect(throws: SystemFailure.self) { try desk.save(bad) }
    #expect(throws: SystemFailure.self) { try desk.removeDraft(bad.id) }
    #expect(try desk.openDraft(bad.id) == nil)
    var other = draft()
    other.officer = OfficerID("../\(text)")
    #expect(throws: SystemFailure.self) { try desk.save(other) }
    #expect(throws: SystemFailure.self) {
      try DeskFiles(store: folder.store, officer: OfficerID("../\(text)"))
    }
    #expect(try names("desks").allSatisfy { $0.hasSuffix(".open") } && names("").count <= 2)
  }

  // MARK: What is open

  @Test("a case that is open at another desk is named with its officer")
  func claims() throws {
    let first = try desk()
    let second = try desk("siti-2")
    let third = try desk()
    #expect(try first.claims().isEmpty)
    try first.claim(214)
    try second.claim(7)
    #expect(try first.claims() == [7: "siti-2"])
    #expect(try second.claims() == [214: "siti"])
    #expect(try third.claims() == [214: "siti", 7: "siti-2"])
    try first.claim(CaseID(.max))
    #expect(try second.claims() == [CaseID(.max): "siti"])
    try first.claim(1)
    #expect(try second.claims() == [1: "siti"])
    try first.claim(nil)
    #expect(try second.claims().isEmpty)
    #expect(try files.status(at: path("desks/siti-\(getpid()).open")).mode == 0o600)
    try third.claim(9)
    #expect(try names("desks").contains("siti-\(getpid()).2.open"))
    #expect(try first.claims() == [7: "siti-2", 9: "siti"])
  }

  @Test("a draft and a case are open side by side")
  func both() throws {
    let first = try desk()
    let second = try desk()
    try first.claim(214)
    try first.save(draft())
    #expect(try second.claims() == [214: "siti"] && second.openDraft(ids[0]) == nil)
    try first.claim(nil)
    #expect(try second.claims().isEmpty && second.openDraft(ids[0]) == nil)
    try first.claim(215)
    try first.removeDraft(ids[0])
    #expect(try second.claims() == [215: "siti"])
  }

  @Test("a desk that ends, however it ends, has nothing open")
  func ended() throws {
    let first = try desk()
    do {
      let second = try desk("siti-2")
      try second.claim(7)
      #expect(try first.claims() == [7: "siti-2"])
    }
    #expect(try names("desks").isEmpty)
    try files.writeNew(path("desks/siti-1.open"), Array(#"{"case":7}"#.utf8))
    try files.writeNew(path("desks/x.open"), [])
    #expect(try first.claims().isEmpty)
    // What has no officer in its name is none of ours.
    #expect(try names("desks") == ["x.open"])
    first.close()
    first.close()
    try first.claim(8)
    #expect(try desk("siti-2").claims() == [8: "siti"])
  }

  @Test("a process that is killed leaves a file that counts for nothing")
  func killedProcess() throws {
    let claim = path("desks/rina-99.open")
    let desk = try desk()
    try files.writeNew(claim, Array(#"{"case":5}"#.utf8))
    let other = try Run(
      ["/usr/bin/flock", "--no-fork", claim, "sleep", "60"], environment: ["PATH=/usr/bin:/bin"],
      output: FilePath.join(folder.path, "output"))
    let limit = ContinuousClock.now.advanced(by: .seconds(10))
    while try isFree(claim), ContinuousClock.now < limit { HostClock.sleep(.milliseconds(5)) }
    #expect(try desk.claims() == [5: "rina"])
    other.kill()
    #expect(try other.result().code == nil)
    #expect(try desk.claims().isEmpty && names("desks").isEmpty)
  }

  /// Whether nobody has locked the file.
  private func isFree(_ path: String) throws -> Bool {
    let file = try files.open(path, for: .reading)
    defer { files.close(file) }
    return try files.lock(file)
  }

  @Test("claims that say nonsense count for nothing")
  func nonsense() throws {
    let other = try desk("siti-2")
    try other.claim(7)
    let path = path("desks/siti-2-\(getpid()).open")
    for text in ["", "{", "{\"case\":\"x\",\"draft\":7}", "[1]", "\u{0}\u{0}"] {
      let file = try files.open(path, for: .updating)
      truncate(path, 0)
      _ = try files.overwrite(file, at: 0, with: Array(text.utf8)[...])
      files.close(file)
      #expect(try desk().claims().isEmpty)
    }
    mkfifo(self.path("desks/pipe-1.open"), 0o600)
    symlink(path, self.path("desks/link-1.open"))
    #expect(try desk().claims().isEmpty)
  }

  // MARK: Memory and exports

  @Test("a memory comes back, and one that cannot be read is empty")
  func memory() throws {
    let desk = try desk()
    #expect(desk.memory == DeskMemory())
    var memory = DeskMemory()
    (memory.seen, memory.seenAt) = (17, Instant(CaseloadScenario.firstDay))
    (memory.rt, memory.rw, memory.area, memory.sort) = ("003", "002", "21.02.03.1001", "hari")
    try desk.remember(memory)
    #expect(try self.desk().memory == memory && desk.memory == memory)
    #expect(try self.desk("siti-2").memory == DeskMemory())
    let path = path("desks/siti.json")
    #expect(try files.status(at: path).mode == 0o600)
    for text in ["", "{", "[]", "{\"seen\":\"x\",\"rt\":3}", String(repeating: "x", count: 5_000)] {
      try files.remove(path)
      try files.writeNew(path, Array(text.utf8))
      #expect(desk.memory == DeskMemory())
    }
    try files.remove(path)
    try files.writeNew(path, Array("{\"seen\":\"x\",\"rt\":\"003\",\"new\":{}}".utf8))
    #expect(desk.memory.rt == "003")
  }

  @Test("an export gets a new number and its owner alone may read it")
  func exports() throws {
    umask(0)
    let desk = try desk()
    let first = try desk.export([1], named: "rekap", suffix: "csv")
    #expect(first == path("exports/siti/rekap-1.csv"))
    #expect(try self.desk().export([2], named: "rekap", suffix: "csv").hasSuffix("/rekap-2.csv"))
    try files.remove(first)
    #expect(try desk.export([3], named: "rekap", suffix: "csv").hasSuffix("/rekap-3.csv"))
    #expect(try desk.export([4], named: "rekap", suffix: "txt").hasSuffix("/rekap-4.txt"))
    #expect(try desk.export([5], named: "../é x", suffix: "c/v").hasSuffix("/siti/-----x-5.c-v"))
    #expect(try desk.export([5], named: "", suffix: "csv").hasSuffix("/siti/--6.csv"))
    try files.writeNew(path("exports/siti/rekap-999999999999999999999.csv"), [])
    try files.writeNew(path("exports/siti/rekap-.csv"), [])
    #expect(try desk.export([6], named: "rekap", suffix: "csv").hasSuffix("/rekap-7.csv"))
    #expect(try desk.exported(4) == [4] && desk.exported(7) == [6])
    #expect(try desk.exported(1) == nil && self.desk("budi").exported(4) == nil)
    #expect(try files.status(at: path("exports")).mode == 0o700)
    #expect(try files.status(at: path("exports/siti")).mode == 0o700)
    #expect(try files.status(at: path("exports/siti/rekap-3.csv")).mode == 0o600)
    #expect(try files.readWhole(path("exports/siti/rekap-3.csv"), limit: 9) == [3])
  }

  @Test("nothing of it touches the journal or the lock, and the store's own check finds nothing")
  func journal() throws {
    let office = try Office()
    let before = try office.journal()
    let lock = try files.readWhole(FilePath.join(office.store, "lock"), limit: 4_096)
    let desk = try DeskFiles(store: office.store, officer: "siti")
    try desk.save(draft())
    try desk.claim(1)
    try desk.remember(DeskMemory())
    _ = try desk.export([1], named: "rekap", suffix: "csv")
    try desk.removeDraft(ids[0])
    #expect(try office.journal() == before)
    #expect(try files.readWhole(FilePath.join(office.store, "lock"), limit: 4_096) == lock)
    #expect(try office.check().severity == .clean)
    _ = try office.desk()
  }

  @Test("a store that is gone is told, not trapped on")
  func gone() throws {
    let desk = try DeskFiles(store: path("nowhere"), officer: "siti")
    #expect(try desk.drafts(officers).isEmpty && desk.claims().isEmpty)
    #expect(throws: SystemFailure.self) { try desk.save(draft()) }
    #expect(throws: SystemFailure.self) { try desk.claim(1) }
    #expect(throws: SystemFailure.self) { try desk.remember(DeskMemory()) }
    #expect(throws: SystemFailure.self) { try desk.export([], named: "x", suffix: "csv") }
    try desk.claim(nil)
  }
}

/// How many hold something at the moment, and how often it was held.
private final class HolderCount: Sendable {
  private let state = Mutex((holders: 0, entered: 0))

  func enter() -> Int {
    state.withLock { state in
      state.holders += 1
      state.entered += 1
      return state.holders
    }
  }

  func leave() { state.withLock { $0.holders -= 1 } }

  var entered: Int { state.withLock(\.entered) }
}
