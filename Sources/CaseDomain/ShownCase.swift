/// The one case that somebody wants to see who needs no other.
public enum ShownCase: Hashable, Sendable {
  case number(CaseID)
  /// The case that holds a NIK.
  case nik(NIK)
}

/// What is looked for among the events of cases that are not here.
struct SoughtNIK {
  let nik: NIK
  /// The case that is here for it.
  let holder: CaseID
  /// Whether an event gave it to another case as well.
  private(set) var isElsewhere = false

  init(_ nik: NIK, of holder: CaseID) {
    (self.nik, self.holder) = (nik, holder)
  }

  mutating func look(at id: CaseID, _ nik: NIK?) {
    if id != holder, nik == self.nik { isElsewhere = true }
  }
}

extension Caseload {
  /// Takes notice of an event that gives the NIK that is sought to a case that is not here.
  ///
  /// Whatever gives a case a NIK says the whole record; and no event brings back a case that was cancelled with it.
  mutating func look(at event: Event) {
    guard sought != nil, let id = event.caseID else { return }
    sought?.look(at: id, event.record?.person.value?.nik)
  }

  /// The same of an event that was only scanned.
  mutating func look(at event: ScannedEvent) {
    guard sought != nil, let person = event.facts?.person else { return }
    sought?.look(at: event.caseID, NIK(packed: person.nik))
  }

  /// Whether a case is here and what is shown of it depends on no other: on the waiting list it has a place among
  /// others; a NIK may be another case's too.
  public func isShownAlone(_ shown: ShownCase) -> Bool {
    switch shown {
    case .number(let id): return row(id).map { $0.stage != .qualified } ?? false
    case .nik(let nik):
      guard let sought, sought.nik == nik, !sought.isElsewhere, let row = row(sought.holder) else {
        return false
      }
      return row.nik == nik && row.stage != .qualified && row.stage != .cancelled
    }
  }
}
