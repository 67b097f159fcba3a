internal import CanonicalForm

/// Puts a person forward.
public struct Register: Hashable, Sendable {
  public var form: Form
  /// The noted reason that answers warnings.
  public var note: String?

  public init(form: Form, note: String? = nil) {
    (self.form, self.note) = (form, note)
  }
}

/// A person was put forward: the case waits at the first level, or a rule rejected it at once.
public struct Registered: CaseEvent {
  static let kind = "registered"
  public var id: CaseID
  public var to: Destination
  /// Why a rule rejected the person; absent otherwise.
  public var reason: ReasonCode?
  public var record: CaseRecord
  /// What the noted reason answers.
  public var warnings: [Warning]
  public var signing: Signing
  public var judgement: Judgement
  public var grant: String

  func write(to writer: inout EventWriter) {
    writer.fields.field("case", id.number)
    to.write(to: &writer.fields)
    writer.fields.field("reason", ifPresent: reason?.rawValue)
    record.write(to: &writer, case: id)
    writer.fields.field("warnings", ifAny: warnings.map(\.rawValue))
    signing.write(to: &writer, case: id)
    judgement.write(to: &writer.fields)
    writer.fields.field("grant", grant)
  }

  /// A registration begins a case (``CaseFile/init(_:at:)``); there is nothing before it to change.
  func apply(to file: inout CaseFile, at stamp: Stamp) {}
}

extension Registered {
  init(from fields: EventFields) throws(JSONFailure) {
    self.init(
      id: try fields.object.caseID(), to: try Destination(from: fields.object),
      reason: try fields.object.optionalCode("reason"), record: try CaseRecord(from: fields),
      warnings: try fields.object.warnings(), signing: try Signing(from: fields),
      judgement: try Judgement(from: fields.object), grant: try fields.object.string("grant"))
  }
}

extension JSONObject {
  func warnings() throws(JSONFailure) -> [Warning] {
    var warnings: [Warning] = []
    for word in try strings("warnings") {
      guard let warning = Warning(rawValue: word) else {
        throw unexpected("warnings", "names of warnings")
      }
      warnings.append(warning)
    }
    return warnings
  }
}

/// A form that passed the checks: what it says, what is unusual, and what the rules make of it.
struct CheckedForm {
  var application: Application
  var warnings: [Warning]
  var note: String?
  var judgement: Judgement
  var exclusion: Exclusion?
}

extension Caseload {
  /// Decides a registration.
  ///
  /// - Throws: ``Refusal/noProgramme``; ``Refusal/form(_:)`` with every field that is wrong;
  ///   ``Refusal/notAllowed(_:)`` unless a registrar of the village puts the person forward;
  ///   ``Refusal/duplicate(_:)``; ``Refusal/warningsNeedNote(_:)``.
  func decide(_ command: Register, at stamp: Stamp) throws(Refusal) -> [Event] {
    let rules = try requireRules()
    let application = try command.form.application(rules.programme, today: stamp.at.day)
    let grant = try require(.registrar, area: application.area, for: .register, at: stamp)
    let checked = try check(application, note: command.note, replacing: nil, rules)
    return [
      .registered(
        Registered(
          id: nextID,
          to: checked.exclusion == nil
            ? rules.programme.destination(0) : Destination(.rejected),
          reason: checked.exclusion?.reason,
          record: CaseRecord(application, age: checked.judgement.compared.age),
          warnings: checked.warnings, signing: Signing(note: checked.note),
          judgement: checked.judgement, grant: grant))
    ]
  }

  /// What registration and correction have in common: no second case, warnings answered, rules asked.
  func check(_ application: Application, note: String?, replacing id: CaseID?, _ rules: Rules)
    throws(Refusal) -> CheckedForm
  {
    if let other = self.case(with: application.person.nik), other.id != id {
      throw .duplicate(Duplicate(other))
    }
    let note = try Text.note(note)
    let warnings = application.warnings(rules.programme)
    guard warnings.isEmpty || note != nil else { throw .warningsNeedNote(warnings) }
    let judgement = judgement(birthDate: application.person.birthDate, rules)
    let exclusion = exclusion(application.person.nik, judgement.compared, rules.programme)
    return CheckedForm(
      application: application, warnings: warnings, note: note,
      judgement: judgement.with(exclusion), exclusion: exclusion)
  }
}
