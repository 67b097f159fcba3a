internal import CanonicalForm
internal import CaseDomain

/// The header of a table: which column holds what, and the rows below.
struct TableHeader {
  private let titles: CSVRow
  /// Where each column stands, by ``Column/place``: they are asked for every cell.
  private let columns: [Int?]
  /// The fields that have a column, in their order.
  let fields: [Field]
  /// The rows under the header.
  let rows: ArraySlice<CSVRow>
  /// The columns that this kind of table has no use for, other than running numbers.
  let ignored: [ColumnPlace]

  /// How many rows are searched; titles stand above the header.
  static let rowsToSearch = 20

  /// Finds the header.
  ///
  /// - Throws: ``TableFault/noHeader(_:rowsSearched:)``;
  ///   ``TableFault/duplicateColumn(_:_:_:line:)``; what ``ExcelDamage`` finds in the rows.
  init(_ table: CSVTable, _ kind: TableKind) throws(TableFault) {
    let wanted = kind.headerColumns
    let place = table.rows.prefix(TableHeader.rowsToSearch).firstIndex { row in
      let found = Set(row.cells.compactMap(kind.column))
      return wanted.allSatisfy { !found.isDisjoint(with: $0) }
    }
    guard let place else {
      throw .noHeader(kind, rowsSearched: min(table.rows.count, TableHeader.rowsToSearch))
    }
    let header = table.rows[place]
    rows = table.rows[(place + 1)...]
    let width = (header.cells.lastIndex { !$0.trimmed.isEmpty } ?? -1) + 1
    titles = CSVRow(line: header.line, cells: header.cells.prefix(width).map(Shown.line))

    var columns = [Int?](repeating: nil, count: Column.count)
    var ignored: [ColumnPlace] = []
    for (index, cell) in header.cells.prefix(width).enumerated() {
      guard let column = kind.column(cell) else {
        if !ColumnNames.counting.contains(ColumnNames.folded(cell)) {
          ignored.append(ColumnPlace(index: index, title: titles[index]))
        }
        continue
      }
      for other in column.overlapping {
        guard let first = columns[other.place] else { continue }
        throw .duplicateColumn(
          column, ColumnPlace(index: first, title: titles[first]),
          ColumnPlace(index: index, title: titles[index]), line: header.line)
      }
      columns[column.place] = index
    }
    self.columns = columns
    fields = Field.allCases.filter { columns[Column.field($0).place] != nil }
    // A column without a header is worth a mention only if there is something in it.
    let rows = rows
    self.ignored = ignored.filter { place in
      !place.title.isEmpty || rows.contains { !$0[place.index].trimmed.isEmpty }
    }
    try ExcelDamage.check(self)
  }

  /// The line of the header itself.
  var line: Int { titles.line }

  func has(_ column: Column) -> Bool { columns[column.place] != nil }

  func place(_ column: Column) -> ColumnPlace? {
    columns[column.place].map { ColumnPlace(index: $0, title: titles[$0]) }
  }

  /// What a row holds in a column, on one line without space around it; empty where there is nothing.
  func text(_ column: Column, _ row: CSVRow) -> String {
    guard let index = columns[column.place] else { return "" }
    let cell = row[index]
    // As nearly every cell is: printable, with nothing around it.
    if cell.utf8.span.isPrintableLine { return cell }
    let text = cell.trimmed
    guard text.contains(where: \.isNewline) else { return text }
    // Alt+Enter in Excel: a line end inside a cell is meant as a space.
    return text.split(whereSeparator: \.isNewline).map { $0.trimmed }
      .joined(separator: " ")
  }

  /// As ``text(_:_:)`` for a number, without the `.0` that programs put behind what they took for one.
  func number(_ column: Column, _ row: CSVRow) -> String {
    let text = text(column, row)
    let bytes = text.utf8.span
    guard bytes.contains(UInt8(ascii: ".")) || bytes.contains(UInt8(ascii: ",")),
      let point = text.lastIndex(where: { $0 == "." || $0 == "," })
    else { return text }
    let decimals = text[text.index(after: point)...].utf8
    let whole = text[..<point].utf8
    guard (1...6).contains(decimals.count), decimals.allSatisfy({ $0 == 0x30 }),
      // `1.000` is a thousand, and a NIK has 16 digits.
      decimals.count < 3 || whole.count == 16,
      !whole.isEmpty, whole.allSatisfy({ (0x30...0x39).contains($0) })
    else { return text }
    return String(text[..<point])
  }

  /// What stands in a row behind the last column of the header.
  func surplus(_ row: CSVRow) -> RowFault? {
    guard row.cells.count > titles.cells.count,
      let index = row.cells[titles.cells.count...].firstIndex(where: { !$0.trimmed.isEmpty })
    else { return nil }
    return RowFault(
      row.line, ColumnPlace(index: index, title: ""), .surplus(columns: titles.cells.count))
  }
}

extension Column {
  /// The columns that say the same or a part of the same, itself included.
  fileprivate var overlapping: [Column] {
    switch self {
    case .birthPlaceAndDate: [self, .field(.birthPlace), .field(.birthDate)]
    case .field(.birthPlace), .field(.birthDate): [self, .birthPlaceAndDate]
    case .neighbourhood: [self, .field(.rt), .field(.rw)]
    case .field(.rt), .field(.rw): [self, .neighbourhood]
    default: [self]
    }
  }
}
