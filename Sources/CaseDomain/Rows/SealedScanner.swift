internal import CanonicalForm

/// A person on a sealed line, as far as a row needs it.
struct ScannedPerson {
  /// The line.
  let bytes: [UInt8]
  private(set) var nik: UInt64 = 0
  private(set) var birthDay = Day.epoch
  private(set) var name = JSONPiece.plain(0..<0)
  private(set) var address: JSONPiece?
  private(set) var rt: JSONPiece?
  private(set) var rw: JSONPiece?
  /// The fields that hold something, as in ``PackedCase/filled``.
  private(set) var filled: UInt16 = 0

  /// Reads the line that `Person.write(to:)` fills; nil where it is written in any other way.
  init?(_ line: [UInt8]) {
    bytes = line
    let bytes = line.span
    var cursor = JSONCursor(at: 0)
    guard SealedScanner.passHead(&cursor, bytes), cursor.pass(#""person","nik":"#, in: bytes),
      let digits = cursor.plainString(in: bytes), let nik = NIK(plain: bytes.extracting(digits)),
      cursor.pass(#","name":"#, in: bytes), let name = cursor.string(in: bytes)
    else { return nil }
    self.nik = nik.packed
    self.name = name
    filled = Field.nik.bit | Field.name.bit | Field.birthDate.bit
    func optional(_ key: StaticString, _ field: Field) -> JSONPiece?? {
      guard cursor.pass(key, in: bytes) else { return .some(nil) }
      guard let piece = cursor.string(in: bytes) else { return nil }
      filled |= field.bit
      return piece
    }
    guard optional(#","birthPlace":"#, .birthPlace) != nil,
      cursor.pass(#","birthDate":"#, in: bytes), let birthDay = cursor.day(in: bytes),
      let address = optional(#","address":"#, .address), let rt = optional(#","rt":"#, .rt),
      let rw = optional(#","rw":"#, .rw),
      optional(#","occupationOther":"#, .occupationOther) != nil,
      optional(#","phone":"#, .phone) != nil, let kk = optional(#","kk":"#, .kk),
      optional(#","motherName":"#, .motherName) != nil,
      cursor.pass(UInt8(ascii: "}"), in: bytes), cursor.at == bytes.count
    else { return nil }
    (self.birthDay, self.address, self.rt, self.rw) = (birthDay, address, rt, rw)
    if let kk {
      guard case .plain(let digits) = kk,
        (try? FamilyCardNumber(bytes.extracting(digits).text)) != nil
      else { return nil }
    }
  }

  /// What a piece of the line says.
  func text(_ piece: JSONPiece) -> String { piece.text(in: bytes.span) }
}

/// Passes over sealed lines of which rows need nothing but that they are what they should be.
enum SealedScanner {
  static func isRemark(_ line: [UInt8]) -> Bool {
    let bytes = line.span
    var cursor = JSONCursor(at: 0)
    guard passHead(&cursor, bytes), cursor.pass(#""remark""#, in: bytes) else { return false }
    if cursor.pass(#","note":"#, in: bytes), cursor.string(in: bytes) == nil { return false }
    if cursor.pass(#","signedBy":"#, in: bytes), cursor.string(in: bytes) == nil { return false }
    if cursor.pass(#","document":"#, in: bytes), cursor.string(in: bytes) == nil { return false }
    return cursor.pass(UInt8(ascii: "}"), in: bytes) && cursor.at == bytes.count
  }

  static func isMembership(_ line: [UInt8]) -> Bool {
    let bytes = line.span
    var cursor = JSONCursor(at: 0)
    return passHead(&cursor, bytes) && cursor.pass(#""membership","kpj":"#, in: bytes)
      && cursor.string(in: bytes) != nil && cursor.pass(UInt8(ascii: "}"), in: bytes)
      && cursor.at == bytes.count
  }

  /// Passes salt, case and `"kind":`.
  static func passHead(_ cursor: inout JSONCursor, _ bytes: Span<UInt8>) -> Bool {
    cursor.pass(#"{"salt":"#, in: bytes) && cursor.plainString(in: bytes) != nil
      && cursor.pass(#","case":"#, in: bytes) && cursor.number(in: bytes) != nil
      && cursor.pass(#","kind":"#, in: bytes)
  }
}
