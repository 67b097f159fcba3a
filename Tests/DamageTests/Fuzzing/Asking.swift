import CanonicalForm
import CaseDomain
import CaseStore

/// Asks a state everything that screens and commands ask, whatever strange events made it.
enum Asking {
  static func everything(_ view: StoreView) {
    let (caseload, now) = (view.caseload, view.now)
    totals(caseload, now)
    for row in caseload.list(Selection(), at: now).prefix(50) {
      _ = (row.name, row.address, row.registrationMonth, row.isBackFromRepair)
      guard let file = caseload.file(row.id) else { continue }
      for language in Language.allCases {
        words(of: file, Wording(language, caseload), caseload, now)
      }
      for command in commands(file.id) { rehearse(command, caseload, view) }
    }
    for moment in [Instant(Day.epoch), now] {
      _ = (caseload.movement(since: moment), caseload.changes(since: 1))
    }
    for command in general { rehearse(command, caseload, view) }
  }

  private static func totals(_ caseload: Caseload, _ now: Instant) {
    do throws(Refusal) {
      let totals = try caseload.totals(at: now)
      _ = Wording(.indonesian, caseload).targetLine(totals, bar: 20)
      _ = Wording(.english, caseload).percent(tenths: totals.contribution.committedTenths)
      _ = (try caseload.levelTotals(at: now), try caseload.coverTotals(at: now))
      for grouping in Grouping.allCases { _ = try caseload.groups(by: grouping, at: now) }
      _ = try caseload.undoing(UndoEntry(2), at: Stamp(entry: 99, at: now, by: "wati"))
    } catch {
      _ = Wording(.english, caseload).refusal(error)
    }
  }

  private static func words(
    of file: CaseFile, _ wording: Wording, _ caseload: Caseload, _ now: Instant
  ) {
    _ = (wording.explanation(of: file, caseload), wording.repair(of: file))
    _ = (wording.standing(of: file, caseload, at: now), wording.remark(of: file, at: now))
    for item in file.history {
      for width in [30, 79] { _ = wording.history(item, of: file, caseload, width: width) }
      _ = (wording.event(item.event), wording.notice(item.event, caseload, at: now))
    }
    guard let programme = caseload.rules?.programme else { return }
    _ = (file.missingForBPJS(programme), file.daysOverdue(at: now, programme))
    _ = (file.coveredMonths(programme), caseload.waitingListPosition(of: file.id, on: now.day))
  }

  private static func commands(_ id: CaseID) -> [Command] {
    let input = DecisionInput(id, note: "x")
    return [
      .approve(Approve(input)), .reject(Reject(input, reason: "B1")),
      .return(Return(input, reason: "A7")), .undo(Undo(id)), .enrol(Enrol(id)),
      .distinguish(Distinguish(id, from: 2, note: "x")),
      .withdraw(Withdraw(id, reason: "L2")), .end(End(id, reason: "L1", on: .epoch)),
      .end(End(id, reason: "L2", on: .epoch, until: .month(Month(of: .epoch)))),
      .correct(Correct(id, changes: .init([.name: "Warga Lain"]), note: "x")),
    ]
  }

  private static let general: [Command] = [
    .enrolNext(EnrolNext(3)), .undoEntry(UndoEntry(3)),
    .addParticipants(AddParticipants(people: [], asOf: .epoch, replacing: true)),
  ]

  private static func rehearse(_ command: Command, _ caseload: Caseload, _ view: StoreView) {
    var copy = caseload
    let stamp = Stamp(entry: view.entry + 1, at: view.now, by: "wati")
    for result in copy.perform([command], at: stamp) {
      if case .failure(let refusal) = result { _ = Wording(.indonesian, caseload).refusal(refusal) }
    }
  }
}
