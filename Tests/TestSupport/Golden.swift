internal import CustomDump
internal import FoundationEssentials
public import Testing

/// Expects `text` to be what the fixture `name`, a path in the folder `fixtures`, holds.
///
/// `PAYUNG_RECORD=1 swift test` writes the fixture instead, and fails, so that nobody lands a recording
/// unread.
public func expectGolden(
  _ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let file = fixtureFile(name)
  if ProcessInfo.processInfo.environment["PAYUNG_RECORD"] == "1" {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    Issue.record(
      "recorded \(name); read the change, then run again", sourceLocation: sourceLocation)
    return
  }
  if let difference = difference(of: text, fromFixture: name) {
    Issue.record(
      "\(name) differs (−fixture +actual)\n\(difference)", sourceLocation: sourceLocation)
  }
}

/// How `text` differs from the fixture `name`, or that there is none; nil where they are the same.
public func difference(of text: String, fromFixture name: String) -> String? {
  guard let recorded = try? fixture(name) else {
    return "there is no such fixture; PAYUNG_RECORD=1 records it"
  }
  return diff(String(decoding: recorded, as: UTF8.self), text)
}

/// The bytes of the fixture `name`, a path in the folder `fixtures`.
public func fixture(_ name: String) throws -> [UInt8] {
  Array(try Data(contentsOf: fixtureFile(name)))
}

private func fixtureFile(_ name: String) -> URL {
  // This file is Tests/TestSupport/Golden.swift.
  URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "fixtures").appending(path: name)
}
