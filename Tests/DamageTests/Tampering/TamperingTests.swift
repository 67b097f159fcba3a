import CaseDomain
import EventJournal
import TestSupport
import Testing

/// Nobody changes what was written without the check finding it and every reader stopping before it.
@Suite("tampering")
struct TamperingTests {
  enum ByteChange: CaseIterable {
    case flipped, space, newline

    func apply(_ byte: UInt8, _ bit: Int) -> UInt8 {
      switch self {
      case .flipped: byte ^ (1 << UInt8(bit % 8))
      case .space: 0x20
      case .newline: 0x0A
      }
    }
  }

  let journal: SmallJournal
  let foreign: SmallJournal

  init() throws {
    journal = try SmallJournal()
    foreign = try SmallJournal(salt: 1_000)
  }

  @Test("the journal has what is to be tampered with")
  func sample() throws {
    #expect(journal.entries.count == 11)
    #expect(journal.files.segments.count > 2)
    let report = try journal.files.check()
    #expect(report.findings.isEmpty && report.voids == 1 && report.erasedLines > 0)
  }

  @Test("a changed byte is found and named", arguments: ByteChange.allCases)
  func bytes(_ change: ByteChange) throws {
    // One of the three for every byte; all of them when there is time.
    let turn = ByteChange.allCases.firstIndex(of: change) ?? 0
    for path in journal.files.segments {
      let bytes = journal.files.contents[path] ?? []
      for offset in bytes.indices where LongRun.isOn || offset % 3 == turn {
        var changed = bytes
        changed[offset] = change.apply(changed[offset], offset)
        try tampered(path, changed).expectFound("byte \(offset) \(change)")
      }
    }
  }

  @Test("lines swapped, deleted, doubled, cut, or of another journal are found")
  func lines() throws {
    for path in journal.files.segments {
      let lines = LineTampering.lines(of: journal.files.contents[path] ?? [])
      let others = LineTampering.lines(of: foreign.files.contents[path] ?? [])
      for kind in LineTampering.allCases {
        for first in lines.indices {
          let seconds = kind == .deleted ? [0] : Array(lines.indices)
          for second in seconds where LongRun.isOn || kind == .deleted || (first + second) % 8 == 0
          {
            let changed = kind.apply(to: lines, first, second, foreign: others)
            try tampered(path, changed).expectFound("\(kind) \(first) \(second)")
          }
        }
      }
    }
  }

  private func tampered(_ path: String, _ bytes: [UInt8]) -> Tampered {
    Tampered(original: journal.files, entries: journal.entries, path: path, bytes: bytes)
  }
}

/// The same at random places, on a journal of 2,000 entries when there is time.
@Suite("tampering at random")
struct RandomTamperingTests {
  @Test("is found", arguments: 0..<4)
  func random(_ part: Int) throws {
    let journal = try LongJournal(entries: LongRun.isOn ? 2_000 : 10, salt: 0)
    let foreign = try LongJournal(entries: 10, salt: 1_000_000)
    #expect(journal.files.segments.count > 2)
    let segments = journal.files.segments.map { path in
      (path: path, bytes: journal.files.contents[path] ?? [])
    }
    let others = LineTampering.lines(of: foreign.files.contents[StoreFiles.segment] ?? [])
    let count = LongRun.isOn ? 25_000 : 500
    for seed in (part * count)..<((part + 1) * count) {
      var random = SeededRandom(seed: UInt64(seed))
      guard let (path, bytes) = segments.randomElement(using: &random) else { return }
      let changed = tamper(bytes, others, &random)
      try Tampered(original: journal.files, entries: journal.entries, path: path, bytes: changed)
        .expectFound("seed \(seed)")
    }
  }

  private func tamper(
    _ bytes: [UInt8], _ others: [ArraySlice<UInt8>], _ random: inout SeededRandom
  ) -> [UInt8] {
    let place = Int.random(in: bytes.indices, using: &random)
    let end = min(bytes.count, place + Int.random(in: 1...300, using: &random))
    var changed = bytes
    switch Int.random(in: 0...6, using: &random) {
    case 0: changed[place] ^= 1 << UInt8.random(in: 0...7, using: &random)
    case 1: changed[place] = UInt8.random(in: 0...255, using: &random)
    case 2: changed.removeSubrange(place..<end)
    case 3: changed.insert(contentsOf: bytes[place..<end], at: place)
    case 4:
      let other = Int.random(in: bytes.indices, using: &random)
      changed.insert(contentsOf: bytes[place..<end], at: other)
    case 5:
      let letters = [UInt8](repeating: 0x78, count: end - place)
      changed.replaceSubrange(place..<end, with: letters)
    default:
      let lines = LineTampering.lines(of: bytes)
      let kind = LineTampering.allCases.randomElement(using: &random) ?? .deleted
      let first = Int.random(in: lines.indices, using: &random)
      let second = Int.random(in: lines.indices, using: &random)
      return kind.apply(to: lines, first, second, foreign: others)
    }
    return changed
  }
}
