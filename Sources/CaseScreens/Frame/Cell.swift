/// One character cell of a frame.
public struct Cell: Hashable, Sendable {
  /// A letter with its marks; that of a wide letter stands in its left cell.
  public var character: Character
  public var style: Style

  public init(_ character: Character, _ style: Style = .plain) {
    (self.character, self.style) = (character, style)
  }

  static let blank = Cell(" ")

  /// The right half of a wide letter.
  public static let covered = Cell("\0")
}
