/// One character cell of a frame: numbers alone, so that frames are filled, compared and copied as bytes are.
public struct Cell: Hashable, Sendable {
  /// The letter; 0 in the right half of a wide one.
  private var letter: UInt32
  private var marks = Marks()
  public var style: Style

  /// As many marks as a terminal takes, 0 behind the last one.
  private struct Marks: Hashable {
    var first: UInt32 = 0
    var second: UInt32 = 0
    var third: UInt32 = 0
    var fourth: UInt32 = 0
  }

  /// A cell with a letter of ASCII.
  init(ascii: UInt8, _ style: Style = .plain) { (letter, self.style) = (UInt32(ascii), style) }

  /// A cell with a letter and its first four marks.
  public init(_ character: Character, _ style: Style = .plain) {
    let scalars = character.unicodeScalars
    (letter, self.style) = (scalars.first?.value ?? 0, style)
    for mark in scalars.dropFirst() { add(mark) }
  }

  /// A letter with its marks; that of a wide letter stands in its left cell.
  public var character: Character {
    get {
      if let ascii { return Character(Unicode.Scalar(ascii)) }
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars.compactMap(Unicode.Scalar.init))
      return String(view).first ?? " "
    }
    set { self = Cell(newValue, style) }
  }

  /// The scalars of the letter and its marks.
  public var scalars: [UInt32] {
    [letter] + [marks.first, marks.second, marks.third, marks.fourth].prefix { $0 != 0 }
  }

  /// The byte of a letter that is ASCII without marks and can be printed.
  public var ascii: UInt8? {
    letter >= 0x20 && letter < 0x7F && marks.first == 0 ? UInt8(truncatingIfNeeded: letter) : nil
  }

  /// Whether it is the right half of a wide letter.
  public var isCovered: Bool { letter == 0 }

  /// Adds a mark to the letter; false, and nothing is added, where it has as many as a terminal takes.
  @discardableResult
  mutating func add(_ mark: Unicode.Scalar) -> Bool {
    if marks.first == 0 {
      marks.first = mark.value
    } else if marks.second == 0 {
      marks.second = mark.value
    } else if marks.third == 0 {
      marks.third = mark.value
    } else if marks.fourth == 0 {
      marks.fourth = mark.value
    } else {
      return false
    }
    return true
  }

  static let blank = Cell(ascii: 0x20)

  /// The right half of a wide letter.
  public static let covered = Cell(ascii: 0)
}
