/// Which case holds which NIK.
///
/// A table of all rows is made once so much was asked that it is worth its time; until then the archive is asked, and
/// of the rows only those are in a table that came to hold a NIK since.
struct NIKIndex: Sendable {
  private typealias Table = NumberTable<UInt64>

  /// How many rows are put into the table while the archive finds one NIK, about.
  private static let rowsPerSearch = 50

  /// What knows who held which NIK when this index began; nil where nobody does.
  private let archive: (any CaseArchive)?
  private var whole = LazyIndex<Table>()
  private var recent = Table()

  init(asking archive: (any CaseArchive)? = nil) { self.archive = archive }

  /// Whether changes matter also before anybody has asked.
  var asksArchive: Bool { archive != nil }

  /// The number of the case that holds a NIK, the last one where a forged journal has several.
  func number(of nik: NIK, in rows: CaseRows) -> Int? {
    if let table = whole.index(afterAsking: limit(rows), { NIKIndex.table(of: rows) }) {
      return NIKIndex.number(of: nik, table, rows)
    }
    if let number = NIKIndex.number(of: nik, recent, rows) { return number }
    guard let earlier = archive?.holders(of: nik) else {
      return NIKIndex.number(of: nik, whole.index { NIKIndex.table(of: rows) }, rows)
    }
    // Who held it may hold another one now, or none.
    return earlier.last { rows.has($0) && rows.holds($0.number, nik) }?.number
  }

  /// Makes the table now where asking so many times will be worth its time.
  func prepare(forAsking count: Int, in rows: CaseRows) {
    whole.prepare(forAsking: count, limit: limit(rows)) { NIKIndex.table(of: rows) }
  }

  /// Adds the case of a row, where it holds a NIK.
  mutating func insert(_ number: Int, in rows: CaseRows) {
    guard rows.isIdentified(rows[number]) else { return }
    whole.update { $0.insert(UInt32(number)) { rows[Int($0)].nik } }
    if asksArchive { recent.insert(UInt32(number)) { rows[Int($0)].nik } }
  }

  /// Takes out the case of a row that is about to change.
  mutating func remove(_ number: Int, in rows: CaseRows) {
    guard rows.isIdentified(rows[number]) else { return }
    whole.update { $0.remove(UInt32(number)) { rows[Int($0)].nik } }
    if asksArchive { recent.remove(UInt32(number)) { rows[Int($0)].nik } }
  }

  /// After how many searches the table would have been worth its time.
  private func limit(_ rows: CaseRows) -> Int {
    asksArchive ? 1 + rows.count / NIKIndex.rowsPerSearch : 0
  }

  private static func number(of nik: NIK, _ table: Table, _ rows: CaseRows) -> Int? {
    table.number(of: nik.packed) { rows[Int($0)].nik }.map(Int.init)
  }

  private static func table(of rows: CaseRows) -> Table {
    var table = Table(expecting: rows.count)
    for number in rows.numbers where rows.isIdentified(rows[number]) {
      table.insert(UInt32(number)) { rows[Int($0)].nik }
    }
    return table
  }
}

extension CaseRows {
  fileprivate func holds(_ number: Int, _ nik: NIK) -> Bool {
    let packed = self[number]
    return packed.nik == nik.packed && isIdentified(packed)
  }
}
