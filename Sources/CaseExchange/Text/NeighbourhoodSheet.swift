public import CanonicalForm
public import CaseDomain

/// The paper on which the head of a neighbourhood decides: the waiting cases of one RT/RW as 80 columns
/// of plain text, to be signed and keyed by an officer.
///
/// It bears no NIK. Behind each case number stands a check letter, so that a misread number is found
/// when the sheet is keyed (``checkLetter(_:)``).
public struct NeighbourhoodSheet: Hashable, Sendable {
  public var programme: Programme
  /// The level that signs it.
  public var level: Level
  public var area: Area
  /// Three digits.
  public var rt: String
  /// Three digits.
  public var rw: String
  public var rows: [SheetRow]
  /// The number of the sheet, which is keyed with the decisions.
  public var number: String
  public var printedOn: Day
  /// The name of the officer who prints it.
  public var officer: String
  /// The entry of the journal up to which the sheet is true, and its hash.
  public var entry: Int
  public var hash: String

  public init(
    programme: Programme, level: Level, area: Area, rt: String, rw: String, rows: [SheetRow],
    number: String, printedOn: Day, officer: String, entry: Int, hash: String
  ) {
    (self.programme, self.level, self.area) = (programme, level, area)
    (self.rt, self.rw, self.rows, self.number) = (rt, rw, rows, number)
    (self.printedOn, self.officer) = (printedOn, officer)
    (self.entry, self.hash) = (entry, hash)
  }

  /// The lines of a page, which folio paper holds at six lines an inch.
  public static let linesPerPage = 60
  public static let width = 80

  /// All pages as lines; a form feed begins every page but the first.
  public func text(_ language: Language) -> [String] {
    pages(language).enumerated().flatMap { index, page in
      index == 0 ? page : ["\u{0C}" + (page.first ?? "")] + page.dropFirst()
    }
  }

  /// The pages, each with head and foot, the legend and the signatures on the last.
  public func pages(_ language: Language) -> [[String]] {
    let print = SheetPrinter(sheet: self, wording: Wording(language, programme))
    let bodies = print.bodies()
    return bodies.enumerated().map { index, body in
      print.head(page: index + 1, of: bodies.count) + body + ["", print.foot()]
    }
  }
}
