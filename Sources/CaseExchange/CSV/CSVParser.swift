internal import CanonicalForm

/// Takes the rows out of UTF-8 bytes, one after the other.
struct CSVParser {
  let bytes: [UInt8]
  let separator: CSVSeparator
  /// The count of cells that the rows of this file usually have.
  let width: Int
  var index: Int
  /// The line on which ``index`` stands, from 1.
  var line: Int

  /// The next row that is no empty line; nil behind the last.
  ///
  /// - Throws: ``CSVFault`` with the line of what is wrong in this row.
  mutating func row() throws(CSVFault) -> CSVRow? {
    let bytes = bytes
    return try row(bytes.span)
  }

  private mutating func row(_ bytes: Span<UInt8>) throws(CSVFault) -> CSVRow? {
    while index < bytes.count,
      bytes[index] == ASCII.lineFeed || bytes[index] == ASCII.carriageReturn
    {
      skipLineEnd(bytes)
    }
    guard index < bytes.count else { return nil }
    let start = line
    var cells: [String] = []
    cells.reserveCapacity(width)
    var others = OtherSeparators(than: separator)
    while true {
      guard cells.count < CSVReader.columnLimit else {
        throw .tooManyColumns(line: start, limit: CSVReader.columnLimit)
      }
      cells.append(try cell(bytes, column: cells.count + 1, &others))
      guard index < bytes.count, bytes[index] == separator.rawValue else { break }
      index += 1
    }
    skipLineEnd(bytes)
    if let found = others.separating(cells, width) {
      throw .mixedSeparators(line: start, found: found, expected: separator)
    }
    return CSVRow(line: start, cells: cells)
  }

  private mutating func skipLineEnd(_ bytes: Span<UInt8>) {
    guard index < bytes.count else { return }
    let isPair =
      bytes[index] == ASCII.carriageReturn && index + 1 < bytes.count
      && bytes[index + 1] == ASCII.lineFeed
    index += isPair ? 2 : 1
    line += 1
  }

  private mutating func cell(
    _ bytes: Span<UInt8>, column: Int, _ others: inout OtherSeparators
  ) throws(CSVFault) -> String {
    let start = line
    var content = index
    while content < bytes.count, bytes[content] == ASCII.space { content += 1 }
    let text: String
    if content < bytes.count, bytes[content] == ASCII.quote {
      index = content
      text = String(decoding: try quoted(bytes, column), as: UTF8.self)
    } else {
      text = unquoted(bytes, &others)
    }
    if text.utf8.count > CSVReader.cellLimit, text.unicodeScalars.count > CSVReader.cellLimit {
      throw .cellTooLong(line: start, column: column, limit: CSVReader.cellLimit)
    }
    switch text.utf8.first {
    case UInt8(ascii: "="), UInt8(ascii: "'"): return ExcelText.unwrapped(text)
    default: return text
    }
  }

  /// What stands between ``index`` and the end of the cell.
  private mutating func unquoted(_ bytes: Span<UInt8>, _ others: inout OtherSeparators) -> String {
    let first = index
    var end = first
    var all: UInt8 = 0
    while end < bytes.count {
      let byte = bytes[end]
      // No separator and no line end is a letter or a digit.
      if byte <= CSVSeparator.semicolon.rawValue, byte &- 0x30 > 9 {
        if isCellEnd(byte) { break }
        others.count(byte)
      }
      all |= byte
      end += 1
    }
    index = end
    return all < 0x80
      ? bytes.extracting(first..<end).text
      : String(decoding: self.bytes[first..<end], as: UTF8.self)
  }

  private func isCellEnd(_ byte: UInt8) -> Bool {
    byte == separator.rawValue || byte == ASCII.lineFeed || byte == ASCII.carriageReturn
  }

  /// What stands between the quote at ``index`` and its end, doubled quotes made single.
  private mutating func quoted(_ bytes: Span<UInt8>, _ column: Int) throws(CSVFault) -> [UInt8] {
    let opened = line
    var content: [UInt8] = []
    index += 1
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      let next = index < bytes.count ? bytes[index] : 0
      switch byte {
      case ASCII.quote where next == ASCII.quote:
        content.append(ASCII.quote)
        index += 1
      case ASCII.quote:
        while index < bytes.count, bytes[index] == ASCII.space { index += 1 }
        guard index == bytes.count || isCellEnd(bytes[index]) else {
          throw .textBehindQuote(line: line, column: column, opened: opened)
        }
        return content
      default:
        if byte == ASCII.lineFeed || byte == ASCII.carriageReturn && next != ASCII.lineFeed {
          line += 1
        }
        content.append(byte)
      }
    }
    throw .unterminatedQuote(line: opened, column: column)
  }
}

/// How often the separators that a file does not use stand in one row, outside quotes.
struct OtherSeparators {
  private var first: (separator: CSVSeparator, count: Int)
  private var second: (separator: CSVSeparator, count: Int)

  /// In the order of the cases.
  init(than separator: CSVSeparator) {
    first = (separator == .semicolon ? .tab : .semicolon, 0)
    second = (separator == .comma ? .tab : .comma, 0)
  }

  mutating func count(_ byte: UInt8) {
    if byte == first.separator.rawValue {
      first.count += 1
    } else if byte == second.separator.rawValue {
      second.count += 1
    }
  }

  /// The separator that this row was written with instead, where it divides the row about as the file's
  /// own divides the others: at least into half the cells, and more often than the file's own does.
  ///
  /// In a narrow table a title or an address divides into as many; there the first part must be a number.
  func separating(_ cells: [String], _ width: Int) -> CSVSeparator? {
    guard width > 1 else { return nil }
    for (candidate, count) in [first, second] {
      guard count * 2 >= width - 1, count > cells.count - 1, cells.count * 2 <= width else {
        continue
      }
      if width >= 5 { return candidate }
      let character = Character(Unicode.Scalar(candidate.rawValue))
      let first = cells.first?.split(separator: character, omittingEmptySubsequences: false).first
      if let first, first.utf8.contains(where: { (0x30...0x39).contains($0) }),
        first.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == ASCII.space })
      {
        return candidate
      }
    }
    return nil
  }
}
