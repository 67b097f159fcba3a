import CanonicalForm
import CaseDomain
import FoundationEssentials
import TestSupport
import Testing

@Suite("An audit of whole histories")
struct AuditHistoryTests {
  @Test("a history that commands made is regular, event by event", arguments: [true, false])
  func regular(_ isOpen: Bool) throws {
    var caseload = Caseload()
    for (event, stamp) in try CaseloadScenario.varied().log {
      let read = try EventLines(event).read(isOpen)
      #expect(caseload.irregularity(of: read, at: stamp) == nil, "\(read)")
      caseload.apply(read, at: stamp)
    }
  }

  @Test("whatever events say, in whatever order, the audit answers and has words for it")
  func hostile() throws {
    var random = SeededRandom(seed: 7)
    let scenario = try CaseloadScenario.varied()
    let lines = try frozen() + scenario.log.map { EventLines($0.event).text }
    var (read, irregular) = (0, 0)
    for _ in 0..<60 {
      var caseload = Bool.random(using: &random) ? Caseload() : scenario.caseload
      for _ in 0..<40 {
        let line = lines.randomElement(using: &random) ?? ""
        guard let event = try? EventLines(file: spoilt(line, &random)).read() else { continue }
        read += 1
        let stamp = Stamp(
          entry: [1, 2, 90, .max].randomElement(using: &random) ?? 1,
          index: [0, 1, .max].randomElement(using: &random) ?? 0, at: scenario.now,
          by: ["owner", "wati", "dewi", "tono"].randomElement(using: &random) ?? "owner")
        if let irregularity = caseload.irregularity(of: event, at: stamp) {
          irregular += 1
          for language in [Language.indonesian, .english] {
            let words = Wording(language, caseload).irregularity(irregularity)
            #expect(words.hasSuffix("."))
            #expect(!words.unicodeScalars.contains { $0.properties.generalCategory == .control })
          }
        }
        caseload.apply(event, at: stamp)
      }
    }
    #expect(read > 1_000 && irregular > read / 2)
  }

  /// A line with some of its numbers, days and words replaced by what nobody expects there.
  private func spoilt(_ line: String, _ random: inout SeededRandom) -> String {
    var line = line
    for (old, new) in [
      (#":1,"#, #":9223372036854775807,"#), (#":1,"#, #":-9223372036854775808,"#),
      (#":1,"#, #":0,"#),
      (#""2025-11""#, #""9999-12""#), (#""2025-11""#, #""0001-01""#), ("2025-11-13", "9999-12-31"),
      ("2025-11-01", "0001-01-01"), (#""kelurahan""#, #""\u001b[2J""#), (#""rt-rw""#, #""bpjs""#),
      ("21.02.03.1001", ".."), ("21.02", ""), (#""age":41"#, #""age":9223372036854775807"#),
      (#""jkk":10000"#, #""jkk":9223372036854775807"#), (#""target":14"#, #""target":-1"#),
      (#""target":1000"#, #""target":9223372036854775807"#), (#""waiting""#, #""enrolled""#),
      (#""qualified""#, #""ended""#), ("1984-02-16", "9999-12-31"),
      (#""fourEyes":true"#, #""fourEyes":false"#),
      (#""ceiling":33600000"#, #""ceiling":-9223372036854775808"#), (#""case":1"#, #""case":2"#),
    ] where Int.random(in: 0..<4, using: &random) == 0 {
      line = line.replacing(old, with: new)
    }
    return line
  }

  private func frozen() throws -> [String] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "fixtures/events")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    return try names.map { String(decoding: try fixture("events/\($0)"), as: UTF8.self) }
  }
}
