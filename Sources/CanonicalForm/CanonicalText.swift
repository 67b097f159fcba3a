@_spi(_Unicode) import Swift

extension String {
  /// This text in Unicode normalisation form C, the only form that reaches a file.
  ///
  /// Two texts that are equal in Swift (`==` compares canonically) then have equal bytes too.
  public var normalized: String {
    if utf8.allSatisfy({ $0 < 0x80 }) { return self }
    var scalars = UnicodeScalarView()
    scalars.append(contentsOf: _nfc)
    return String(scalars)
  }

  /// This text with every letter apart from its marks (normalisation form D).
  public var decomposed: String {
    var scalars = UnicodeScalarView()
    scalars.append(contentsOf: _nfd)
    return String(scalars)
  }
}

extension Unicode.Scalar {
  /// Whether this scalar could drive a terminal or hide text: a control, a format character, a line
  /// or paragraph separator (general categories Cc, Cf, Zl, Zp).
  ///
  /// A canonical file holds none of them raw, so that `cat` of a file is harmless.
  public var isUnprintable: Bool {
    if value >= 0x20 && value < 0x7F { return false }
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: return true
    default: return false
    }
  }
}
