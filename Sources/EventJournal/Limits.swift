/// How much one entry may hold, so that reading never needs more memory than that.
enum Limits {
  /// An entry with its sealed lines, in bytes: 64 MiB.
  static let bytes = 64 << 20
  static let events = 100_000
  /// The sealed lines of one entry; no event has more than three.
  static let sealedLines = 3 * events
  /// How long a segment is, in bytes, when the next entry goes to a new one: 64 MiB.
  static let segment = 64 << 20
  /// What is read at once, in bytes: fresh memory is dear, a system call is not, and this much stays in the cache.
  static let chunk = 1 << 17
  /// Of how much of a snapshot a second thread reads half, in bytes: what takes some hundredths of a second.
  static let snapshotStretch = 8 << 20
  /// How much of a snapshot stands between two sums, in bytes: so much is read to believe one line of it.
  static let snapshotSum = 1 << 16
  /// How much of a segment there must be to read before a second thread computes hashes ahead, in bytes.
  static let aheadStretch = 4 << 20
  /// How much of the end of a log is looked at to find its last entries, in bytes.
  static let tail = 1 << 16
  /// The version of the line format that this program writes; the table is in `JournalFormat.md`.
  static let format = 1
}
