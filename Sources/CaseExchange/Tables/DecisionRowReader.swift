internal import CanonicalForm
internal import CaseDomain

/// Reads one row of a decision file.
struct DecisionRowReader {
  let row: CSVRow
  let header: TableHeader
  let programme: Programme

  /// The column that names the case.
  var subjectPlace: ColumnPlace? {
    let column: Column = header.text(.caseNumber, row).isEmpty ? .field(.nik) : .caseNumber
    return header.place(column)
  }

  /// - Throws: the first thing wrong, from the case to the signature.
  mutating func decision() throws(RowFault) -> DecisionRow {
    if let surplus = header.surplus(row) { throw surplus }
    let number = try caseNumber()
    let nik = try nik()
    let subject: DecisionRow.Subject
    if let number {
      subject = .case(number)
    } else if let nik {
      subject = .nik(nik)
    } else {
      throw RowFault(row.line, subjectPlace, .noSubject)
    }
    let level = try level()
    let verdict = try verdict()
    let note = header.text(.note, row)
    return DecisionRow(
      line: row.line, subject: subject, nik: number == nil ? nil : nik, level: level,
      verdict: verdict, reason: try reason(verdict, level), note: note.isEmpty ? nil : note,
      signature: try signature(), place: subjectPlace)
  }

  private func fault(_ column: Column, _ problem: RowFault.Problem) -> RowFault {
    RowFault(row.line, header.place(column), problem)
  }

  /// `721`, or `721-B` with the check letter of the sheet.
  private func caseNumber() throws(RowFault) -> CaseID? {
    let text = header.number(.caseNumber, row)
    guard !text.isEmpty else { return nil }
    let digits = text.utf8.prefix { (0x30...0x39).contains($0) }
    let rest = text[digits.endIndex...].trimmedOfDashes
    guard digits.count <= 9, let number = Digits.number(Array(digits)), number > 0,
      rest.count <= 1, rest.allSatisfy({ $0.isASCII && $0.isLetter })
    else { throw fault(.caseNumber, .notCaseNumber(Shown.text(text))) }
    let id = CaseID(number)
    if let letter = rest.uppercased().first, letter != NeighbourhoodSheet.checkLetter(id) {
      throw fault(.caseNumber, .wrongCheckLetter(id, typed: letter))
    }
    return id
  }

  private func nik() throws(RowFault) -> NIK? {
    let text = header.number(.field(.nik), row)
    guard !text.isEmpty else { return nil }
    do throws(NIK.Fault) {
      return try NIK(text.prefix(200))
    } catch {
      throw fault(.field(.nik), .nik(error))
    }
  }

  /// By id, by name, or by one of the names that a name lists ("Desa" of "Kelurahan/Desa").
  private func level() throws(RowFault) -> LevelID? {
    let text = header.text(.level, row)
    guard !text.isEmpty else { return nil }
    let typed = Text.folded(text.prefix(100))
    let whole = programme.levels.filter {
      Text.folded($0.id.rawValue) == typed || Text.folded($0.name) == typed
    }
    let found =
      whole.isEmpty
      ? programme.levels.filter { $0.name.split(separator: "/").map(Text.folded).contains(typed) }
      : whole
    if let level = found.first, found.count == 1 { return level.id }
    if typed == Text.folded(LevelID.bpjs.rawValue) { return .bpjs }
    throw fault(.level, .unknownLevel(Shown.text(text), known: programme.levels.map(\.id)))
  }

  private func verdict() throws(RowFault) -> Verdict {
    let text = header.text(.verdict, row)
    guard !text.isEmpty else { throw fault(.verdict, .noVerdict) }
    guard let verdict = Verdict(text) else {
      throw fault(.verdict, .unknownVerdict(Shown.text(text)))
    }
    return verdict
  }

  /// By code, by the digit of the sheet (which means one thing for a rejection, another for a return),
  /// or by name.
  private func reason(_ verdict: Verdict, _ level: LevelID?) throws(RowFault) -> ReasonCode? {
    let text = header.text(.reason, row)
    guard let kind = verdict.reasonKind else {
      guard text.isEmpty || text == "-" else {
        throw fault(.reason, .reasonForApproval(Shown.text(text)))
      }
      return nil
    }
    let reasons = programme.reasons.filter { $0.kind == kind }
    let known = reasons.filter { level.map($0.levels.contains) ?? !$0.levels.isEmpty }.map(\.code)
    guard !text.isEmpty else { throw fault(.reason, .noReason(verdict, known: known)) }
    let typed = Text.folded(text.prefix(200))
    let digit = typed.utf8.count == 1 ? Digits.number(Array(typed.utf8)) : nil
    let found = reasons.first {
      Text.folded($0.code.rawValue) == typed || $0.digit != nil && $0.digit == digit
        || Text.folded($0.name) == typed
    }
    guard let found else {
      throw fault(.reason, .unknownReason(Shown.text(text), verdict, known: known))
    }
    return found.code
  }

  private func signature() throws(RowFault) -> Signature? {
    let parts: [Column] = [.signedBy, .signedOn, .document]
    let missing = parts.filter { header.text($0, row).isEmpty }
    guard missing.count < parts.count else { return nil }
    guard missing.isEmpty else {
      throw RowFault(
        row.line, missing.lazy.compactMap { header.place($0) }.first,
        .signatureIncomplete(missing: missing))
    }
    let day: Day
    do throws(FieldFault.Problem) {
      day = try DayReading.day(header.text(.signedOn, row).prefix(100))
    } catch {
      throw fault(
        .signedOn,
        error == .excelDay ? .excelDay : .notDay(Shown.text(header.text(.signedOn, row))))
    }
    return Signature(
      by: header.text(.signedBy, row), on: day, document: header.text(.document, row))
  }
}

extension Substring {
  /// Without the space and the dash between a case number and its check letter.
  fileprivate var trimmedOfDashes: Substring {
    drop { $0 == " " || $0 == "-" || $0 == "\u{2013}" }
  }
}
