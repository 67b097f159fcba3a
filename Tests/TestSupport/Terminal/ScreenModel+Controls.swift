extension ScreenModel {
  /// Does what `ESC[` with these bytes and this last one means; answers whether it means anything.
  mutating func perform(_ last: UInt8, _ parts: [UInt8]) -> Bool {
    let isPrivate = parts.first == UInt8(ascii: "?")
    let text = isPrivate ? parts.dropFirst() : parts[...]
    guard let numbers = ScreenModel.numbers(text) else { return false }
    let verb = Character(Unicode.Scalar(last))
    if isPrivate {
      guard verb == "h" || verb == "l" else { return false }
      return numbers.allSatisfy { setMode($0, verb == "h") }
    }
    return move(verb, numbers) || change(verb, numbers) || set(verb, numbers)
  }

  /// The numbers between `;`, 0 where there is none; nil where there is something else.
  private static func numbers(_ text: some Collection<UInt8>) -> [Int]? {
    var numbers: [Int] = []
    for part in text.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false) {
      var number = 0
      for byte in part {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        number = min(number * 10 + Int(byte - UInt8(ascii: "0")), 99_999)
      }
      numbers.append(number)
    }
    return numbers
  }

  private mutating func move(_ verb: Character, _ numbers: [Int]) -> Bool {
    let first = numbers.first ?? 0
    let second = numbers.dropFirst().first ?? 0
    let count = max(1, first)
    switch verb {
    case "A": moveRows(-count)
    case "B", "e": moveRows(count)
    case "C", "a": move(toRow: point.row, column: point.column + count)
    case "D": move(toRow: point.row, column: point.column - count)
    case "E", "F":
      moveRows(verb == "E" ? count : -count)
      point.column = 0
    case "G", "`": move(toRow: point.row, column: count - 1)
    case "d": move(toRow: count - 1, column: point.column)
    case "H", "f": move(toRow: count - 1, column: max(1, second) - 1)
    case "Z": tabulate(-count)
    default: return false
    }
    return true
  }

  private mutating func change(_ verb: Character, _ numbers: [Int]) -> Bool {
    let first = numbers.first ?? 0
    let count = max(1, first)
    switch verb {
    case "J", "K": return erase(verb, first)
    case "X": erase(columns: point.column..<min(point.column + count, columns))
    case "@": insertBlanks(count)
    case "P": deleteLetters(count)
    case "L": insertLines(count)
    case "M": insertLines(-count)
    case "S": scroll(count)
    case "T" where numbers.count < 2: scroll(-count)
    case "b":
      // Some terminals repeat nothing else.
      guard let lastLetter, lastLetter.isASCII else { return false }
      for _ in 0..<min(count, rows * columns) { write(lastLetter) }
    default: return false
    }
    return true
  }

  private mutating func erase(_ verb: Character, _ part: Int) -> Bool {
    switch part {
    case 0:
      erase(columns: point.column..<columns)
      if verb == "J" { erase(rows: min(point.row + 1, rows)..<rows) }
    case 1:
      erase(columns: 0..<point.column + 1)
      if verb == "J" { erase(rows: 0..<point.row) }
    case 2:
      erase(columns: 0..<columns)
      if verb == "J" { erase(rows: 0..<rows) }
    // What has scrolled away is not kept here.
    case 3 where verb == "J": break
    default: return false
    }
    return true
  }

  private mutating func set(_ verb: Character, _ numbers: [Int]) -> Bool {
    switch verb {
    case "m": return setStyle(numbers.isEmpty ? [0] : numbers)
    case "r":
      let bottom = numbers.dropFirst().first ?? 0
      setRegion(max(1, numbers.first ?? 0) - 1, bottom == 0 ? rows : bottom)
    case "g" where numbers.first ?? 0 == 0: tabStops.remove(point.column)
    case "g" where numbers.first == 3: tabStops = []
    case "h" where numbers == [4]: isInserting = true
    case "l" where numbers == [4]: isInserting = false
    // Keeps the title of the window, and gives it back.
    case "t" where [22, 23].contains(numbers.first ?? 0): break
    default: return false
    }
    return true
  }

  private mutating func setMode(_ mode: Int, _ isOn: Bool) -> Bool {
    switch mode {
    case 1, 7, 12, 1000, 1002, 1003, 1004, 1006, 1034, 2004: break
    case 25:
      isCursorVisible = isOn
      return true
    case 47, 1047: showAlternate(isOn, clearing: false)
    case 1049:
      if isOn { page.saved = point }
      showAlternate(isOn, clearing: true)
      if !isOn { restore() }
    default: return false
    }
    if isOn { modes.insert(mode) } else { modes.remove(mode) }
    return true
  }

  private mutating func setStyle(_ numbers: [Int]) -> Bool {
    var style = point.style
    var rest = numbers[...]
    while let number = rest.popFirst() {
      switch number {
      case 0: style = Style()
      case 1: style.isBold = true
      case 2: style.isDim = true
      case 4: style.isUnderlined = true
      case 7: style.isReversed = true
      case 22: (style.isBold, style.isDim) = (false, false)
      case 24: style.isUnderlined = false
      case 27: style.isReversed = false
      case 30...37: style.foreground = number - 30
      case 39: style.foreground = nil
      case 40...47: style.background = number - 40
      case 49: style.background = nil
      case 90...97: style.foreground = number - 82
      case 100...107: style.background = number - 92
      case 38, 48:
        guard rest.popFirst() == 5, let colour = rest.popFirst(), colour < 256 else { return false }
        if number == 38 { style.foreground = colour } else { style.background = colour }
      default: return false
      }
    }
    point.style = style
    return true
  }
}
