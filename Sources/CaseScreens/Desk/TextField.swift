internal import CanonicalForm
internal import CaseDomain

/// One line of text that somebody types, with a place in it.
struct TextField: Hashable, Sendable {
  /// What a field takes.
  enum Content: Hashable, Sendable {
    case text
    /// Digits alone; separators in what is pasted are dropped.
    case digits
  }

  private(set) var characters: [Character] = []
  /// How many characters stand before the cursor.
  private(set) var cursor = 0
  var content: Content
  /// How many characters it takes at most.
  var limit: Int
  /// Whether something that was pasted did not fit.
  private(set) var isCut = false

  init(_ text: String = "", _ content: Content = .text, limit: Int = 200) {
    (self.content, self.limit) = (content, limit)
    self.text = text
  }

  var text: String {
    get { String(characters) }
    set {
      characters = Array(newValue.prefix(limit))
      cursor = characters.count
    }
  }

  var isEmpty: Bool { characters.isEmpty }
  var isFull: Bool { characters.count >= limit }

  /// Takes a key, if it edits or moves inside the line.
  ///
  /// - Returns: whether the key was for the field, also where it changed nothing.
  mutating func type(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert([character])
    case .paste(let text):
      // A paste may be a megabyte: no more of it is looked at than could fit.
      let start = text.unicodeScalars.prefix(limit * 8)
      insert(TextField.line(start))
      if start.endIndex < text.unicodeScalars.endIndex { isCut = true }
    case .backspace:
      if cursor > 0 {
        cursor -= 1
        characters.remove(at: cursor)
      }
    case .delete:
      if cursor < characters.count { characters.remove(at: cursor) }
    case .left: cursor = max(0, cursor - 1)
    case .right: cursor = min(characters.count, cursor + 1)
    case .home: cursor = 0
    case .end: cursor = characters.count
    case .control("u"): (characters, cursor) = ([], 0)
    default: return false
    }
    return true
  }

  private mutating func insert(_ typed: [Character]) {
    isCut = false
    for character in typed {
      if content == .digits, !character.isASCII || character.wholeNumberValue == nil { continue }
      // A mark that is typed joins the letter before it.
      if cursor > 0, let joined = TextField.joined(characters[cursor - 1], character) {
        characters[cursor - 1] = joined
        continue
      }
      // What has no column of its own could neither be seen nor be passed with the arrows.
      guard TextField.isVisible(character) else { continue }
      guard characters.count < limit else {
        isCut = true
        return
      }
      characters.insert(character, at: cursor)
      cursor += 1
    }
  }

  private static func isVisible(_ character: Character) -> Bool {
    character.isASCII
      ? character >= " " && character != "\u{7F}"
      : !character.unicodeScalars.contains(where: \.isUnprintable)
        && DisplayWidth.of(String(character)) > 0
  }

  /// How many scalars one character has at most: a letter and three marks.
  private static let marksAndLetter = 4

  private static func joined(_ letter: Character, _ mark: Character) -> Character? {
    guard !mark.isASCII else { return nil }
    let both = "\(letter)\(mark)"
    return both.count == 1 && both.unicodeScalars.count <= marksAndLetter ? both.first : nil
  }

  /// What was pasted as characters of one line: line ends and tabs are spaces, what drives a terminal is
  /// dropped.
  private static func line(_ scalars: some Sequence<Unicode.Scalar>) -> [Character] {
    var line = String.UnicodeScalarView()
    for scalar in scalars {
      if scalar == "\n" || scalar == "\r" || scalar == "\t" {
        line.append(" ")
      } else if !scalar.isUnprintable {
        line.append(scalar)
      }
    }
    var text = String(line)
    while text.last == " " { text.removeLast() }
    // A letter with more marks than a terminal can show is cut to those that it can.
    return text.map { letter in
      let scalars = letter.unicodeScalars
      guard scalars.count > marksAndLetter else { return letter }
      return String(String.UnicodeScalarView(scalars.prefix(marksAndLetter))).first ?? letter
    }
  }
}

extension TextField {
  /// Draws the field in `width` columns, the part around the cursor where it is longer, and points there.
  func draw(
    on frame: inout Frame, _ row: Int, _ column: Int, width: Int, isActive: Bool,
    _ style: Style = .plain
  ) {
    guard width > 1 else { return }
    guard isActive else {
      frame.put(text, row, column, width: width, style)
      return
    }
    let widths = characters.map { DisplayWidth.of(String($0)) }
    // As much before the cursor as leaves it a column.
    var (start, before) = (cursor, 0)
    while start > 0, before + widths[start - 1] < width {
      start -= 1
      before += widths[start]
    }
    // Cut hard: an ellipsis would stand where the next letter goes.
    var (end, shown) = (cursor, before)
    while end < characters.count, shown + widths[end] <= width {
      shown += widths[end]
      end += 1
    }
    frame.put(String(characters[start..<end]), row, column, width: width, style)
    frame.point(row, column + before)
  }
}
