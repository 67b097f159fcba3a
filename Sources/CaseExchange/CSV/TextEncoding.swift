internal import CanonicalForm

/// The encodings in which offices send CSV files.
enum TextEncoding {
  /// The text of a file as UTF-8 without byte order mark.
  ///
  /// - Throws: ``CSVFault/empty``; ``CSVFault/nul(line:)``; ``CSVFault/notText(line:byte:)``.
  static func utf8(_ bytes: [UInt8]) throws(CSVFault) -> [UInt8] {
    guard !bytes.isEmpty else { throw .empty }
    let text = try decoded(bytes)
    guard !text.isEmpty else { throw .empty }
    if text.span.contains(0), let zero = text.firstIndex(of: 0) {
      throw .nul(line: ASCII.line(of: zero, in: text))
    }
    return text
  }

  private static func decoded(_ bytes: [UInt8]) throws(CSVFault) -> [UInt8] {
    if bytes.starts(with: [0xFF, 0xFE]) { return try utf16(bytes, high: 1) }
    if bytes.starts(with: [0xFE, 0xFF]) { return try utf16(bytes, high: 0) }
    guard bytes.starts(with: [0xEF, 0xBB, 0xBF]) else { return try unmarked(bytes) }
    let scan = UTF8Scan(bytes)
    if let wrong = scan.firstWrong { throw notText(bytes, wrong) }
    return Array(bytes.dropFirst(3))
  }

  /// UTF-8 where it is that, else Windows-1252.
  ///
  /// A file that has more letters of UTF-8 than bytes that are none is UTF-8 with a broken place (cut
  /// in the middle of a letter, or two files in one): read as Windows-1252 it would spoil every name.
  private static func unmarked(_ bytes: [UInt8]) throws(CSVFault) -> [UInt8] {
    let scan = UTF8Scan(bytes)
    guard let wrong = scan.firstWrong else { return bytes }
    // A file with zeros is no text in either encoding; the caller says so.
    if bytes.contains(0) { return bytes }
    guard scan.wrong > scan.letters else { throw notText(bytes, wrong) }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 8)
    for (offset, byte) in bytes.enumerated() {
      if byte < 0x80 {
        text.append(byte)
      } else {
        guard let scalar = windows1252(byte) else { throw notText(bytes, offset) }
        text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
    return text
  }

  private static func utf16(_ bytes: [UInt8], high: Int) throws(CSVFault) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var index = 2
    while index + 1 < bytes.count {
      let start = index
      var value = UInt32(bytes[index + high]) << 8 | UInt32(bytes[index + 1 - high])
      index += 2
      if (0xD800..<0xDC00).contains(value), index + 1 < bytes.count {
        let low = UInt32(bytes[index + high]) << 8 | UInt32(bytes[index + 1 - high])
        if (0xDC00..<0xE000).contains(low) {
          value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
          index += 2
        }
      }
      guard let scalar = Unicode.Scalar(value), let encoded = UTF8.encode(scalar) else {
        throw .notText(line: ASCII.line(of: text.count, in: text), byte: start + 1)
      }
      text.append(contentsOf: encoded)
    }
    guard index == bytes.count else {
      throw .notText(line: ASCII.line(of: text.count, in: text), byte: bytes.count)
    }
    return text
  }

  private static func notText(_ bytes: [UInt8], _ offset: Int) -> CSVFault {
    .notText(line: ASCII.line(of: offset, in: bytes), byte: offset + 1)
  }

  /// The character of a byte from 0x80; five bytes have none.
  private static func windows1252(_ byte: UInt8) -> Unicode.Scalar? {
    guard byte < 0xA0 else { return Unicode.Scalar(byte) }
    let scalar = upperControls[Int(byte) - 0x80]
    return scalar == 0 ? nil : Unicode.Scalar(scalar)
  }

  /// 0x80 to 0x9F.
  ///
  /// Source: https://encoding.spec.whatwg.org/index-windows-1252.txt, without the five
  /// controls that it keeps for the web's sake.
  private static let upperControls: [UInt16] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
  ]
}

/// How much of some bytes is UTF-8.
private struct UTF8Scan {
  /// How many letters take more than one byte.
  var letters = 0
  /// How many bytes belong to no letter.
  var wrong = 0
  /// Where the first such byte stands.
  var firstWrong: Int?

  init(_ bytes: [UInt8]) {
    var index = 0
    while true {
      index = bytes.span.endOfASCII(from: index)
      guard index < bytes.count else { break }
      let length = UTF8Scan.length(bytes, index)
      if length == 0 {
        if firstWrong == nil { firstWrong = index }
        wrong += 1
        index += 1
      } else {
        letters += 1
        index += length
      }
    }
  }

  /// The length of the letter that starts at `index`; 0 where none does.
  ///
  /// The table of RFC 3629.
  private static func length(_ bytes: [UInt8], _ index: Int) -> Int {
    let (length, second): (Int, ClosedRange<UInt8>)
    switch bytes[index] {
    case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return 0
    }
    guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return 0 }
    for place in (index + 2)..<max(index + 2, index + length)
    where !(0x80...0xBF).contains(bytes[place]) {
      return 0
    }
    return length
  }
}
