import SystemFiles

/// Where the files of a store are.
struct StorePaths {
  let folder: String
  var lock: String { FilePath.join(folder, "lock") }
  var journal: String { FilePath.join(folder, "journal") }
  var segment: String { FilePath.join(journal, "000001.jsonl") }
  /// A segment that only a newer program makes.
  var nextSegment: String { FilePath.join(journal, "000002.jsonl") }
}
