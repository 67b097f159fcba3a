internal import CanonicalForm
internal import CaseDomain
internal import CaseExchange

/// A table as a command answers it: text for people, CSV for Excel, JSON for programs.
struct Listing {
  struct Column {
    var title: String
    /// The key in JSON.
    var key: String
    var isNumber = false
    /// Whether it gives room on a narrow terminal, down to this many columns.
    var least: Int?

    static func text(_ title: String, _ key: String, least: Int? = nil) -> Column {
      Column(title: title, key: key, least: least)
    }
    static func number(_ title: String, _ key: String) -> Column {
      Column(title: title, key: key, isNumber: true)
    }
  }

  enum Cell {
    case text(String)
    case number(Int)
    case nothing
  }

  var columns: [Column]
  var rows: [[Cell]] = []
  /// What says of which entry the table is, its last row where it is exported.
  var mark: String?

  init(_ columns: [Column]) { self.columns = columns }
}

extension Session {
  /// Prints a table in the form that was asked for.
  func show(_ listing: Listing, _ options: TableOptions) {
    if json {
      var writer = JSONWriter()
      writer.array(listing.rows) { writer, row in
        writer.object { json in write(row, listing.columns, to: &json) }
      }
      print(String(decoding: writer.bytes, as: UTF8.self))
    } else if options.csv {
      showCSV(listing)
    } else {
      let table = TextTable(
        columns: listing.columns.map {
          TextTable.Column(
            $0.title, $0.isNumber ? .right : .left, minimum: $0.least ?? 0,
            isFlexible: $0.least != nil)
        },
        rows: listing.rows.map { row in row.map(text) })
      for line in table.lines(width: host.width) { print(line) }
    }
  }

  func write(_ row: [Listing.Cell], _ columns: [Listing.Column], to json: inout JSONWriter) {
    for (column, cell) in zip(columns, row) {
      switch cell {
      case .text(let text): json.field(column.key, text)
      case .number(let number): json.field(column.key, number)
      case .nothing: continue
      }
    }
  }

  private func showCSV(_ listing: Listing) {
    let rows =
      [listing.columns.map(\.title)]
      + listing.rows.map { row in
        row.map { cell in
          switch cell {
          case .text(let text): text
          case .number(let number): String(number)
          case .nothing: ""
          }
        }
      } + [listing.mark].compactMap(\.self).map { [$0] }
    host.output(String(decoding: CSVWriter.bytes(rows), as: UTF8.self))
  }

  private func text(_ cell: Listing.Cell) -> String {
    switch cell {
    case .text(let text): text
    case .number(let number): wording.number(number)
    case .nothing: ""
    }
  }
}
