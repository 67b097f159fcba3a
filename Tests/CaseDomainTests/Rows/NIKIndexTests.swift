import Synchronization
import Testing

@testable import CaseDomain

@Suite("index of NIKs")
struct NIKIndexTests {
  /// Knows who held which NIK of a hundred cases, and counts how often it is asked.
  private final class Archive: CaseArchive {
    private let count = Mutex(0)
    var asked: Int { count.withLock { $0 } }

    func file(_ id: CaseID, at place: Int) -> CaseFile? { nil }

    func holders(of nik: NIK) -> [CaseID]? {
      count.withLock { $0 += 1 }
      return (1...100).contains(nik.packed) ? [CaseID(Int(nik.packed))] : []
    }
  }

  private let archive = Archive()
  /// Each with its number for a NIK: as many as three questions go to the archive.
  private var rows = CaseRows()

  init() {
    for number in 1...100 { set(number, nik: UInt64(number)) }
  }

  private mutating func set(_ number: Int, nik: UInt64) {
    var packed = PackedCase()
    packed.nik = nik
    rows.set(packed, number)
  }

  private func holder(of nik: UInt64, _ index: NIKIndex) throws -> Int? {
    index.number(of: try #require(NIK(packed: nik)), in: rows)
  }

  @Test("few are asked of the archive, many of a table, and all are answered alike")
  func few() throws {
    let index = NIKIndex(asking: archive)
    #expect(try holder(of: 7, index) == 7)
    #expect(try holder(of: 101, index) == nil)
    #expect(try holder(of: 100, index) == 100)
    #expect(archive.asked == 3)
    for nik in UInt64(1)...100 { #expect(try holder(of: nik, index) == Int(nik)) }
    #expect(try holder(of: 101, index) == nil)
    #expect(archive.asked == 3)
  }

  @Test("for many who will ask the table is made before, for few it is not")
  func prepared() throws {
    for (count, asked) in [(3, 1), (4, 0)] {
      let before = archive.asked
      let index = NIKIndex(asking: archive)
      index.prepare(forAsking: count, in: rows)
      #expect(try holder(of: 7, index) == 7)
      #expect(archive.asked - before == asked)
    }
  }

  @Test("who came to hold a NIK, or holds it no longer, is known whatever the archive says")
  mutating func changed() throws {
    var index = NIKIndex(asking: archive)
    index.remove(7, in: rows)
    set(7, nik: 201)
    index.insert(7, in: rows)
    set(101, nik: 9)
    index.insert(101, in: rows)
    #expect(try holder(of: 201, index) == 7)
    #expect(try holder(of: 7, index) == nil)
    #expect(try holder(of: 9, index) == 101)
    #expect(archive.asked == 1)
  }
}
