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
    while index < bytes.count,
      bytes[index] == ASCII.lineFeed || bytes[index] == ASCII.carriageReturn
    {
      skipLineEnd()
    }
    guard index < bytes.count else { return nil }
    let start = line
    var cells: [String] = []
    var others = OtherSeparators(than: separator)
    while true {
      guard cells.count < CSVReader.columnLimit else {
        throw .tooManyColumns(line: start, limit: CSVReader.columnLimit)
      }
      cells.append(try cell(column: cells.count + 1, &others))
      guard index < bytes.count, bytes[index] == separator.rawValue else { break }
      index += 1
    }
    skipLineEnd()
    if let found = others.separating(cells, width) {
      throw .mixedSeparators(line: start, found: found, expected: separator)
    }
    return CSVRow(line: start, cells: cells)
  }

  private mutating func skipLineEnd() {
    guard index < bytes.count else { return }
    let isPair =
      bytes[index] == ASCII.carriageReturn && index + 1 < bytes.count
      && bytes[index + 1] == ASCII.lineFeed
    index += isPair ? 2 : 1
    line += 1
  }

  private mutating func cell(column: Int, _ others: inout OtherSeparators) throws(CSVFault)
    -> String
  {
    let start = line
    var content = index
    while content < bytes.count, bytes[content] == ASCII.space { content += 1 }
    let text: String
    if content < bytes.count, bytes[content] == ASCII.quote {
      index = content
      text = String(decoding: try quoted(column), as: UTF8.self)
    } else {
      let first = index
      while index < bytes.count, !isCellEnd(bytes[index]) {
        others.count(bytes[index])
        index += 1
      }
      text = String(decoding: bytes[first..<index], as: UTF8.self)
    }
    if text.utf8.count > CSVReader.cellLimit, text.unicodeScalars.count > CSVReader.cellLimit {
      throw .cellTooLong(line: start, column: column, limit: CSVReader.cellLimit)
    }
    return ExcelText.unwrapped(text)
  }

  private func isCellEnd(_ byte: UInt8) -> Bool {
    byte == separator.rawValue || byte == ASCII.lineFeed || byte == ASCII.carriageReturn
  }

  /// What stands between the quote at ``index`` and its end, doubled quotes made single.
  private mutating func quoted(_ column: Int) throws(CSVFault) -> [UInt8] {
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
  private let candidates: [CSVSeparator]
  private var counts = [0, 0]

  init(than separator: CSVSeparator) {
    candidates = CSVSeparator.allCases.filter { $0 != separator }
  }

  mutating func count(_ byte: UInt8) {
    if byte == candidates[0].rawValue {
      counts[0] += 1
    } else if byte == candidates[1].rawValue {
      counts[1] += 1
    }
  }

  /// The separator that this row was written with instead, where it divides the row about as the file's
  /// own divides the others: at least into half the cells, and more often than the file's own does.
  ///
  /// In a narrow table a title or an address divides into as many; there the first part must be a number.
  func separating(_ cells: [String], _ width: Int) -> CSVSeparator? {
    guard width > 1 else { return nil }
    for (place, candidate) in candidates.enumerated() {
      let count = counts[place]
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
