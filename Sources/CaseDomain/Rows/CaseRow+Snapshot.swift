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
  private let expected: Int

  /// No file may say how much memory is asked for: room for more than this comes when it is needed.
  private static let mostExpected = 1 << 20

  /// A part that has room for so many cases: memory that is not used costs nothing, memory that is moved does.
  public init(expecting count: Int) { expected = min(count, CaseRowsPart.mostExpected) }

  /// Takes in the row of the next case from its line, see ``Caseload/writeRow(_:to:)``, behind which the archive's own
  /// fields stand; false where it is none.
  ///
  /// `place` is where the archive has its file.
  public mutating func take(_ line: Span<UInt8>, place: Int) -> Bool {
    var cursor = JSONCursor(at: 0)
    guard let number = CaseRowsPart.number(&cursor, line) else { return false }
    if rows == nil {
      rows = CaseRows(from: number)
      rows?.reserve(expected)
    }
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
    var row = PackedCase()
    row.place = place
    guard takeStanding(&row, &cursor, bytes), takeRecord(&row, &cursor, bytes),
      takePerson(&row, &cursor, bytes), cursor.pass(#","events":["#, in: bytes)
    else { return false }
    set(row, numbers.upperBound)
    return true
  }

  private mutating func takeStanding(
    _ row: inout PackedCase, _ cursor: inout JSONCursor, _ bytes: Span<UInt8>
  ) -> Bool {
    guard cursor.pass(#","stage":"#, in: bytes), let stage = cursor.plainString(in: bytes),
      let stage = Stage(bytes.extracting(stage)),
      word(#","level":"#, &row.level, &cursor, bytes),
      cursor.pass(#","since":"#, in: bytes), moment(&row.since, &cursor, bytes),
      word(#","reason":"#, &row.reason, &cursor, bytes)
    else { return false }
    row.stage = stage
    if cursor.pass(#","qualified":"#, in: bytes) {
      guard moment(&row.qualified, &cursor, bytes), cursor.pass(#","qualifiedIn":"#, in: bytes),
        number(&row.qualifiedIn, &cursor, bytes), row.qualifiedIn > 0,
        cursor.pass(#","qualifiedIndex":"#, in: bytes), number(&row.qualifiedIndex, &cursor, bytes)
      else { return false }
    }
    guard month(#","from":"#, &row.from, &cursor, bytes),
      month(#","until":"#, &row.until, &cursor, bytes)
    else { return false }
    if cursor.pass(#","approved":["#, in: bytes) {
      repeat {
        guard let level = cursor.plainString(in: bytes) else { return false }
        row.approvals |= bit(ofLevel: bytes.extracting(level))
      } while cursor.pass(UInt8(ascii: ","), in: bytes)
      guard cursor.pass(UInt8(ascii: "]"), in: bytes) else { return false }
    }
    row.isBackFromRepair = cursor.pass(#","repaired":true"#, in: bytes)
    row.isUntouched = cursor.pass(#","untouched":true"#, in: bytes)
    return true
  }

  private mutating func takeRecord(
    _ row: inout PackedCase, _ cursor: inout JSONCursor, _ bytes: Span<UInt8>
  ) -> Bool {
    guard word(#","area":"#, &row.area, &cursor, bytes),
      word(#","occupation":"#, &row.occupation, &cursor, bytes)
    else { return false }
    if cursor.pass(#","sex":"P""#, in: bytes) {
      row.sex = .female
    } else if !cursor.pass(#","sex":"L""#, in: bytes) {
      return false
    }
    var age: UInt32 = 0
    guard cursor.pass(#","age":"#, in: bytes), number(&age, &cursor, bytes),
      cursor.pass(#","registered":"#, in: bytes), moment(&row.registered, &cursor, bytes),
      word(#","registeredBy":"#, &row.registeredBy, &cursor, bytes),
      cursor.pass(#","changed":"#, in: bytes), moment(&row.changed, &cursor, bytes),
      cursor.pass(#","changedIn":"#, in: bytes), number(&row.changedIn, &cursor, bytes),
      word(#","changedBy":"#, &row.changedBy, &cursor, bytes)
    else { return false }
    row.age = Int16(clamping: age)
    return true
  }

  private mutating func takePerson(
    _ row: inout PackedCase, _ cursor: inout JSONCursor, _ bytes: Span<UInt8>
  ) -> Bool {
    guard cursor.pass(#","filled":"#, in: bytes), let filled = cursor.number(in: bytes),
      let filled = UInt16(exactly: filled)
    else { return false }
    row.filled = filled
    guard cursor.pass(#","nik":"#, in: bytes) else { return true }
    guard let digits = cursor.plainString(in: bytes),
      let nik = NIK(plain: bytes.extracting(digits)),
      text(#","name":"#, &row.name, &cursor, bytes), cursor.pass(#","birthDate":"#, in: bytes),
      let date = cursor.plainString(in: bytes), let day = Day(bytes.extracting(date)),
      text(#","address":"#, &row.address, &cursor, bytes),
      word(#","rt":"#, &row.rt, &cursor, bytes),
      word(#","rw":"#, &row.rw, &cursor, bytes)
    else { return false }
    (row.nik, row.birthDay) = (nik.packed, Int32(clamping: day.number))
    return true
  }

  // MARK: One field

  /// Passes a word where its key stands; false where what follows is no string.
  private mutating func word(
    _ key: StaticString, _ number: inout CaseTexts.WordNumber, _ cursor: inout JSONCursor,
    _ bytes: Span<UInt8>
  ) -> Bool {
    guard cursor.pass(key, in: bytes) else { return true }
    switch cursor.string(in: bytes) {
    case .plain(let range): number = self.number(of: bytes.extracting(range))
    case .decoded(let text): number = self.number(of: text)
    case nil: return false
    }
    return true
  }

  /// The same for a text of one case alone.
  private mutating func text(
    _ key: StaticString, _ stretch: inout CaseTexts.Stretch, _ cursor: inout JSONCursor,
    _ bytes: Span<UInt8>
  ) -> Bool {
    guard cursor.pass(key, in: bytes) else { return true }
    switch cursor.string(in: bytes) {
    case .plain(let range): stretch = add(bytes.extracting(range))
    case .decoded(let text): stretch = add(text)
    case nil: return false
    }
    return true
  }

  private func moment(_ value: inout Int, _ cursor: inout JSONCursor, _ bytes: Span<UInt8>) -> Bool
  {
    guard let text = cursor.plainString(in: bytes), let moment = Instant(bytes.extracting(text))
    else {
      return false
    }
    value = moment.milliseconds
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
