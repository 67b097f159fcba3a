internal import ArgumentParser
internal import CanonicalForm
internal import CaseDomain

/// `payung register`: puts one person forward.
struct RegisterCommand: StoreCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "register",
      abstract: say("Mendata satu orang.", "Registers one person."),
      discussion: say(
        "Contoh: payung register --from usulan.json --officer siti",
        "Example: payung register --from form.json --officer siti"))
  }

  @OptionGroup var options: StoreOptions
  @OptionGroup var writing: WriteOptions
  @OptionGroup var fields: FieldOptions

  @Option(
    help: help(
      "Berkas JSON dengan isian yang sama, - untuk masukan baku.",
      "A JSON file with the same fields, - for standard input.", value: ValueName.file))
  var from: String?

  @Option(
    help: help(
      "Alasan atas hal yang perlu diperiksa.", "The noted reason that answers warnings.",
      value: ValueName.text))
  var note: String?

  func run(_ session: Session) throws(CommandFailure) {
    var form = Form()
    var note = note
    if let from {
      let file = try RegistrationFile(
        try session.read(from, limit: 1 << 20), name: session.shown(from), session.wording)
      (form, note) = (file.form, note ?? file.note)
    }
    form.texts.merge(fields.form.texts)
    form.district = fields.form.district ?? form.district
    let outcome = try session.perform([.register(Register(form: form, note: note))], writing)
    try session.report(outcome)
  }
}

/// One registration in a JSON file: an object with the names of the fields.
private struct RegistrationFile {
  var form = Form()
  var note: String?

  init(_ bytes: [UInt8], name: String, _ wording: Wording) throws(CommandFailure) {
    do throws(JSONFailure) {
      let object = try JSONObject(parsing: bytes)
      try object.refuseKeys(otherThan: Field.allCases.map(\.rawValue) + ["district", "note"])
      for field in Field.allCases {
        form.texts[field] =
          field == .papers && object[field.rawValue]?.elements != nil
          ? try object.strings(field.rawValue).joined(separator: ",")
          : try object.optionalString(field.rawValue)
      }
      form.district = try object.optionalString("district")
      note = try object.optionalString("note")
    } catch {
      throw CommandFailure(.refused, wording.failure(error, file: name, in: bytes))
    }
  }
}
