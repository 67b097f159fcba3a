/// A promise that was not kept.
enum Violation: Hashable, Sendable {
  /// An entry that was promised is not there, or says something else.
  case lost(String)
  /// Something is there that nobody wrote, or of which was said that it was not saved.
  case invented(String)
  /// Bytes of the journal changed or disappeared.
  case rewritten(String)
  /// What was done away with can still be read.
  case kept(String)
  /// The next reader, writer or check does not work without a person.
  case stuck(String)
}
