internal import CanonicalForm
internal import CaseDomain

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

extension Diagnosis {
  /// What is said of a clock that shows `now`: it is kept right, and not behind the last entry of the store.
  static func clock(
    _ now: Instant, last: Instant?, isRead: Bool, isSynchronised: Bool?, _ language: Language
  ) -> Diagnosis {
    let remedy = "timedatectl set-ntp true"
    if let last, last > now {
      return .wrong(
        .clock, language("\(now), entri terakhir \(last)", "\(now), the last entry \(last)"), remedy
      )
    }
    if isSynchronised == false {
      return .wrong(
        .clock, language("\(now), tidak disinkronkan", "\(now), not synchronised"), remedy)
    }
    return isRead && isSynchronised == true
      ? .fine(.clock, language("\(now), disinkronkan", "\(now), synchronised"))
      : .unseen(.clock, now.description)
  }
}
