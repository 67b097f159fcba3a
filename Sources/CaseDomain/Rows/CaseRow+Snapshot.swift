public import CanonicalForm

/// Writes rows as lines of a snapshot: what is a case's own in full, and what many share by the number of its word.
///
/// So a row is read in a quarter of the time that keys, moments and words would take, and every command reads them all.
public struct RowWriter {
  private let rows: CaseRows
  private let use: RowWordsUse

  init(_ rows: CaseRows) {
    self.rows = rows
    use = RowWordsUse(rows)
  }

  /// What the rows name by numbers: they are read with these words and no others.
  public var words: RowWords { use.words }

  /// Writes the fields of a case's line.
  public func write(_ id: CaseID, to fields: inout JSONWriter) {
    guard rows.has(id) else { return }
    let packed = rows[id.number]
    let standing = rows.pool.standing(packed)
    fields.field("case", id.number)
    fields.field("stage", standing.stage.rawValue)
    fields.field("row", numbers(packed, standing))
    fields.field("nik", ifPresent: NIK(packed: packed.nik)?.digits)
    fields.field("name", ifPresent: rows.pool.text(packed, .name))
    fields.field("address", ifPresent: rows.pool.text(packed, .address))
  }

  /// What `CaseRows.takeNumbers` reads, in its order.
  private func numbers(_ packed: PackedCase, _ standing: PackedStanding) -> [Int] {
    let (home, work) = (rows.pool.home(packed), rows.pool.work(packed))
    func word(_ number: CasePool.WordNumber) -> Int { use.numbers[Int(number)] }
    return [
      word(standing.level), word(standing.reason), Int(standing.from), Int(standing.until),
      Int(clamping: standing.approvals(as: use.levels)), RowFlags(standing, work).rawValue,
      word(standing.changedBy), word(home.area), word(home.rt), word(home.rw),
      word(home.registeredBy), word(work.occupation), Int(work.age),
      Int(packed.filled), Int(packed.birthDay), packed.since.value, packed.registered.value,
      packed.changed.value, Int(packed.changedIn), packed.qualified.value,
      Int(packed.qualifiedIn), Int(packed.qualifiedIndex),
    ]
  }
}

/// The rows of cases that follow each other, read from a snapshot apart from those before them.
public struct CaseRowsPart: Sendable {
  /// Nil before the first case.
  private var rows: CaseRows?

  public init() {}

  /// Takes in the row of the next case from its line, see ``RowWriter/write(_:to:)``, behind which the archive's own
  /// fields stand; false where it is none.
  ///
  /// `place` is where the archive has its file.
  public mutating func take(_ line: Span<UInt8>, place: Int) -> Bool {
    var cursor = JSONCursor(at: 0)
    guard let number = CaseRowsPart.number(&cursor, line) else { return false }
    if rows == nil { rows = CaseRows(from: number) }
    guard rows?.numbers.upperBound == number else { return false }
    return rows?.take(&cursor, line, place: place) ?? false
  }

  /// The rows, which are then here no longer.
  mutating func take() -> CaseRows? {
    defer { rows = nil }
    return rows
  }

  /// The number of the case whose line this is; nil where it is no case's.
  public static func number(ofLine line: Span<UInt8>) -> Int? {
    var cursor = JSONCursor(at: 0)
    return number(&cursor, line)
  }

  private static func number(_ cursor: inout JSONCursor, _ line: Span<UInt8>) -> Int? {
    cursor.pass(#"{"case":"#, in: line) ? cursor.number(in: line) : nil
  }
}

extension CaseRows {
  /// Takes in the row of the next case from its line behind the number, up to the comma behind the row.
  ///
  /// `place` is where the archive has its file. False, and nothing is taken, where the line is not as ``RowWriter`` makes
  /// it. Words keep the numbers that they have there, see `CasePool.name(_:)`.
  fileprivate mutating func take(
    _ cursor: inout JSONCursor, _ bytes: Span<UInt8>, place: Int
  ) -> Bool {
    guard cursor.pass(#","stage":"#, in: bytes), let stage = cursor.plainString(in: bytes),
      let stage = Stage(bytes.extracting(stage)), cursor.pass(#","row":["#, in: bytes)
    else { return false }
    var row = UnpackedRow()
    row.standing.stage = stage
    row.packed.place = Int48(clamping: place)
    guard takeNumbers(&row, &cursor, bytes), takePerson(&row, &cursor, bytes),
      cursor.pass(#","events":["#, in: bytes)
    else { return false }
    pool.set(row.standing, row.home, row.work, of: &row.packed)
    set(row.packed, numbers.upperBound)
    return true
  }

  private func takeNumbers(
    _ row: inout UnpackedRow, _ cursor: inout JSONCursor, _ bytes: Span<UInt8>
  ) -> Bool {
    var list = NumberList(cursor)
    list.take(&row.standing.level, bytes)
    list.take(&row.standing.reason, bytes)
    list.take(&row.standing.from, bytes)
    list.take(&row.standing.until, bytes)
    list.take(&row.standing.approvals, bytes)
    let flags = list.takeFlags(bytes)
    row.standing.isBackFromRepair = flags.contains(.isBackFromRepair)
    row.standing.isUntouched = flags.contains(.isUntouched)
    row.work.sex = flags.contains(.isFemale) ? .female : .male
    list.take(&row.standing.changedBy, bytes)
    list.take(&row.home.area, bytes)
    list.take(&row.home.rt, bytes)
    list.take(&row.home.rw, bytes)
    list.take(&row.home.registeredBy, bytes)
    list.take(&row.work.occupation, bytes)
    list.takeSigned(&row.work.age, bytes)
    list.take(&row.packed.filled, bytes)
    list.takeSigned(&row.packed.birthDay, bytes)
    list.take(&row.packed.since, bytes)
    list.take(&row.packed.registered, bytes)
    list.take(&row.packed.changed, bytes)
    list.take(&row.packed.changedIn, bytes)
    list.take(&row.packed.qualified, bytes)
    list.take(&row.packed.qualifiedIn, bytes)
    list.take(&row.packed.qualifiedIndex, bytes, before: UInt8(ascii: "]"))
    cursor = list.cursor
    return list.isGood
  }

  private mutating func takePerson(
    _ row: inout UnpackedRow, _ cursor: inout JSONCursor, _ bytes: Span<UInt8>
  ) -> Bool {
    guard cursor.pass(#","nik":""#, in: bytes) else { return true }
    let digits = cursor.at..<cursor.at + 16
    guard bytes.count > digits.upperBound, let number = Digits.number(bytes, digits), number > 0
    else { return false }
    row.packed.nik = UInt64(number)
    cursor.at = digits.upperBound
    guard cursor.pass(UInt8(ascii: "\""), in: bytes) else { return false }
    let end = cursor
    // Nearly all are plain.
    if cursor.pass(#","name":"#, in: bytes), let name = cursor.plainString(in: bytes),
      cursor.pass(#","address":"#, in: bytes), let address = cursor.plainString(in: bytes)
    {
      pool.set(plain: name, address, in: bytes, of: &row.packed)
      return true
    }
    cursor = end
    var (name, address): (JSONPiece?, JSONPiece?)
    guard text(#","name":"#, &name, &cursor, bytes), text(#","address":"#, &address, &cursor, bytes)
    else { return false }
    pool.set(name, address, in: bytes, of: &row.packed)
    return true
  }

  /// Passes a text where its key stands; false where what follows is no string.
  private func text(
    _ key: StaticString, _ piece: inout JSONPiece?, _ cursor: inout JSONCursor,
    _ bytes: Span<UInt8>
  ) -> Bool {
    guard cursor.pass(key, in: bytes) else { return true }
    piece = cursor.string(in: bytes)
    return piece != nil
  }
}

/// A row while it is read, with what goes to the pool.
private struct UnpackedRow {
  var packed = PackedCase()
  var standing = PackedStanding()
  var home = PackedHome()
  var work = PackedWork()
}

/// What a row says by one bit each.
private struct RowFlags: OptionSet {
  let rawValue: Int

  static let isBackFromRepair = RowFlags(rawValue: 1)
  static let isUntouched = RowFlags(rawValue: 2)
  static let isFemale = RowFlags(rawValue: 4)
  static let all: RowFlags = [isBackFromRepair, isUntouched, isFemale]

  init(rawValue: Int) { self.rawValue = rawValue }

  init(_ standing: PackedStanding, _ work: PackedWork) {
    self = []
    if standing.isBackFromRepair { insert(.isBackFromRepair) }
    if standing.isUntouched { insert(.isUntouched) }
    if work.sex == .female { insert(.isFemale) }
  }
}

/// The numbers of a list, taken one after the other.
private struct NumberList {
  private(set) var cursor: JSONCursor
  /// Whether all that was taken were numbers, and such as fit.
  private(set) var isGood = true

  init(_ cursor: JSONCursor) { self.cursor = cursor }

  /// Takes the next number, behind which `end` stands.
  @inline(__always)
  mutating func take<Number: FixedWidthInteger>(
    _ value: inout Number, _ bytes: Span<UInt8>, before end: UInt8 = UInt8(ascii: ",")
  ) {
    guard let found = cursor.number(before: end, in: bytes), let fitting = Number(exactly: found)
    else { return isGood = false }
    value = fitting
  }

  /// The same of one that may be below zero.
  @inline(__always)
  mutating func takeSigned<Number: FixedWidthInteger & SignedInteger>(
    _ value: inout Number, _ bytes: Span<UInt8>
  ) {
    let isNegative = cursor.pass(UInt8(ascii: "-"), in: bytes)
    take(&value, bytes)
    if isNegative { value = 0 - value }
  }

  @inline(__always)
  mutating func takeFlags(_ bytes: Span<UInt8>) -> RowFlags {
    var flags = 0
    take(&flags, bytes)
    isGood = isGood && RowFlags.all.isSuperset(of: RowFlags(rawValue: flags))
    return RowFlags(rawValue: flags)
  }

  /// Takes a moment, in milliseconds.
  @inline(__always)
  mutating func take(_ moment: inout Int48, _ bytes: Span<UInt8>) {
    if let found = cursor.thirteenDigits(before: UInt8(ascii: ","), in: bytes) {
      return moment = Int48(clamping: found)
    }
    let isNegative = cursor.pass(UInt8(ascii: "-"), in: bytes)
    guard let found = cursor.longNumber(in: bytes), cursor.pass(UInt8(ascii: ","), in: bytes)
    else { return isGood = false }
    moment = Int48(clamping: isNegative ? -found : found)
  }
}
