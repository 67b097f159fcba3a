import Testing

@testable import EventJournal

/// Hashes that a second thread computes say the same as those that the reader computes.
struct HashedLinesTests {
  /// Everything that a reader learns of a journal with these bytes: what it scans, what the sealed lines open by, what
  /// it decodes, how it ends.
  private func told(_ bytes: [UInt8], ahead limit: Int, scanning: Bool) throws -> [String] {
    let journal = try openJournal(MemoryFileSystem.store(bytes))
    journal.aheadStretch = limit
    var told: [String] = []
    do throws(JournalError) {
      try journal.catchUp(
        scan: { raw in
          told.append("\(raw.number) \(raw.hash)")
          for place in 0..<raw.sealedCount {
            let own = Array(Digest.hexadecimal(of: raw.sealed[place].bytes[...]).utf8)
            let other = Array(raw.hash.utf8)
            told.append(
              "\(raw.sealed(place, named: own.span) != nil) \(raw.sealed(place, named: other.span) != nil)"
            )
          }
          return scanning
        }, { told.append($0.content) })
    } catch {
      told.append("\(error)")
    }
    return told + ["\(journal.head)"]
  }

  @Test(
    "a journal reads the same in batches of a line, of some lines, and of all",
    arguments: [true, false])
  func same(scanning: Bool) throws {
    let bytes = try Sample().bytes
    let plain = try told(bytes, ahead: .max, scanning: scanning)
    #expect(plain.contains("true false"))
    #expect(plain.count > 8)
    for limit in [0, 300, 1_000, bytes.count - 1] {
      #expect(try told(bytes, ahead: limit, scanning: scanning) == plain)
    }
  }

  @Test(
    "so does one in which a byte was changed, or that is cut short", arguments: [UInt8(0x01), 0x20])
  func changed(mask: UInt8) throws {
    let whole = try Sample().bytes
    for offset in whole.indices {
      var bytes = whole
      bytes[offset] ^= mask
      #expect(
        try told(bytes, ahead: 0, scanning: true) == told(bytes, ahead: .max, scanning: true),
        "byte \(offset)")
    }
    for count in stride(from: 0, to: whole.count, by: 7) {
      let bytes = Array(whole.prefix(count))
      #expect(
        try told(bytes, ahead: 0, scanning: true) == told(bytes, ahead: .max, scanning: true),
        "\(count) bytes")
    }
  }

  @Test("a file that cannot be read is said to be so, and reads when it can be read again")
  func unreadable() throws {
    let files = MemoryFileSystem.store(try Sample().bytes)
    let journal = try openJournal(files)
    journal.aheadStretch = 0
    files.fail { $0.unreadable = "000001.jsonl" }
    #expect(throws: JournalError.self) { try journal.catchUp { _ in } }
    files.fail { $0.unreadable = nil }
    #expect(try journal.news().count == Sample().entries.count)
  }
}
