internal import CanonicalForm
internal import CaseDomain

/// Withdrawing a case before enrolment and ending its cover after it: the question, then the
/// command.
enum Leaving {
  /// Asks for the reason and what else belongs to it; `texts`, `chosen` and `complaint` are those
  /// of an answer that could not be taken.
  static func question(
    _ file: CaseFile, _ scene: Scene, texts: [String] = [], chosen: Int? = nil,
    complaint: String? = nil
  ) -> Question {
    let verbs = Verbs(scene)
    let object = verbs.object([file.id])
    let note = scene.say("Catatan", "Note")
    let filled = { (index: Int) in texts.indices.contains(index) ? texts[index] : "" }
    guard file.standing.stage == .enrolled else {
      return Question(
        .withdraw(file.id),
        [scene.say("Cabut usulan \(object). Alasan:", "Withdraw \(object). Reason:")],
        choices: choices(scene), entries: [Question.Entry(note, filled(0))], complaint: complaint,
        chosen: chosen)
    }
    return Question(
      .end(file.id),
      [
        scene.say(
          "Akhiri kepesertaan \(object). Alasan:", "End the cover of \(object). Reason:"),
        scene.say(
          "Kosong: hari ini dan bulan itu juga; - pada bulan: tanpa bulan iuran.",
          "Empty means today and the month of that day; a month of - means none."),
      ],
      choices: choices(scene),
      entries: [
        Question.Entry(scene.say("Tanggal", "Day"), filled(0), limit: 30),
        Question.Entry(scene.say("Bulan terakhir", "Last month"), filled(1), limit: 30),
        Question.Entry(note, filled(2)),
      ], complaint: complaint, chosen: chosen)
  }

  /// What an answer leads to: the command, or the question again with what cannot be read in it.
  static func moves(
    _ purpose: Question.Purpose, _ answer: Question.Answer, seen: Int?, _ scene: Scene
  ) -> [Move] {
    guard case .filled(let choice?, let texts) = answer,
      let reason = reasons(scene).first(where: { $0.digit == choice })?.reason
    else { return [] }
    switch purpose {
    case .withdraw(let id):
      let command = Withdraw(id, reason: reason.code, note: texts.last)
      return [.perform(Order([.withdraw(command)], .cases([id]), seen: seen))]
    case .end(let id):
      guard texts.count == 3, let file = scene.caseload.file(id) else { return [] }
      do throws(Complaint) {
        let command = Command.end(
          End(
            id, reason: reason.code, on: try day(texts[0], scene),
            until: try month(texts[1], scene), note: texts[2]))
        try requireFitting(command, scene)
        return [.perform(Order([command], .cases([id]), seen: seen))]
      } catch {
        return [
          .ask(
            question(file, scene, texts: texts, chosen: choice, complaint: error.sentence))
        ]
      }
    default: return []
    }
  }
}

extension Leaving {
  /// What is wrong with an answer.
  private struct Complaint: Error { var sentence: String }

  /// The reasons for leaving with their digits; where not all have one of their own, by their
  /// place.
  private static func reasons(_ scene: Scene) -> [(digit: Int, reason: Reason)] {
    let reasons = scene.programme?.reasonsForLeaving ?? []
    let own = Set(reasons.compactMap(\.digit))
    guard own.count < reasons.count else {
      return reasons.compactMap { reason in reason.digit.map { ($0, reason) } }
    }
    return reasons.prefix(10).enumerated().map { (($0.offset + 1) % 10, $0.element) }
  }

  private static func choices(_ scene: Scene) -> [Question.Choice] {
    reasons(scene).map { Question.Choice(digit: $0.digit, name: $0.reason.name) }
  }

  private static func day(_ text: String, _ scene: Scene) throws(Complaint) -> Day {
    if text.allSatisfy(\.isWhitespace) { return scene.today }
    do throws(FieldFault.Problem) {
      return try DayReading.day(text)
    } catch {
      throw Complaint(sentence: scene.wording.problem(error))
    }
  }

  /// The month as offices write it: `11/2025`, `November 2025`, `nov`, `11`; a dash for none.
  private static func month(_ text: String, _ scene: Scene) throws(Complaint) -> End.LastMonth {
    let typed = text.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
    if typed.isEmpty { return .same }
    if typed == "-" || typed == "–" { return .none }
    let months = scene.programme?.months ?? []
    let named = months.filter {
      typed.count >= 3 && scene.wording.month($0).lowercased().hasPrefix(typed)
        || String($0.month) == typed
    }
    if named.count == 1, let month = named.first { return .month(month) }
    if let month = Month(typed) { return .month(month) }
    do throws(FieldFault.Problem) {
      return .month(Month(of: try DayReading.day("1 \(typed)")))
    } catch {
      throw Complaint(
        sentence: scene.say(
          "Bulan tidak terbaca. Tulis misalnya 11/2025, atau - bila tanpa bulan iuran.",
          "The month cannot be read. Write for example 11/2025, or - for none."))
    }
  }

  /// Lets a command pass unless its day or its month is what a rule refuses: that can be typed
  /// again.
  private static func requireFitting(_ command: Command, _ scene: Scene) throws(Complaint) {
    guard let refusal = scene.refusal(of: command) else { return }
    switch refusal {
    case .dayInFuture, .lastMonth, .diedBeforeCover, .badNote:
      throw Complaint(sentence: scene.wording.refusal(refusal))
    default: return
    }
  }
}
