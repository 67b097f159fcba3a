public import CanonicalForm

/// What the rules say of a form while it is still being typed, as far as it can be said.
public struct Examination: Hashable, Sendable {
  /// What could be read.
  public internal(set) var values = FormValues()
  /// What is wrong with fields that hold something, in the order in which they are read.
  public internal(set) var faults: [FieldFault] = []
  /// The required fields that are empty.
  public internal(set) var missing: [Field] = []
  /// What is wrong with the noted reason.
  public internal(set) var noteProblem: FieldFault.Problem?
  /// Whether there are warnings that no noted reason answers yet.
  public internal(set) var needsNote = false
  /// Another case that holds the NIK.
  public internal(set) var duplicate: Duplicate?
  /// What a noted reason has to answer.
  public internal(set) var warnings: [Warning] = []
  /// The rule that would reject the person at once.
  public internal(set) var exclusion: Exclusion?
  /// The values that rules compare; nil while the birth date is not known.
  public internal(set) var compared: Compared?
  /// The day of the newest list of participants; nil where there is none.
  public internal(set) var participantList: Day?
  /// What the lists of participants say of the NIK.
  public internal(set) var participant: ParticipantKind?
  /// The cases under other NIKs that look most like this person, the likeliest first; none of those that
  /// were told apart.
  public internal(set) var lookAlikes: [LookAlike] = []
  /// The case whose form this is; nil for a new registration.
  public internal(set) var saved: CaseID?
  /// Whether the village read is one of the programme.
  var isResident = false

  init() {}

  /// Whether nothing is left to fill or to repair; a rule may still reject the person.
  public var isComplete: Bool {
    faults.isEmpty && missing.isEmpty && duplicate == nil && noteProblem == nil && !needsNote
  }
}

extension Caseload {
  /// Looks at a form as registration and correction would, without ending at the first thing wrong.
  ///
  /// `id` is the case that the form corrects; `now` decides which birth dates lie ahead. What
  /// ``decide(_:at:)`` refuses beyond the form, such as a right that is lacking, is not looked at.
  public func examine(
    _ form: Form, note: String? = nil, replacing id: CaseID? = nil, at now: Instant
  ) -> Examination {
    guard let rules else {
      var empty = Examination()
      empty.missing = Field.allCases.filter(\.isRequired)
      return empty
    }
    let (values, faults) = form.read(rules.programme, today: now.day)
    var examination = examination(of: values, case: id, rules)
    // "Others" wants the occupation in words: that is a field to fill, not one that is wrong.
    let isMissing = { (fault: FieldFault) in
      fault.problem == .missing || fault.problem == .occupationInWords
    }
    examination.faults = faults.filter { !isMissing($0) }
    examination.missing = faults.filter(isMissing).map(\.field)
    do throws(Refusal) {
      let note = try Text.note(note)
      examination.needsNote = note == nil && !examination.warnings.isEmpty
    } catch {
      if case .badNote(let problem) = error { examination.noteProblem = problem }
    }
    return examination
  }

  /// The checks of a saved case under the rules in force; after erasure those that are left.
  public func checks(of file: CaseFile) -> [Check] {
    guard let rules else { return [] }
    guard let application = file.record.application else {
      var examination = Examination()
      (examination.values.area, examination.values.occupation) = (file.area, file.occupation)
      examination.compared = judgement(age: file.age, rules).compared
      examination.isResident = rules.programme.area(file.area) != nil
      return examination.checks.filter { [.age, .resident, .occupation].contains($0.kind) }
    }
    return examination(of: FormValues(application), case: file.id, rules).checks
  }

  private func examination(of values: FormValues, case id: CaseID?, _ rules: Rules) -> Examination {
    var examination = Examination()
    (examination.values, examination.saved) = (values, id)
    examination.participantList = participants.newestDay
    examination.isResident = values.area.flatMap(rules.programme.area) != nil
    if let nik = values.nik {
      if let other = self.case(with: nik), other.id != id {
        examination.duplicate = Duplicate(other)
      }
      examination.warnings = rules.programme.warnings(
        nik, birthDate: values.birthDate, sex: values.sex)
      examination.participant = participants[nik]?.kind
      examination.exclusion = listExclusion(nik, rules.programme)
    }
    if let birthDate = values.birthDate {
      let compared = judgement(birthDate: birthDate, rules).compared
      examination.compared = compared
      examination.exclusion = exclusion(values.nik, compared, rules.programme)
    }
    examination.lookAlikes = lookAlikes(of: values, case: id)
    return examination
  }
}
