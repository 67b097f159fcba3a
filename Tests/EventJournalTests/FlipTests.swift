import EventJournal
import SystemFiles
import Testing

/// No changed byte goes unseen.
struct FlipTests {
  @Test("every changed byte is found and its entry named", arguments: [UInt8(0x01), 0x20, 0x80])
  func flipAnywhere(mask: UInt8) throws {
    let sample = try Sample()
    let entries = sample.entries.map(\.content)
    for offset in sample.bytes.indices {
      var bytes = sample.bytes
      bytes[offset] ^= mask
      let files = MemoryFileSystem.store(bytes)

      let report = try TestJournal.check("/store", files: files)
      let named = report.findings.contains { finding in
        let covers = finding.bytes.map { ($0.lowerBound...$0.upperBound).contains(offset) } ?? false
        return covers || finding.entry == sample.entry(at: offset)
      }
      #expect(named, "byte \(offset): \(report.findings)")

      var read: [String] = []
      var isDamaged = false
      do throws(JournalError) {
        try openJournal(files).catchUp { read.append($0.content) }
      } catch {
        isDamaged = true
        guard case .damaged(let damage) = error else {
          Issue.record("byte \(offset): \(error)")
          continue
        }
        #expect(damage.entry == read.count + 1)
      }
      #expect(entries.starts(with: read))
      // A changed byte above the last entry must never pass for a write that was cut short: the next
      // writer would declare void what had been promised.
      if offset < sample.starts[3] { #expect(isDamaged, "byte \(offset)") }
      #expect(isDamaged == (report.severity > .repairable), "byte \(offset): \(report)")
    }
  }

  @Test("lines removed, doubled or exchanged are damage")
  func movedLines() throws {
    let sample = try Sample()
    let text = String(decoding: sample.bytes, as: UTF8.self)
    let lines = text.split(separator: "\n").map { "\($0)\n" }
    for first in lines.indices {
      for second in lines.indices.dropFirst(first) {
        var changed = lines
        if first == second { changed.remove(at: first) } else { changed.swapAt(first, second) }
        try expectFound(changed, "\(first) \(second)")
      }
      var doubled = lines
      doubled.insert(lines[first], at: first)
      try expectFound(doubled, "\(first) doubled")
    }
  }

  private func expectFound(_ lines: [String], _ what: String) throws {
    let bytes = Array(lines.joined().utf8)
    if try Sample().bytes == bytes { return }
    let files = MemoryFileSystem.store(bytes)
    let report = try TestJournal.check("/store", files: files)
    var read: [String] = []
    try? openJournal(files).catchUp { read.append($0.content) }
    #expect(try Sample().entries.map(\.content).starts(with: read), "\(what)")
    // Without its last entry a journal is one that was not written so far.
    if read.count < 3 { #expect(report.severity > .clean, "\(what)") }
  }

  @Test("behind damage the check goes on and finds the next")
  func severalDamages() throws {
    let sample = try Sample()
    var bytes = sample.bytes
    bytes[20] ^= 1
    bytes[sample.starts[3] + 12] ^= 1
    let report = try TestJournal.check("/store", files: MemoryFileSystem.store(bytes))
    #expect(report.findings.map(\.entry) == [1, 4])
    #expect(report.findings.map(\.severity) == [.tampered, .tampered])
    #expect(report.entries == 4)
    #expect(report.voids == 1)
    #expect(report.head.number == 4)
  }
}
