/// How a command ends, for scripts; the table is in the README and in `payung --help`.
enum ExitCode: Int32 {
  case done = 0
  /// Refused by a rule.
  case refused = 1
  /// The store cannot be read or written.
  case store = 2
  /// Somebody else holds the store's lock.
  case busy = 3
  /// Wrong usage; what the argument parser uses too.
  case usage = 64
  /// A bug in this program.
  case bug = 70
  /// Interrupted by ^C before anything was saved.
  case cancelled = 130
}

/// Why a command ends without having done all of what was asked; the message has been worded already.
struct CommandFailure: Error {
  var code: Int32
  /// The name of the refusal or of the kind of failure, for programs.
  var word: String
  /// Nil where everything has been said.
  var message: String?
  /// The word under which this is recorded as an attempt at the door; nil where it is none.
  var attempt: String?

  init(_ code: ExitCode, _ message: String? = nil, word: String? = nil, attempt: String? = nil) {
    self.code = code.rawValue
    self.word = word ?? attempt ?? "\(code)"
    self.message = message
    self.attempt = attempt
  }

  /// An end with a code of another table, as `check` has one.
  init(code: Int32) {
    self.code = code
    word = "check"
    message = nil
  }
}
