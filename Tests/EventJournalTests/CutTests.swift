import EventJournal
import SystemFiles
import Testing

/// A write may be cut short at any byte, the write that repairs it too.
struct CutTests {
  let sample: Sample

  init() throws { sample = try Sample() }

  @Test("a journal cut at any byte opens with the entries before, and the next append works")
  func cutAnywhere() throws {
    for cut in 0...sample.bytes.count {
      let repaired = try appendAfterCut(Array(sample.bytes[..<cut]), atLeast: complete(cut))
      // A few cuts of the repaired one, spread over what was appended.
      let length = repaired.count - cut
      for part in 1...3 {
        let second = cut + (cut * 31 + length * part / 4) % max(length, 1)
        _ = try appendAfterCut(Array(repaired[..<second]), atLeast: complete(cut))
      }
    }
  }

  @Test("a repair cut at any byte is repaired again", arguments: [3, 170, 430, 620, 900])
  func cutRepair(first: Int) throws {
    let repaired = try appendAfterCut(Array(sample.bytes[..<first]), atLeast: complete(first))
    for cut in first...repaired.count {
      _ = try appendAfterCut(Array(repaired[..<cut]), atLeast: complete(first))
    }
  }

  /// How many entries had been acknowledged when the file was this long.
  private func complete(_ cut: Int) -> Int { sample.ends.count { $0 <= cut } }

  /// Opens the cut journal, appends one entry, and answers the bytes of the result.
  private func appendAfterCut(_ bytes: [UInt8], atLeast count: Int) throws -> [UInt8] {
    let files = MemoryFileSystem.store(bytes)
    let found = try openJournal(files).news()
    let acknowledged = sample.entries.prefix(count).map(\.content)
    #expect(found.prefix(count).map(\.content) == acknowledged)
    let report = try TestJournal.check("/store", files: files)
    #expect(report.severity <= .repairable)
    #expect(report.entries == found.count)

    let journal = try openJournal(files, salts: Salts())
    var before: [TestEntry] = []
    let added = try journal.add(draft(100, .noted("after"))) { before.append($0) }
    #expect(before.prefix(found.count).map(\.content) == found.map(\.content))
    // An entry that lacked only its newline is committed by the next writer.
    #expect(before.count - found.count <= 1)
    #expect(added.number == before.count + 1)

    let again = try openJournal(files).news()
    #expect(again.map(\.content) == (before + [added]).map(\.content))
    #expect(again.last?.offset == added.offset)
    #expect(again.last?.line == added.line)
    let after = try TestJournal.check("/store", files: files)
    #expect(after.findings == [])
    #expect(after.head == journal.head)
    return files[MemoryFileSystem.journal]
  }
}
