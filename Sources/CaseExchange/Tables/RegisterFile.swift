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
    rows = header.rows.map { RegisterRow($0, header) }
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

  fileprivate init(_ row: CSVRow, _ header: TableHeader) {
    var form = Form()
    for field in header.fields {
      let text =
        field == .nik || field == .kk
        ? header.number(.field(field), row) : header.text(.field(field), row)
      if !text.isEmpty { form.texts[field] = text }
    }
    if header.has(.birthPlaceAndDate) {
      let parts = PlaceAndDate(header.text(.birthPlaceAndDate, row))
      (form.texts[.birthPlace], form.texts[.birthDate]) = (parts.place, parts.date)
    }
    if header.has(.neighbourhood) {
      let parts = Neighbourhood(header.text(.neighbourhood, row))
      (form.texts[.rt], form.texts[.rw]) = (parts.rt, parts.rw)
    }
    let district = header.text(.district, row)
    form.district = district.isEmpty ? nil : district
    let note = header.text(.note, row)
    self.init(
      line: row.line, form: form, note: note.isEmpty ? nil : note, surplus: header.surplus(row))
  }
}

extension TableHeader {
  fileprivate func covers(_ field: Field) -> Bool {
    has(.field(field)) || field == .birthDate && has(.birthPlaceAndDate)
  }
}
