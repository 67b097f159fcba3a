import CaseDomain
import EventJournal
import Testing

/// A journal of which bytes of one segment were changed, and what must then come out.
struct Tampered {
  let original: StoreFiles
  let entries: [EntryContent]
  let path: String
  let bytes: [UInt8]

  /// The bytes that were there before.
  private var before: [UInt8] { original.contents[path] ?? [] }

  /// Expects that no reader takes it for what was written, and that the check finds it in the line of the
  /// first difference or at the entry to which that belongs.
  func expectFound(_ what: @autoclosure () -> String) throws {
    guard bytes != before, let fault = try fault(), !isErasure else { return }
    Issue.record("\(what()): \(fault)")
  }

  private func fault() throws -> String? {
    let difference = difference
    // What stands behind a segment that another one follows is no part of the journal.
    let isOutside = isFollowed && difference == before.count
    var changed = original
    changed.contents[path] = bytes
    let (read, error) = changed.read()
    let whole = isOutside ? entries.count : entriesAbove + complete(before: difference)
    // What stands above the difference is read, and nothing else.
    if read != Array(entries.prefix(whole)) { return "read \(read.count) entries, not \(whole)" }
    guard !isOutside, isFollowed || endsAnEntry(behind: difference) else { return nil }
    let report = try changed.check()
    if report.severity < .needsPerson || error == nil { return "not found: \(report.findings)" }
    let isNamed = report.findings.contains { names($0, difference, whole) }
    return isNamed ? nil : "byte \(difference) not named: \(report.findings)"
  }

  /// Whether there is a segment behind this one.
  private var isFollowed: Bool { path != original.segments.last }

  /// How many entries stand in the segments above this one.
  private var entriesAbove: Int {
    original.segments.prefix { $0 < path }.reduce(0) { sum, path in
      sum + Tampered.entries(in: original.contents[path] ?? [])
    }
  }

  /// Where the first byte differs.
  private var difference: Int {
    let before = before
    var place = 0
    while place < min(bytes.count, before.count), bytes[place] == before[place] { place += 1 }
    return place
  }

  /// Whether an entry ends behind the first difference.
  ///
  /// Where none does, nothing tells the rest from a write that was cut short: of the last entry just the
  /// bytes were changed by which its end is known, or it is gone. That alone may pass, as rule 5 of the
  /// format says.
  private func endsAnEntry(behind difference: Int) -> Bool {
    let start = (bytes[..<difference].lastIndex(of: 0x0A) ?? -1) + 1
    return LineTampering.lines(of: Array(bytes[start...])).contains { line in
      let text = line.last == 0x0A ? line.dropLast() : line
      return JournalText.endsAsEntry(text) && start + text.endIndex > difference
    }
  }

  /// How many entries end before a byte.
  private func complete(before offset: Int) -> Int {
    Tampered.entries(in: Array(before[..<offset]))
  }

  private static func entries(in bytes: [UInt8]) -> Int {
    LineTampering.lines(of: bytes).count { line in
      line.last == 0x0A && JournalText.endsAsEntry(line.dropLast())
    }
  }

  /// Whether a finding names the line of the byte, the stretch with it, or the entry next to it.
  private func names(_ finding: Finding, _ difference: Int, _ whole: Int) -> Bool {
    guard finding.file == path, finding.severity >= .needsPerson else { return false }
    let line = bytes[..<difference].count { $0 == 0x0A } + 1
    let covers = finding.bytes.map { ($0.lowerBound...$0.upperBound).contains(difference) } ?? false
    return covers || finding.line == line || finding.entry == whole + 1
  }

  /// Whether all that was done is what an erasure does, which the chain allows: spaces where a sealed line
  /// stood, or where one was erased before, more or fewer of them.
  private var isErasure: Bool {
    let old = LineTampering.lines(of: before)
    let new = LineTampering.lines(of: bytes)
    let wasErased = zip(old, new).contains { old, new in
      old.starts(with: Array(#"{"salt":"#.utf8)) && Tampered.isBlank(new)
    }
    return wasErased
      || old.count == new.count
        && zip(old, new).allSatisfy { $0 == $1 || Tampered.isBlank($0) && Tampered.isBlank($1) }
  }

  private static func isBlank(_ line: ArraySlice<UInt8>) -> Bool {
    // The first space says it; whoever erases may have come no further.
    line.first == 0x20 && line.last == 0x0A
  }
}
