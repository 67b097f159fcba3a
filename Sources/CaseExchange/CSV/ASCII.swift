/// The bytes that structure a CSV file.
enum ASCII {
  static let tab: UInt8 = 0x09
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let space: UInt8 = 0x20
  static let quote: UInt8 = 0x22

  /// The line, from 1, on which the byte at `offset` stands.
  static func line(of offset: Int, in bytes: [UInt8]) -> Int {
    var line = 1
    for index in 0..<min(offset, bytes.count) {
      let byte = bytes[index]
      if byte == lineFeed
        || byte == carriageReturn && !(index + 1 < bytes.count && bytes[index + 1] == lineFeed)
      {
        line += 1
      }
    }
    return line
  }
}
