public import CaseDomain

/// A list of people to be put forward, as an office sends it.
public struct RegisterFile: Hashable, Sendable {
  public var rows: [RegisterRow]
  /// The columns that the program has no use for, so that the office can be told.
  public var ignoredColumns: [ColumnPlace]

  /// Reads the rows under the header into forms; what their fields hold is for
  /// ``CaseDomain/Form/application(_:today:)``.
  ///
  /// - Throws: ``TableFault``; the whole table is refused then.
  public init(_ table: CSVTable) throws(TableFault) {
    let header = try TableHeader(table, .register)
    let missing = Field.allCases.filter { $0.isRequired && !header.covers($0) }
    guard missing.isEmpty else {
      throw .missingColumns(missing.map(Column.field), line: header.line)
    }
    ignoredColumns = header.ignored
    rows = header.rows.map { header.registerRow($0) }
  }
}

/// One person of a register.
public struct RegisterRow: Hashable, Sendable {
  /// The line of the file, from 1.
  public var line: Int
  public var form: Form
  /// The noted reason that answers warnings; nil where there is none.
  public var note: String?
  /// Text behind the last column: the cells of this row may have slipped, so that none can be trusted.
  public var surplus: RowFault?

  public init(line: Int, form: Form, note: String? = nil, surplus: RowFault? = nil) {
    (self.line, self.form, self.note, self.surplus) = (line, form, note, surplus)
  }
}

extension TableHeader {
  fileprivate func registerRow(_ row: CSVRow) -> RegisterRow {
    var form = Form()
    for field in fields {
      let isNumber = field == .nik || field == .kk
      let cell = isNumber ? number(.field(field), row) : text(.field(field), row)
      if !cell.isEmpty { form.texts[field] = cell }
    }
    if has(.birthPlaceAndDate) {
      let parts = PlaceAndDate(text(.birthPlaceAndDate, row))
      (form.texts[.birthPlace], form.texts[.birthDate]) = (parts.place, parts.date)
    }
    if has(.neighbourhood) {
      let parts = Neighbourhood(text(.neighbourhood, row))
      (form.texts[.rt], form.texts[.rw]) = (parts.rt, parts.rw)
    }
    let district = text(.district, row)
    form.district = district.isEmpty ? nil : district
    let note = text(.note, row)
    return RegisterRow(
      line: row.line, form: form, note: note.isEmpty ? nil : note, surplus: surplus(row))
  }

  fileprivate func covers(_ field: Field) -> Bool {
    has(.field(field)) || field == .birthDate && has(.birthPlaceAndDate)
  }
}
