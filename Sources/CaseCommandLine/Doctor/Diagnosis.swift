/// What the doctor found about one thing.
struct Diagnosis: Equatable {
  /// What was looked at; the word is also that of JSON.
  enum Subject: String { case account, folder, sshd, sudo, terminal, locale, disk, clock }

  enum Verdict: String {
    case fine
    case wrong
    /// Nobody could look: the program is not here, or root alone may ask.
    case unseen
  }

  var subject: Subject
  var verdict: Verdict
  /// What was seen.
  var text: String
  /// The line to change, or what to do, where something is wrong.
  var remedy: String?

  static func fine(_ subject: Subject, _ text: String) -> Diagnosis {
    Diagnosis(subject: subject, verdict: .fine, text: text)
  }

  static func wrong(_ subject: Subject, _ text: String, _ remedy: String) -> Diagnosis {
    Diagnosis(subject: subject, verdict: .wrong, text: text, remedy: remedy)
  }

  static func unseen(_ subject: Subject, _ text: String) -> Diagnosis {
    Diagnosis(subject: subject, verdict: .unseen, text: text)
  }
}
