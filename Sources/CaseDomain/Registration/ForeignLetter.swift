internal import CanonicalForm

/// A letter of a name that the card cannot have printed, since it is not Latin.
///
/// `ВUDI` with a Cyrillic `В` looks like BUDI and is found by nobody who types BUDI. It rejects nobody: somebody has to
/// look.
public struct ForeignLetter: Hashable, Sendable {
  /// ``Field/name`` or ``Field/motherName``.
  public var field: Field
  public var letter: Unicode.Scalar

  init(_ field: Field, _ letter: Unicode.Scalar) { (self.field, self.letter) = (field, letter) }

  /// The first in a name; nil where all letters are Latin.
  init?(_ field: Field, in name: String?) {
    // Nearly every name is of ASCII letters, and this is asked at every key.
    guard let name, !name.utf8.allSatisfy({ $0 < 0x80 }),
      let letter = name.unicodeScalars.first(where: ForeignLetter.isForeign)
    else { return nil }
    self.init(field, letter)
  }

  /// The first in the name of a person, else in the mother's.
  static func first(name: String?, motherName: String?) -> ForeignLetter? {
    ForeignLetter(.name, in: name) ?? ForeignLetter(.motherName, in: motherName)
  }

  /// Letters in a form that is not written on cards (full-width, mathematical, phonetic) count as foreign.
  private static func isForeign(_ letter: Unicode.Scalar) -> Bool {
    guard letter.properties.isAlphabetic else { return false }
    switch letter.value {
    // ASCII, Latin-1, Latin Extended-A and -B; letters that serve as apostrophes; Latin Extended Additional.
    case ..<0x250, 0x2B9...0x2BF, 0x1E00...0x1EFF: return false
    // Marks that count as letters belong to the letter before them.
    default: return letter.properties.generalCategory != .nonspacingMark
    }
  }
}

extension Person {
  /// The first letter of the name, else of the mother's, that is not Latin.
  public var foreignLetter: ForeignLetter? { .first(name: name, motherName: motherName) }
}

extension FormValues {
  var foreignLetter: ForeignLetter? { .first(name: name, motherName: motherName) }
}
