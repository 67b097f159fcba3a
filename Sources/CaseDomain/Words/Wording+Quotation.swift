internal import CanonicalForm

/// Words of others inside a sentence: never a NIK, never anything that drives a terminal.
extension Wording {
  /// What somebody typed, in quotation marks, at most 40 characters of it.
  func quoted(_ text: some StringProtocol) -> String { "\"\(harmless(text, limit: 40))\"" }

  /// What somebody typed for a date or a number, bare where it is digits and dots or strokes alone.
  func shown(_ text: some StringProtocol) -> String {
    let isNumber = !text.isEmpty && text.utf8.allSatisfy { "0123456789/-.".utf8.contains($0) }
    return isNumber ? harmless(text, limit: 40) : quoted(text)
  }

  /// The text with `?` for what cannot be printed, and without the digits of what may be a NIK.
  func harmless(_ text: some StringProtocol, limit: Int = Text.noteLimit) -> String {
    var scalars = String.UnicodeScalarView()
    var marks = 0
    for scalar in text.unicodeScalars.prefix(limit * 4) {
      let isMark = scalar.properties.generalCategory == .nonspacingMark
      marks = isMark ? marks + 1 : 0
      if marks <= 2 { scalars.append(scalar.isUnprintable ? "?" : scalar) }
    }
    let clean = maskingLongNumbers(String(scalars))
    return clean.count > limit ? clean.prefix(limit - 1) + "…" : clean
  }

  /// Masks numbers, typed with or without gaps, that are long enough to be most of a NIK; codes of
  /// villages have 10 digits, and strokes divide dates and numbers of letters.
  private func maskingLongNumbers(_ text: String) -> String {
    var result = ""
    var run = ""
    func flush() {
      result += run.count(where: \.isWholeNumber) >= 12 ? masked(run) : run
      run = ""
    }
    for character in text {
      if character.isWholeNumber || " .-'’".contains(character) {
        run.append(character)
      } else {
        flush()
        result.append(character)
      }
    }
    flush()
    return result
  }

  /// The text with `*` for all digits but the last four.
  func masked(_ text: some StringProtocol) -> String {
    var hidden = text.count(where: \.isWholeNumber) - 4
    var result = ""
    for character in text {
      let hides = character.isWholeNumber && hidden > 0
      if hides { hidden -= 1 }
      result.append(hides ? "*" : character)
    }
    return result
  }

  /// The words as they stand inside a sentence: a small first letter, but `NIK` as it is.
  func inSentence(_ text: String) -> String {
    guard let first = text.first, !(text.dropFirst().first?.isUppercase ?? false) else {
      return text
    }
    return first.lowercased() + text.dropFirst()
  }

  /// The words at the start of a sentence.
  func sentence(_ text: String) -> String {
    guard let first = text.first else { return text }
    return first.uppercased() + text.dropFirst()
  }

  /// `KTP, KK, dan Surat pernyataan`.
  func list(_ items: [String]) -> String { joined(items, language("dan", "and")) }

  /// `November 2025 atau Desember 2025`.
  func choice(_ items: [String]) -> String { joined(items, language("atau", "or")) }

  private func joined(_ items: [String], _ word: String) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    let comma = items.count > 2 ? "," : ""
    return "\(items.dropLast().joined(separator: ", "))\(comma) \(word) \(last)"
  }
}
