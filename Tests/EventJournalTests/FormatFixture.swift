@testable import EventJournal

/// Entries made by hand, with the right hash whatever their form.
enum FormatFixture {
  static func entry(
    _ body: String, after previous: String = String(repeating: "0", count: 64)
  ) -> [UInt8] {
    let hash = Digest.chained(previous, Array(body.utf8)[...])
    return Array((body + #","hash":"\#(hash)"}"# + "\n").utf8)
  }

  /// The hash that the entry says.
  static func hash(of entry: [UInt8]) -> String {
    String(decoding: entry.dropLast(3).suffix(64), as: UTF8.self)
  }
}
