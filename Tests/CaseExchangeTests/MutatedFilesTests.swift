import CanonicalForm
import CaseDomain
import CaseExchange
import TestSupport
import Testing

@Suite("files of random bytes")
struct MutatedFilesTests {
  @Test("neither trap nor hang, and what is read is read again from what is written")
  func mutated() throws {
    let programme = try karimun()
    let names =
      try fixtures(in: "karimun-2025/registers") + fixtures(in: "karimun-2025/participants")
      + fixtures(in: "karimun-2025/decisions").prefix(20) + fixtures(in: "registers/naughty")
    // The head of a file has its mark, its titles, its header and the first rows.
    let files = try names.map { Array(try fixture($0).prefix(1_500)) }.filter { !$0.isEmpty }
    for seed in 0..<10_000 {
      var random = SeededRandom(seed: UInt64(seed))
      let bytes = mutate(files, &random)
      guard let table = try? CSVReader.read(bytes) else { continue }
      switch seed % 3 {
      case 0: _ = try? RegisterFile(table)
      case 1: _ = try? DecisionFile(table, programme: programme)
      default: _ = try? ParticipantsFile(table)
      }
      if seed.isMultiple(of: 10) {
        let again = try CSVReader.read(CSVWriter.bytes(table.rows.map(\.cells)))
        #expect(again.rows.map(\.cells) == table.rows.map(\.cells))
      }
    }
  }

  private func mutate(_ files: [[UInt8]], _ random: inout SeededRandom) -> [UInt8] {
    var bytes = files.randomElement(using: &random) ?? []
    for _ in 0..<Int.random(in: 1...8, using: &random) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      let end = min(bytes.count, place + Int.random(in: 0...40, using: &random))
      switch Int.random(in: 0...6, using: &random) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes[place] = Array("\";,\t\r\n='0E+. ".utf8).randomElement(using: &random) ?? 0
      case 2: bytes.removeSubrange(place..<end)
      case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
      case 4: bytes.removeSubrange(place...)
      case 5: bytes += files.randomElement(using: &random) ?? []
      default:
        bytes.insert(contentsOf: "\u{202E}e\u{301}李😀\"".utf8, at: place)
      }
    }
    return bytes
  }
}
