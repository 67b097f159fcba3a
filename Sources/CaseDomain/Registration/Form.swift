public import CanonicalForm

/// A registration as it was typed: a text for each field, and the district beside the village.
public struct Form: Hashable, Sendable {
  public var texts: FieldTexts
  /// The name of the district, which tells villages of one name apart.
  public var district: String?

  public init(_ texts: [Field: String] = [:], district: String? = nil) {
    self.texts = FieldTexts(texts)
    self.district = district
  }

  /// The form of an application, as it would be typed again.
  public init(_ application: Application) {
    texts = [:]
    for field in Field.allCases { texts[field] = application[field] }
  }
}

extension Form {
  /// Reads every field with the lists of `programme`; `today` is the last day that a birth may have.
  ///
  /// - Throws: ``Refusal/form(_:)`` with all the faults, in the order of the fields.
  public func application(_ programme: Programme, today: Day) throws(Refusal) -> Application {
    let (values, faults) = read(programme, today: today)
    guard faults.isEmpty, let application = values.application else { throw .form(faults) }
    return application
  }
}

extension Programme {
  /// The villages that a code, a name or another spelling names, with or without "Kelurahan" or "Desa".
  public func areas(named text: String) -> [Area] {
    let typed = text.trimmed
    if let exact = area(AreaCode(typed)) { return [exact] }
    var folded = Text.folded(typed)
    let matches = { (name: String) in
      self.areas.filter { area in
        Text.folded(area.name) == name || area.aliases.contains { Text.folded($0) == name }
      }
    }
    let direct = matches(folded)
    if !direct.isEmpty { return direct }
    for kind in ["kelurahan", "kel", "desa", "ds"] where folded.hasPrefix(kind) {
      folded.removeFirst(kind.count)
      return matches(folded)
    }
    return []
  }

  /// The occupations that a code, a name, its short form, or the start of any of its words names.
  public func occupations(named text: String) -> [Occupation] {
    let typed = text.trimmed
    if (1...2).contains(typed.utf8.count),
      let number = Digits.number(typed.utf8.span, 0..<typed.utf8.count)
    {
      return occupation(OccupationCode(Digits.text(number, 2))).map { [$0] } ?? []
    }
    let folded = Text.folded(typed)
    guard !folded.isEmpty else { return [] }
    let exact = occupations.filter {
      Text.folded($0.name) == folded || $0.short.map(Text.folded) == folded
    }
    if !exact.isEmpty { return exact }
    return occupations.filter { occupation in
      Text.folded(occupation.name).hasPrefix(folded)
        || occupation.name.split(whereSeparator: { !$0.isLetter }).contains {
          Text.folded($0).hasPrefix(folded)
        }
    }
  }
}

extension String {
  /// Without white space at both ends.
  public var trimmed: String {
    let bytes = utf8.span
    // Most texts have no space around them, which their ends tell.
    guard let last = bytes.indices.last else { return self }
    let isTight =
      (0x21..<0x7F as Range).contains(bytes[0]) && (0x21..<0x7F as Range).contains(bytes[last])
    return isTight ? self : String(self[...].trimmed)
  }
}

extension StringProtocol {
  /// Without white space at both ends.
  @inlinable public var trimmed: SubSequence {
    let space: (Character) -> Bool = { $0.isWhitespace }
    guard let start = firstIndex(where: { !space($0) }), let end = lastIndex(where: { !space($0) })
    else { return self[startIndex..<startIndex] }
    return self[start...end]
  }

  /// The first 120 scalars: what a fault quotes and what a number or a day is read from.
  ///
  /// A character may be a megabyte of marks, so characters are not counted.
  var excerpt: String {
    // Of so few bytes it is the whole text.
    if utf8.count <= 120 { return String(self) }
    return String(String.UnicodeScalarView(unicodeScalars.prefix(120)))
  }

  /// Whether this is how offices write "none": `-`, `0`, or nothing.
  var isNothing: Bool {
    guard let first = utf8.first else { return true }
    return utf8.count == 1 && (first == UInt8(ascii: "-") || first == UInt8(ascii: "0"))
  }
}
