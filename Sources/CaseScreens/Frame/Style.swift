/// What a piece of a frame is, from which the terminal chooses how it looks.
///
/// A style only adds: every word can be read without it, on a terminal without colours and by somebody
/// who sees none.
public enum Style: String, Hashable, Sendable, CaseIterable {
  case plain = "."
  /// The first line.
  case title = "B"
  /// What the program offers and nobody has typed yet.
  case faint = "f"
  /// Over its limit, refused, rejected.
  case urgent = "u"
  /// To be looked at.
  case attention = "a"
}
