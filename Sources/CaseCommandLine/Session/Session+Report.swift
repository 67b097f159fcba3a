internal import CanonicalForm
internal import CaseDomain
internal import CaseStore

extension Session {
  /// Says what became of each command, and ends with code 1 if any was refused.
  ///
  /// People read one line a case; programs get an object, or a list of them where several were asked.
  func report(_ outcome: Outcome) throws(CommandFailure) {
    if json {
      printJSON(outcome)
    } else {
      if outcome.isRepeated, !outcome.events.isEmpty {
        complain(
          say(
            "Perintah ini sudah tersimpan sebagai entri \(outcome.entry ?? 0); tidak dicatat lagi.",
            "This command was saved as entry \(outcome.entry ?? 0) already; nothing was added."))
      }
      for result in outcome.results {
        switch result {
        case .success(let events):
          for event in events {
            print(wording.notice(event, store.caseload, at: outcome.at))
            if let foreign = event.foreignLetter { complain(wording.foreignLetter(foreign)) }
          }
        case .failure(let refusal): complain(words(refusal))
        }
      }
    }
    let refused = outcome.results.contains { result in
      if case .failure = result { true } else { false }
    }
    if refused { throw CommandFailure(.refused) }
  }

  private func printJSON(_ outcome: Outcome) {
    var answers: [Result<Event, Refusal>] = []
    for result in outcome.results {
      switch result {
      case .success(let events): for event in events { answers.append(.success(event)) }
      case .failure(let refusal): answers.append(.failure(refusal))
      }
    }
    if outcome.results.count == 1, answers.count == 1, let answer = answers.first {
      return print { write(answer, outcome, to: &$0) }
    }
    var writer = JSONWriter()
    writer.array(answers) { writer, answer in
      writer.object { write(answer, outcome, to: &$0) }
    }
    print(String(decoding: writer.bytes, as: UTF8.self))
  }

  private func write(
    _ answer: Result<Event, Refusal>, _ outcome: Outcome, to json: inout JSONWriter
  ) {
    switch answer {
    case .success(let event): write(event, outcome, to: &json)
    case .failure(let refusal):
      json.field("refused", refusal.word)
      json.field("message", words(refusal).split(separator: "\n").joined(separator: " "))
      if case .form(let faults) = refusal {
        json.array("faults", faults) { json, fault in
          json.object {
            $0.field("field", fault.field.rawValue)
            $0.field("message", wording.problem(fault.problem))
          }
        }
      }
    }
  }

  private func write(_ event: Event, _ outcome: Outcome, to json: inout JSONWriter) {
    if let id = event.caseID, let file = store.caseload.file(id) {
      json.field("case", id.number)
      json.field("entry", ifPresent: outcome.entry)
      json.field("stage", file.standing.stage.rawValue)
      json.field("level", ifPresent: file.standing.level?.rawValue)
      json.field("reason", ifPresent: file.standing.reason?.rawValue)
      json.field("warning", ifPresent: event.foreignLetter.map(wording.foreignLetter))
      if case .enrolled = event, let programme = store.caseload.rules?.programme {
        json.array("missing", file.missingForBPJS(programme)) { $0.string($1.rawValue) }
      }
    } else {
      json.field("event", event.kind)
      json.field("entry", ifPresent: outcome.entry)
    }
  }

  /// The day that an option names.
  func day(_ text: String, option: String) throws(CommandFailure) -> Day {
    do throws(FieldFault.Problem) {
      return try DayReading.day(text)
    } catch {
      throw CommandFailure(
        .usage,
        say(
          "\(option): \"\(text)\" bukan tanggal yang ada. Tulis misalnya 2025-11-13 atau 13/11/2025.",
          "\(option): \"\(text)\" is no day. Write for example 2025-11-13 or 13/11/2025."))
    }
  }

  /// The month that an option names.
  func month(_ text: String, option: String) throws(CommandFailure) -> Month {
    guard let month = Month(text) else {
      throw CommandFailure(
        .usage,
        say(
          "\(option): \"\(text)\" bukan bulan. Tulis misalnya 2025-11.",
          "\(option): \"\(text)\" is no month. Write for example 2025-11."))
    }
    return month
  }
}

extension Event {
  /// The letter that is not Latin, of a name that was put down by this event.
  fileprivate var foreignLetter: ForeignLetter? {
    switch self {
    case .registered(let event): event.record.person.value?.foreignLetter
    case .corrected(let event): event.record.person.value?.foreignLetter
    case .filled(let event): event.record.person.value?.foreignLetter
    default: nil
    }
  }
}
