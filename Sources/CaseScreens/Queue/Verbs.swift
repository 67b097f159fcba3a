internal import CanonicalForm
internal import CaseDomain

/// The decisions at a level as the desk asks for them: the question where one is needed, then the commands.
struct Verbs {
  var scene: Scene

  init(_ scene: Scene) { self.scene = scene }

  /// The name of one case, or how many there are: `berkas 214 ZULKIFLI BIN RAHMAN`.
  func object(_ ids: [CaseID]) -> String {
    guard ids.count == 1, let id = ids.first else {
      return scene.cases(ids.count)
    }
    let name = scene.caseload.file(id)?.person.value?.name ?? ""
    return "\(scene.say("berkas", "case")) \(id) \(name)".trimmed.description
  }

  /// Approving several; `hidden` of them are not on the screen, since the filter leaves them out.
  func approveQuestion(_ ids: [CaseID], hidden: Int = 0) -> Question {
    let count = scene.wording.number(ids.count)
    var outside = ""
    if hidden > 0 {
      let number = scene.wording.number(hidden)
      outside = scene.say(" (\(number) di luar saringan)", " (\(number) outside the filter)")
    }
    let cases = ids.count == 1 ? scene.say("berkas", "case") : scene.say("berkas", "cases")
    return Question(
      .approve(ids),
      [
        scene.say(
          "Setujui \(count) \(cases) yang ditandai\(outside)?",
          "Approve the \(count) marked \(cases)\(outside)?")
      ])
  }

  /// Rejecting: the digit chooses, the note is free.
  func rejectQuestion(_ ids: [CaseID], at level: LevelID) -> Question {
    Question(
      .reject(ids),
      [scene.say("Tolak \(object(ids)). Alasan:", "Reject \(object(ids)). Reason:")],
      choices: choices(.reject, at: level),
      entries: [Question.Entry(scene.say("Catatan", "Note"))])
  }

  /// Returning: the digit chooses, and what must be repaired is required.
  func returnQuestion(_ ids: [CaseID], at level: LevelID) -> Question {
    var whom = ""
    if ids.count == 1, let stamp = ids.first.flatMap({ scene.caseload.file($0)?.registration }) {
      let office = scene.wording.office(stamp.by)
      whom = scene.say(" ke \(office)", " to \(office)")
    }
    return Question(
      .return(ids),
      [
        scene.say(
          "Kembalikan \(number(ids))\(whom) untuk perbaikan. Alasan:",
          "Return \(number(ids))\(whom) for repair. Reason:")
      ],
      choices: choices(.return, at: level),
      entries: [
        Question.Entry(
          scene.say("Yang harus diperbaiki", "To be repaired"),
          isNeeded: scene.say(
            "Tulis dahulu apa yang harus diperbaiki.", "First write what must be repaired."))
      ])
  }

  /// `berkas 214`, or how many.
  private func number(_ ids: [CaseID]) -> String {
    ids.count == 1
      ? scene.say("berkas \(ids[0])", "case \(ids[0])") : object(ids)
  }

  /// The reasons with their digits in the order of the keys: 1 to 9, then 0.
  private func choices(_ kind: Reason.Kind, at level: LevelID) -> [Question.Choice] {
    (scene.programme?.reasons(kind, at: level) ?? []).compactMap { reason in
      reason.digit.map { Question.Choice(digit: $0, name: reason.name) }
    }.sorted { ($0.digit + 9) % 10 < ($1.digit + 9) % 10 }
  }

  /// The reason behind a digit at a level.
  func reason(_ digit: Int?, _ kind: Reason.Kind, at level: LevelID) -> ReasonCode? {
    scene.programme?.reasons(kind, at: level).first { $0.digit == digit }?.code
  }

  /// The enrolment of qualified cases from the first month that has places, with its sum.
  func enrolQuestion(_ ids: [CaseID]) -> Question? {
    guard let programme = scene.programme else { return nil }
    let current = programme.currentMonth(on: scene.today)
    let month =
      programme.months.first { $0 >= current && scene.caseload.places(from: $0) > 0 } ?? current
    let wording = scene.wording
    let sum = wording.rupiah((programme.rate(in: month)?.total ?? 0) * ids.count)
    let left = wording.number(scene.caseload.placesLeft(on: scene.today))
    let people =
      ids.count == 1
      ? object(ids)
      : scene.say("\(wording.number(ids.count)) orang", "\(wording.number(ids.count)) people")
    return Question(
      .enrol(ids, from: month),
      [
        scene.say("Sisa kuota \(left).", "Places left \(left)."),
        scene.say(
          "Daftarkan \(people) mulai \(wording.month(month)), \(sum) sebulan?",
          "Enrol \(people) from \(wording.month(month)), \(sum) a month?"),
      ])
  }

  /// Who signed the sheet, when, and its number; `texts` are those of the sheet before, or of an answer
  /// whose day could not be taken.
  func signerQuestion(_ level: Level, _ texts: [String]?, complaint: String? = nil) -> Question {
    let needed = scene.say("Wajib diisi.", "This is required.")
    let role = level.signedBy ?? level.name
    let texts = texts ?? ["", scene.wording.shortDay(scene.today), ""]
    let filled = { (index: Int) in texts.indices.contains(index) ? texts[index] : "" }
    return Question(
      .signer(level.id),
      [
        scene.say(
          "Penandatangan lembar untuk \(level.name), berlaku sampai diganti:",
          "Who signed the sheet for \(level.name), until it is changed:")
      ],
      entries: [
        Question.Entry(
          scene.say("Nama dan jabatan", "Name and office"), filled(0), limit: 100,
          isNeeded: scene.say(
            "Tulis nama dan jabatan, misalnya SYAMSUDIN, \(role) 003.",
            "Write name and office, such as SYAMSUDIN, \(role) 003.")),
        Question.Entry(
          scene.say("Tanggal lembar", "Day of the sheet"), filled(1), limit: 20, isNeeded: needed),
        Question.Entry(
          scene.say("Nomor lembar", "Number of the sheet"), filled(2), limit: 40, isNeeded: needed),
      ], complaint: complaint, focus: complaint == nil ? nil : 1)
  }

  func sortQuestion(_ orders: [CaseTable.Order]) -> Question {
    Question(
      .sort, [scene.say("Urutkan menurut:", "Sort by:")],
      choices: orders.enumerated().map {
        Question.Choice(digit: $0.offset + 1, name: $0.element.name(scene))
      })
  }
}
