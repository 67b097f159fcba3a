internal import CanonicalForm

// A row as fields of a line and back, the keys always in this order, absent where there is nothing to say.
extension CaseRow {
  func write(to fields: inout JSONWriter) {
    let standing = standing
    fields.field("case", id.number)
    fields.field("stage", stage.rawValue)
    fields.field("level", ifPresent: standing.level?.rawValue)
    fields.field("since", standing.since.description)
    fields.field("reason", ifPresent: standing.reason?.rawValue)
    if let qualification = standing.qualification {
      fields.field("qualified", qualification.at.description)
      fields.field("qualifiedIn", qualification.entry)
      fields.field("qualifiedIndex", qualification.index)
    }
    fields.field("from", ifPresent: standing.cover?.from.description)
    fields.field("until", ifPresent: standing.cover?.until?.description)
    fields.field("approved", ifAny: approvers.map(\.rawValue).sorted())
    fields.field("repaired", ifTrue: isBackFromRepair)
    fields.field("untouched", ifTrue: isUntouched)
    fields.field("area", area.rawValue)
    fields.field("occupation", occupation.rawValue)
    fields.field("sex", sex.rawValue)
    fields.field("age", age)
    fields.field("registered", registered.description)
    fields.field("registeredBy", registeredBy.rawValue)
    fields.field("changed", changed.description)
    fields.field("changedIn", changedIn)
    fields.field("changedBy", changedBy.rawValue)
    fields.field("filled", Int(packed.filled))
    fields.field("nik", ifPresent: nik?.digits)
    fields.field("name", ifPresent: name)
    fields.field("birthDate", ifPresent: birthDate?.description)
    fields.field("address", ifPresent: address)
    fields.field("rt", ifPresent: rt)
    fields.field("rw", ifPresent: rw)
  }
}

/// The rows of cases that follow each other, read from a snapshot apart from those before them.
public struct CaseRowsPart: Sendable {
  /// Nil before the first case.
  private var rows: CaseRows?

  public init() {}

  /// Takes in the row of the next case from its line, see ``Caseload/writeRow(_:to:)``, behind which the archive's own
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
  /// `place` is where the archive has its file. False, and nothing is taken, where the line is not as `write(to:)` makes it.
  fileprivate mutating func take(
    _ cursor: inout JSONCursor, _ bytes: Span<UInt8>, place: Int
  ) -> Bool {
    var row = UnpackedRow()
    row.packed.place = Int48(clamping: place)
    guard takeStanding(&row, &cursor, bytes), takeRecord(&row, &cursor, bytes),
      takePerson(&row, &cursor, bytes), cursor.pass(#","events":["#, in: bytes)
    else { return false }
    pool.set(row.standing, of: &row.packed)
    pool.set(row.home, of: &row.packed)
    pool.set(row.work, of: &row.packed)
    set(row.packed, numbers.upperBound)
    return true
  }

  private mutating func takeStanding(
    _ row: inout UnpackedRow, _ cursor: inout JSONCursor, _ bytes: Span<UInt8>
  ) -> Bool {
    guard cursor.pass(#","stage":"#, in: bytes), let stage = cursor.plainString(in: bytes),
      let stage = Stage(bytes.extracting(stage)),
      word(#","level":"#, &row.standing.level, &cursor, bytes),
      cursor.pass(#","since":"#, in: bytes), moment(&row.packed.since, &cursor, bytes),
      word(#","reason":"#, &row.standing.reason, &cursor, bytes)
    else { return false }
    row.standing.stage = stage
    if cursor.pass(#","qualified":"#, in: bytes) {
      guard moment(&row.packed.qualified, &cursor, bytes),
        cursor.pass(#","qualifiedIn":"#, in: bytes),
        number(&row.packed.qualifiedIn, &cursor, bytes), row.packed.qualifiedIn > 0,
        cursor.pass(#","qualifiedIndex":"#, in: bytes),
        number(&row.packed.qualifiedIndex, &cursor, bytes)
      else { return false }
    }
    guard month(#","from":"#, &row.standing.from, &cursor, bytes),
      month(#","until":"#, &row.standing.until, &cursor, bytes)
    else { return false }
    if cursor.pass(#","approved":["#, in: bytes) {
      repeat {
        guard let level = cursor.plainString(in: bytes) else { return false }
        row.standing.approvals |= pool.bit(
          ofLevel: pool.number(ofASCII: bytes.extracting(level)))
      } while cursor.pass(UInt8(ascii: ","), in: bytes)
      guard cursor.pass(UInt8(ascii: "]"), in: bytes) else { return false }
    }
    row.standing.isBackFromRepair = cursor.pass(#","repaired":true"#, in: bytes)
    row.standing.isUntouched = cursor.pass(#","untouched":true"#, in: bytes)
    return true
  }

  private mutating func takeRecord(
    _ row: inout UnpackedRow, _ cursor: inout JSONCursor, _ bytes: Span<UInt8>
  ) -> Bool {
    guard word(#","area":"#, &row.home.area, &cursor, bytes),
      word(#","occupation":"#, &row.work.occupation, &cursor, bytes)
    else { return false }
    if cursor.pass(#","sex":"P""#, in: bytes) {
      row.work.sex = .female
    } else if !cursor.pass(#","sex":"L""#, in: bytes) {
      return false
    }
    var age: UInt32 = 0
    guard cursor.pass(#","age":"#, in: bytes), number(&age, &cursor, bytes),
      cursor.pass(#","registered":"#, in: bytes), moment(&row.packed.registered, &cursor, bytes),
      word(#","registeredBy":"#, &row.home.registeredBy, &cursor, bytes),
      cursor.pass(#","changed":"#, in: bytes), moment(&row.packed.changed, &cursor, bytes),
      cursor.pass(#","changedIn":"#, in: bytes), number(&row.packed.changedIn, &cursor, bytes),
      word(#","changedBy":"#, &row.standing.changedBy, &cursor, bytes)
    else { return false }
    row.work.age = Int16(clamping: age)
    return true
  }

  private mutating func takePerson(
    _ row: inout UnpackedRow, _ cursor: inout JSONCursor, _ bytes: Span<UInt8>
  ) -> Bool {
    guard cursor.pass(#","filled":"#, in: bytes), let filled = cursor.number(in: bytes),
      let filled = UInt16(exactly: filled)
    else { return false }
    row.packed.filled = filled
    guard cursor.pass(#","nik":"#, in: bytes) else { return true }
    var (name, address): (JSONPiece?, JSONPiece?)
    guard let digits = cursor.plainString(in: bytes),
      let nik = NIK(plain: bytes.extracting(digits)),
      text(#","name":"#, &name, &cursor, bytes), cursor.pass(#","birthDate":"#, in: bytes),
      let day = cursor.day(in: bytes),
      text(#","address":"#, &address, &cursor, bytes),
      word(#","rt":"#, &row.home.rt, &cursor, bytes),
      word(#","rw":"#, &row.home.rw, &cursor, bytes)
    else { return false }
    (row.packed.nik, row.packed.birthDay) = (nik.packed, Int32(clamping: day.number))
    pool.set(name, address, in: bytes, of: &row.packed)
    return true
  }

  // MARK: One field

  /// Passes a word where its key stands; false where what follows is no string.
  private mutating func word(
    _ key: StaticString, _ number: inout CasePool.WordNumber, _ cursor: inout JSONCursor,
    _ bytes: Span<UInt8>
  ) -> Bool {
    guard cursor.pass(key, in: bytes) else { return true }
    guard let piece = cursor.string(in: bytes) else { return false }
    number = pool.number(of: piece, in: bytes)
    return true
  }

  /// The same for a text of one case alone.
  private func text(
    _ key: StaticString, _ piece: inout JSONPiece?, _ cursor: inout JSONCursor,
    _ bytes: Span<UInt8>
  ) -> Bool {
    guard cursor.pass(key, in: bytes) else { return true }
    piece = cursor.string(in: bytes)
    return piece != nil
  }

  private func moment(
    _ value: inout Int48, _ cursor: inout JSONCursor, _ bytes: Span<UInt8>
  ) -> Bool {
    guard let moment = cursor.instant(in: bytes) else { return false }
    value = Int48(clamping: moment.milliseconds)
    return true
  }

  private func month(
    _ key: StaticString, _ value: inout Int32, _ cursor: inout JSONCursor, _ bytes: Span<UInt8>
  ) -> Bool {
    guard cursor.pass(key, in: bytes) else { return true }
    guard let text = cursor.plainString(in: bytes), let month = Month(bytes.extracting(text)) else {
      return false
    }
    value = month.packed
    return true
  }

  private func number(_ value: inout UInt32, _ cursor: inout JSONCursor, _ bytes: Span<UInt8>)
    -> Bool
  {
    guard let number = cursor.number(in: bytes), let small = UInt32(exactly: number) else {
      return false
    }
    value = small
    return true
  }
}

/// A row while it is read, with what goes to the pool.
private struct UnpackedRow {
  var packed = PackedCase()
  var standing = PackedStanding()
  var home = PackedHome()
  var work = PackedWork()
}
