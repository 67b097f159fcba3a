internal import CaseDomain

/// Shows somebody who watches how far a long command is, how fast it goes and how long it will take.
///
/// One line, written over and in the end taken away; nothing where nobody watches, or where it is done in no time.
final class Progress {
  private let session: Session
  /// Of the language alone: while commands are decided nobody may ask for the state, as the session's words do.
  private let wording: Wording
  private let total: Int
  private let start = ContinuousClock.now
  private var last: ContinuousClock.Instant
  /// How many columns the line takes.
  private var width = 0

  /// No line is shown before this, nor sooner behind another.
  private static let pause = Duration.milliseconds(200)

  init(_ session: Session, total: Int) {
    (self.session, self.total) = (session, total)
    wording = Wording(session.language)
    last = start
  }

  func show(_ done: Int) {
    guard session.host.isWatched else { return }
    let now = ContinuousClock.now
    guard now - last >= Progress.pause || done == total && width > 0 else { return }
    last = now
    write(done == total ? saving : line(done, after: now - start))
  }

  func clear() {
    guard width > 0 else { return }
    write("")
    session.host.rewriteLine("")
  }

  private var saving: String {
    let number = wording.number(total)
    return session.say("\(number) selesai, menyimpan \u{2026}", "\(number) done, saving \u{2026}")
  }

  private func line(_ done: Int, after passed: Duration) -> String {
    let number = wording.number
    let milliseconds = Int(passed / .milliseconds(1))
    let rate = done * 1_000 / max(1, milliseconds)
    let left = (total - done + rate - 1) / max(1, rate)
    return session.say(
      "\(number(done)) dari \(number(total)), \(number(rate)) sedetik, sisa \(number(left)) detik",
      "\(number(done)) of \(number(total)), \(number(rate)) a second, \(number(left)) s left")
  }

  /// Writes over the line that stands there.
  private func write(_ text: String) {
    let rest = String(repeating: " ", count: max(0, width - text.count))
    session.host.rewriteLine(text + rest)
    width = text.count
  }
}
