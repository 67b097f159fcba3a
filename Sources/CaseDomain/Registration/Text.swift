internal import CanonicalForm

/// What people type freely, made fit to be stored: nothing that hides or drives a terminal.
public enum Text {
  /// The longest note, in characters.
  public static let noteLimit = 1_000

  /// One line: normalised, spaces collapsed, nothing unprintable.
  ///
  /// - Throws: ``FieldFault`` for an unprintable character, marks without end, or too many characters.
  public static func line(_ text: some StringProtocol, _ field: Field, limit: Int)
    throws(FieldFault) -> String
  {
    // The whole is measured before anything is done with it: a megabyte costs one look.
    if text.utf8.count > limit * 16 {
      throw FieldFault(field, .tooLong(text.count, limit: limit))
    }
    if let line = plainLine(String(text)) {
      if line.utf8.count > limit {
        throw FieldFault(field, .tooLong(line.utf8.count, limit: limit))
      }
      return line
    }
    var words: [String] = []
    var word = ""
    var marks = 0
    for (index, scalar) in text.unicodeScalars.enumerated() {
      if scalar == "\t" || scalar.properties.generalCategory == .spaceSeparator {
        if !word.isEmpty { words.append(word) }
        word = ""
        marks = 0
        continue
      }
      // What could not be read as UTF-8 arrives as U+FFFD; stored, it would hide what was typed.
      if scalar.isUnprintable || scalar == "\u{FFFD}" {
        throw FieldFault(field, .unprintable(scalar.value, place: index + 1))
      }
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark:
        marks += 1
        if marks > 2 { throw FieldFault(field, .tooManyMarks(place: index + 1)) }
      default: marks = 0
      }
      word.unicodeScalars.append(scalar)
    }
    if !word.isEmpty { words.append(word) }
    let line = words.joined(separator: " ").normalized
    guard line.count <= limit else {
      throw FieldFault(field, .tooLong(line.count, limit: limit))
    }
    return line
  }

  /// The line where all of it is printable ASCII, as nearly always; nil elsewhere.
  private static func plainLine(_ text: String) -> String? {
    if isLine(text.utf8.span) { return text }
    var line: [UInt8] = []
    line.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      switch byte {
      case 0x09, 0x20: if let last = line.last, last != 0x20 { line.append(0x20) }
      case 0x21...0x7E: line.append(byte)
      default: return nil
      }
    }
    if line.last == 0x20 { line.removeLast() }
    return String(decoding: line, as: UTF8.self)
  }

  /// Whether a text is such a line already: printable ASCII, and a space only between two words.
  private static func isLine(_ text: Span<UInt8>) -> Bool {
    guard text.isPrintable else { return false }
    var isBehindSpace = true
    for place in text.indices {
      let isSpace = text[place] == 0x20
      if isSpace && isBehindSpace { return false }
      isBehindSpace = isSpace
    }
    return !isBehindSpace
  }

  /// A name in capitals, as the card prints it: at least a letter, no digits.
  static func name(_ text: some StringProtocol, _ field: Field) throws(FieldFault) -> String {
    let name = try line(text, field, limit: 100).uppercased()
    if name.isEmpty { throw FieldFault(field, .missing) }
    // As nearly every name is: letters of ASCII, and what may stand between them.
    if isPlainName(name.utf8.span) { return name }
    if let place = name.firstIndex(where: \.isWholeNumber) {
      let distance = name.distance(from: name.startIndex, to: place)
      throw FieldFault(field, .digitInName(place: distance + 1))
    }
    guard name.contains(where: \.isLetter) else { throw FieldFault(field, .noLetter) }
    return name
  }

  /// Whether all of a name is ASCII, with a letter and without a digit.
  private static func isPlainName(_ name: Span<UInt8>) -> Bool {
    var hasLetter = false
    for index in name.indices {
      switch name[index] {
      case 0x41...0x5A: hasLetter = true
      case 0x30...0x39, 0x80...: return false
      default: break
      }
    }
    return hasLetter
  }

  /// The name or office of an officer: one line, not empty.
  ///
  /// - Throws: ``Refusal/badOfficerText(_:)``.
  static func officerText(_ text: String) throws(Refusal) -> String {
    do throws(FieldFault) {
      let line = try line(text, .name, limit: 80)
      if line.isEmpty { throw FieldFault(.name, .missing) }
      return line
    } catch {
      throw .badOfficerText(error.problem)
    }
  }

  /// A note or a signer: one line, absent where nothing is left of it.
  ///
  /// - Throws: ``Refusal/badNote(_:)``.
  static func note(_ text: String?) throws(Refusal) -> String? {
    guard let text else { return nil }
    do throws(FieldFault) {
      let line = try joinedLine(text, limit: noteLimit)
      return line.isEmpty ? nil : line
    } catch {
      throw .badNote(error.problem)
    }
  }

  /// The ground of an erasure: one line of ``Erase/groundLength`` characters.
  ///
  /// - Throws: ``Refusal/badGround(_:)``; ``Refusal/groundTooShort(_:)``.
  static func ground(_ text: String) throws(Refusal) -> String {
    let line: String
    do throws(FieldFault) {
      line = try joinedLine(text, limit: Erase.groundLength.upperBound)
      if line.isEmpty { throw FieldFault(.name, .missing) }
    } catch {
      throw .badGround(error.problem)
    }
    guard line.count >= Erase.groundLength.lowerBound else { throw .groundTooShort(line.count) }
    return line
  }

  /// Several lines as one.
  private static func joinedLine(_ text: String, limit: Int) throws(FieldFault) -> String {
    // Without a newline, as nearly always.
    if text.utf8.span.isPrintable { return try line(text, .name, limit: limit) }
    return try line(
      text.split(whereSeparator: \.isNewline).joined(separator: " "), .name, limit: limit)
  }

  /// Whether a text holds a number that could be a NIK or a telephone: 8 digits in a row, or 12 with
  /// gaps between them, for dates and numbers of letters have fewer.
  static func holdsLongNumber(_ text: String) -> Bool {
    var (row, all) = (0, 0)
    for character in text {
      if character.isWholeNumber {
        (row, all) = (row + 1, all + 1)
        if row >= 8 || all >= 12 { return true }
      } else {
        row = 0
        if !" .-'’".contains(character) { all = 0 }
      }
    }
    return false
  }

  /// Whether the words of a name stand in a text, in their order and beside each other.
  static func words(of text: String, contain name: String) -> Bool {
    func words(_ text: String) -> String {
      let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }
      return " " + words.joined(separator: " ") + " "
    }
    let sought = words(name)
    return sought.contains(where: \.isLetter) && words(text).contains(sought)
  }

  /// What two spellings of one name have in common: letters and digits alone, small, "Sei" as "Sungai".
  public static func folded(_ text: some StringProtocol) -> String {
    let text = String(text)
    // Nearly every name is of ASCII letters, and lists fold thousands of them.
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return foldedASCII(text) }
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }
    return words.map { $0 == "sei" ? "sungai" : String($0) }.joined()
  }

  /// Appends the words of a text, each as ``folded(_:)`` folds it, with a space before each.
  public static func appendFoldedWords(_ text: String, to bytes: inout [UInt8]) {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return appendASCII(text, space: 0x20, to: &bytes) }
    for word in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
      bytes.append(0x20)
      bytes += folded(word).utf8
    }
  }

  private static func foldedASCII(_ text: String) -> String {
    var folded: [UInt8] = []
    folded.reserveCapacity(text.utf8.count)
    appendASCII(text, space: nil, to: &folded)
    return String(decoding: folded, as: UTF8.self)
  }

  private static func appendASCII(_ text: String, space: UInt8?, to folded: inout [UInt8]) {
    var word = folded.count
    var isInWord = false
    func endWord() {
      if folded.count == word + 3, folded[word...].elementsEqual("sei".utf8) {
        folded.replaceSubrange(word..., with: "sungai".utf8)
      }
      isInWord = false
    }
    func add(_ byte: UInt8) {
      if !isInWord {
        if let space { folded.append(space) }
        (word, isInWord) = (folded.count, true)
      }
      folded.append(byte)
    }
    for byte in text.utf8 {
      switch byte {
      case 0x61...0x7A, 0x30...0x39: add(byte)
      case 0x41...0x5A: add(byte | 0x20)
      default: if isInWord { endWord() }
      }
    }
    if isInWord { endWord() }
  }
}
