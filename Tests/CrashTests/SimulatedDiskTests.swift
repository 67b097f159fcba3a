import Glibc
import SystemFiles
import TestSupport
import Testing

/// What the simulated disk keeps and what it may lose.
struct SimulatedDiskTests {
  private let disk = SimulatedDisk()
  private let path = "/file"

  private func create(_ bytes: [UInt8]) throws -> OpenFile {
    let file = try disk.open(path, for: .creating)
    _ = try disk.write(file, bytes[...])
    return file
  }

  /// What many power cuts leave under the path; nil where the name is gone.
  private func found() -> Set<[UInt8]?> {
    var found: Set<[UInt8]?> = []
    for seed in 0..<500 {
      var random = SeededRandom(seed: UInt64(seed))
      found.insert(disk.disk.crashed(&random).contents(path))
    }
    return found
  }

  private func pastCache(_ path: String, _ count: Int) throws -> [UInt8] {
    let file = try disk.open(path, for: .readingPastCache)
    defer { disk.close(file) }
    var bytes = [UInt8](repeating: 7, count: count)
    let read = try disk.read(file, at: 0, into: &bytes)
    return Array(bytes[..<read])
  }

  @Test("an append that is not synchronised is kept, lost, torn at any byte, or a hole of zeros")
  func unsynchronisedAppend() throws {
    _ = try create([1, 2, 3])
    try disk.synchronizeFolder("/")
    #expect(found() == [[], [1], [1, 2], [1, 2, 3], [0], [0, 0], [0, 0, 0]])
  }

  @Test("a synchronised file without a synchronised name may be gone")
  func unsynchronisedName() throws {
    try disk.synchronize(try create([1]))
    #expect(found() == [nil, [1]])
    #expect(disk.disk.bare.contents(path) == nil)
    try disk.synchronizeFolder("/")
    #expect(found() == [[1]])
  }

  @Test("a rename that is not synchronised may be undone, and never half done")
  func unsynchronisedRename() throws {
    try disk.synchronize(try create([1]))
    let other = try disk.open("/other", for: .creating)
    _ = try disk.write(other, [2])
    try disk.synchronize(other)
    try disk.synchronizeFolder("/")
    try disk.rename("/other", to: path)
    #expect(found() == [[1], [2]])
    try disk.synchronizeFolder("/")
    #expect(found() == [[2]])
    #expect(throws: SystemFailure.self) { try disk.status(at: "/other") }
  }

  @Test("a folder whose making was undone takes its files along")
  func unsynchronisedFolder() throws {
    try disk.makeFolder("/folder")
    try disk.writeNew("/folder/file", [1])
    #expect(disk.disk.bare.contents("/folder/file") == nil)
    try disk.synchronizeFolder("/")
    #expect(disk.disk.bare.contents("/folder/file") == [1])
  }

  @Test("overwritten sectors are kept or lost each by itself")
  func unsynchronisedOverwrite() throws {
    let file = try create([UInt8](repeating: 1, count: 1_024))
    try disk.synchronize(file)
    try disk.synchronizeFolder("/")
    let other = try disk.open(path, for: .updating)
    _ = try disk.overwrite(other, at: 0, with: [UInt8](repeating: 2, count: 1_024)[...])
    let starts = Set(found().map { [$0?.first, $0?.last] })
    #expect(starts == [[1, 1], [1, 2], [2, 1], [2, 2]])
  }

  @Test("after a failed synchronisation the next one lies, and only reading past the cache tells")
  func lyingDisk() throws {
    let bytes = [UInt8](repeating: 1, count: 5_000)
    let file = try create(bytes)
    try disk.synchronizeFolder("/")
    #expect(try pastCache(path, 5_000) == bytes)
    disk.fail([Fault(ordinal: 1, call: "fdatasync", effect: .error(EIO))])
    #expect(throws: SystemFailure(code: EIO, call: "fdatasync", path: path)) {
      try disk.synchronize(file)
    }
    try disk.synchronize(file)
    #expect(try disk.readWhole(path, limit: 10_000) == bytes)
    let held = try pastCache(path, 5_000)
    #expect(held.count == 5_000)
    #expect(held != bytes)
    #expect(disk.disk.bare.contents(path) != bytes)
  }

  @Test("the end of a process frees its locks and loses no byte")
  func killed() throws {
    let file = try create([1, 2])
    #expect(try disk.lock(file))
    let other = try disk.open(path, for: .updating)
    #expect(try !disk.lock(other))
    let after = SimulatedDisk(disk.disk.killed)
    #expect(try after.lock(try after.open(path, for: .updating)))
    #expect(after.disk.contents(path) == [1, 2])
    #expect(after.disk.bare.contents(path) == nil)
  }

  @Test("a fault hits the call that it names, as often as it says")
  func faults() throws {
    let file = try create([])
    disk.fail([
      Fault(ordinal: 2, call: "write", effect: .error(ENOSPC), times: 2),
      Fault(ordinal: 4, call: "write", effect: .short(-1)),
    ])
    #expect(try disk.write(file, [1, 2]) == 2)
    for _ in 1...2 { #expect(throws: SystemFailure.self) { try disk.write(file, [3]) } }
    #expect(try disk.write(file, [4, 5]) == 1)
    #expect(try disk.write(file, [6]) == 1)
    #expect(disk.disk.contents(path) == [1, 2, 4, 6])
  }
}
