import CanonicalForm
import SystemFiles

/// Where the files of a store are.
struct StorePaths {
  let folder: String
  var lock: String { FilePath.join(folder, "lock") }
  var journal: String { FilePath.join(folder, "journal") }
  var snapshot: String { FilePath.join(folder, "snapshot.jsonl") }

  /// The path of a segment, the first of which is 1.
  func segment(_ number: Int) -> String {
    FilePath.join(journal, StorePaths.name(ofSegment: number))
  }

  /// `000001.jsonl`; behind a million segments the names only grow longer.
  static func name(ofSegment number: Int) -> String { Digits.text(number, 6) + ".jsonl" }

  /// The number of the segment with this name; nil for any other name.
  static func segment(named name: String) -> Int? {
    guard name.hasSuffix(".jsonl"), let number = Digits.number(Array(name.utf8.dropLast(6))),
      number > 0, StorePaths.name(ofSegment: number) == name
    else { return nil }
    return number
  }
}
