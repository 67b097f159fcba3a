import CanonicalForm
import SystemFiles

/// Which of a store's logs: both are lines of the same form, each with a chain and a lock of its own.
public enum JournalLog: Hashable, Sendable {
  /// What happened: `journal/000001.jsonl` and the segments behind it.
  case journal
  /// Who looked at what: `access.jsonl`.
  case access
}

/// Where the files of a store are.
struct StorePaths {
  let folder: String
  var log = JournalLog.journal

  var lock: String {
    FilePath.join(folder, log == .journal ? "lock" : "access.lock")
  }
  /// The folder of the segments.
  var journal: String { log == .journal ? FilePath.join(folder, "journal") : folder }
  var snapshot: String { FilePath.join(folder, "snapshot.jsonl") }

  /// The path of a segment, the first of which is 1.
  func segment(_ number: Int) -> String { FilePath.join(journal, name(ofSegment: number)) }

  /// The name of a segment's file; in the journal the one by which the segment behind it calls it.
  func name(ofSegment number: Int) -> String {
    switch log {
    case .journal: StorePaths.name(ofSegment: number)
    case .access: number == 1 ? "access.jsonl" : "access-\(StorePaths.name(ofSegment: number))"
    }
  }

  /// The number of the segment whose file has this name; nil for any other name.
  func segment(named name: String) -> Int? {
    switch log {
    case .journal: return StorePaths.segment(named: name)
    case .access:
      if name == self.name(ofSegment: 1) { return 1 }
      guard name.hasPrefix("access-") else { return nil }
      let number = StorePaths.segment(named: String(name.dropFirst("access-".count)))
      return number == 1 ? nil : number
    }
  }

  /// `000001.jsonl`; behind a million segments the names only grow longer.
  static func name(ofSegment number: Int) -> String { Digits.text(number, 6) + ".jsonl" }

  private static func segment(named name: String) -> Int? {
    guard name.hasSuffix(".jsonl"), let number = Digits.number(Array(name.utf8.dropLast(6))),
      number > 0, StorePaths.name(ofSegment: number) == name
    else { return nil }
    return number
  }
}
