public import CanonicalForm

extension Access.Deed {
  /// What stands for the door among the verbs that were refused.
  private static let door = "enter"

  /// Somebody was not let in, or asked at the door for what is not given there; `why` is a word, for what was typed may
  /// be anybody's name or number.
  public static func refusedAtDoor(_ why: String) -> Access.Deed {
    .refused(door, CaseNumbers([]), why: why)
  }

  /// Somebody typed a PIN that is not the officer's.
  public static let wrongPIN = refusedAtDoor("wrongPIN")
  /// Somebody typed a PIN of an officer whose PIN is barred.
  public static let barredPIN = refusedAtDoor("barredPIN")

  /// Whether somebody was not let in.
  var isAtDoor: Bool {
    if case .refused(Access.Deed.door, _, _) = self { true } else { false }
  }
}

extension PINVerifier {
  /// For how long a wrong PIN counts, in milliseconds: 15 minutes.
  public static let memory = 15 * 60_000

  /// Whether an officer's PIN is barred: as many wrong ones as end a desk, whoever typed them and wherever.
  public static func isBarred(wrong: [Instant], at now: Instant) -> Bool {
    wrong.count { now.milliseconds - $0.milliseconds < memory } >= tries
  }
}
