internal import CanonicalForm
internal import CaseDomain

/// Where a case stands, as the line above its page: `Berkas 214, menunggu Dinas Sosial 11 hari,
/// lewat batas 2 hari`.
struct CaseHeading: Sendable {
  private let long: String
  /// The same where there is little room.
  private let short: String

  init(_ file: CaseFile, _ scene: Scene, _ past: PastView? = nil) {
    let caseload = past?.caseload ?? scene.caseload
    let words = Words(
      wording: Wording(scene.language, caseload), now: past?.now ?? scene.now, file: file)
    let start = scene.say("Berkas \(file.id), ", "Case \(file.id), ")
    let (stage, brief) = words.stage(caseload)
    let over = words.overdue(caseload)
    long = start + stage + over.long
    short = start + brief + over.short
  }

  func fitting(_ room: Int) -> String { DisplayWidth.of(long) <= room ? long : short }
}

private struct Words {
  var wording: Wording
  var now: Instant
  var file: CaseFile

  private func say(_ indonesian: String, _ english: String) -> String {
    wording.language(indonesian, english)
  }

  /// The stage and how long it has lasted, then the stage with less.
  func stage(_ caseload: Caseload) -> (String, String) {
    let standing = file.standing
    let level = standing.level.map(wording.level) ?? say("verifikasi", "verification")
    let reason = standing.reason.map { ": \(wording.reason($0))" } ?? ""
    switch standing.stage {
    case .waiting:
      return (
        say("menunggu \(level) \(days)", "awaiting \(level) \(days)"),
        say("menunggu \(level) \(days)", "awaiting \(level) \(days)")
      )
    case .returned:
      return (
        say(
          "dikembalikan \(level), perlu perbaikan \(days)",
          "returned by \(level), for repair \(days)"),
        say("perlu perbaikan \(days)", "for repair \(days)")
      )
    case .qualified:
      let place = small(wording.standing(of: file, caseload, at: now))
      return ("\(place) \(days)", place)
    case .rejected, .withdrawn, .ended:
      let place = small(wording.standing(of: file, caseload, at: now))
      return (place + reason, place)
    case .enrolled, .cancelled:
      let place = small(wording.standing(of: file, caseload, at: now))
      return (place, place)
    }
  }

  /// How far the case is over its limit, in more words and in fewer; empty while there is time.
  func overdue(_ caseload: Caseload) -> (long: String, short: String) {
    guard let programme = caseload.rules?.programme,
      let over = file.daysOverdue(at: now, programme)
    else { return ("", "") }
    let number = wording.number(over)
    if over == 0 {
      return (say(", batasnya hari ini", ", due today"), say(", hari ini", ", due today"))
    }
    return (
      say(", lewat batas \(number) hari", ", \(number) \(dayWord(over)) over the limit"),
      say(", lewat \(number)", ", \(number) over")
    )
  }

  private var days: String {
    let days = file.daysWaiting(at: now)
    let number = wording.number(days)
    return days == 0
      ? say("sejak hari ini", "since today")
      : say("\(number) hari", "for \(number) \(dayWord(days))")
  }

  private func dayWord(_ days: Int) -> String { days == 1 ? "day" : "days" }

  /// As it follows a comma.
  private func small(_ text: String) -> String { text.prefix(1).lowercased() + text.dropFirst() }
}
