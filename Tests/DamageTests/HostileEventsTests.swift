import CanonicalForm
import CaseDomain
import CaseStore
import EventJournal
import TestSupport
import Testing

/// Entries with the right hashes that no program of ours wrote: what they say is looked at before it is
/// reckoned with.
@Suite("hostile events")
struct HostileEventsTests {
  /// Settings that `set` refuses, as texts of the sample and what stands in their place.
  private static let settings = [
    (#""target":3"#, #""target":0"#), (#""target":3"#, #""target":9223372036854775807"#),
    (#""ceiling":33600000"#, #""ceiling":9223372036854775807"#),
    (#""ceiling":33600000"#, #""ceiling":-9223372036854775808"#),
    (#""jkk":10000"#, #""jkk":9223372036854775807"#),
    (#""jkm":6800"#, #""jkm":-9223372036854775808"#),
    (#""min":18,"max":65"#, #""min":65,"max":18"#),
    (#""min":18,"max":65"#, #""min":-9223372036854775808,"max":9223372036854775807"#),
    (#""days":7"#, #""days":-9223372036854775808"#),
    (
      #""months":["2025-11","2025-12"]"#,
      #""months":[\#(repeatElement(#""2025-11""#, count: 10_000).joined(separator: ","))]"#
    ),
  ]

  /// What is odd, and what the totals and rules can do with.
  private static let odd = [
    (#""code":"21.02.03.1001""#, #""code":".""#), (#""code":"21.02.03.1001""#, #""code":"...""#),
    (#""months":["2025-11","2025-12"]"#, #""months":["2025-12","2025-11"]"#),
    (#""months":["2025-11","2025-12"]"#, #""months":["0001-01","9999-12"]"#),
    (#""months":["2025-11","2025-12"]"#, #""months":[]"#),
    (#""from":"2025-01""#, #""from":"9999-12""#), (#""id":"rt-rw""#, #""id":"bpjs""#),
  ]

  @Test("settings that nobody could have set are an unknown event", arguments: settings)
  func programme(_ old: String, _ new: String) throws {
    let files = try changed(old, new)
    let opened = try CaseStore(opening: StoreFiles.folder, .fixed(files, "2025-12-01"))
    #expect(opened.unknownKinds == ["programmeSet"])
    #expect(opened.caseload.rules == nil)
    Asking.everything(opened.view)
    #expect(try CaseStore.check(StoreFiles.folder, .fixed(files)).severity == .needsPerson)
  }

  @Test(
    "settings that are odd, and months that no programme has, can be asked about", arguments: odd)
  func oddity(_ old: String, _ new: String) throws {
    let files = try changed(old, new)
    let opened = try CaseStore(opening: StoreFiles.folder, .fixed(files, "2025-12-01"))
    #expect(opened.unknownKinds.isEmpty)
    Asking.everything(opened.view)
  }

  @Test("an end is refused, not a trap, where cover begins behind the programme's last month")
  func coverBehindTheEnd() throws {
    let files = try changed(#""from":"2025-11","rules""#, #""from":"9999-12","rules""#)
    let opened = try CaseStore(opening: StoreFiles.folder, .fixed(files, "2025-12-01"))
    let until = End.LastMonth.month(Month(of: CaseloadScenario.firstDay))
    let end = Command.end(End(2, reason: "L2", on: CaseloadScenario.firstDay, until: until))
    let outcome = try opened.rehearse([end], by: "dewi")
    #expect(throws: Refusal.self) { try outcome.results.first?.get() }
  }

  /// The sample with a text changed wherever it stands, and all hashes computed anew.
  private func changed(_ old: String, _ new: String) throws -> MemoryFiles {
    let store = try SampleStore.make()
    var text = JournalText(store.contents[StoreFiles.segment] ?? [])
    let before = text.bytes
    for part in text.parts.indices {
      let body = String(decoding: text.parts[part].body, as: UTF8.self)
      text.parts[part].body = Array(body.replacing(old, with: new).utf8)
    }
    let files = store.files
    files[StoreFiles.segment] = text.bytes
    #expect(text.bytes != before)
    return files
  }
}
