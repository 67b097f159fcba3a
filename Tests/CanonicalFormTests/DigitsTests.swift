import CanonicalForm
import Testing

/// Reading eight digits at once gives what reading each of them gives.
@Suite("Digits")
struct DigitsTests {
  /// Digits of every length up to 18, and the same with any one byte at any one place.
  private func everyText(_ body: ([UInt8]) -> Void) {
    for length in 1...18 {
      for digits in ["902837465190283746", "000000000000000000", "999999999999999999"] {
        let whole = Array(digits.utf8.prefix(length))
        for place in 0..<length {
          for byte in UInt8.min...UInt8.max {
            var text = whole
            text[place] = byte
            body(text)
          }
        }
      }
    }
  }

  /// What the bytes write, digit by digit.
  private func number(_ text: some Collection<UInt8>) -> Int? {
    text.allSatisfy { (0x30...0x39).contains($0) }
      ? Int(String(decoding: text, as: UTF8.self)) : nil
  }

  @Test("are a number wherever they stand, and none with any other byte among them")
  func numbers() {
    var wrong: [[UInt8]] = []
    everyText { text in
      let framed = [0x39] + text + [0x39]
      let isRight =
        Digits.number(text.span, 0..<text.count) == number(text)
        && Digits.number(framed.span, 1..<text.count + 1) == number(text)
      if !isRight { wrong.append(text) }
    }
    #expect(wrong.isEmpty)
  }

  /// The number with which a text begins and where it ends, digit by digit.
  private func beginning(_ text: [UInt8]) -> (number: Int, end: Int)? {
    let digits = text.prefix { (0x30...0x39).contains($0) }
    guard (1...18).contains(digits.count), digits.count == 1 || digits[0] != 0x30,
      let number = number(digits)
    else { return nil }
    return (number, digits.count)
  }

  /// The same as ``everyText(_:)`` with digits enough to be too many, and what may stand behind them.
  private func everyBeginning(_ body: ([UInt8]) -> Void) {
    everyText { text in
      body(text)
      body(text + [0x2C])
      body(text + Array(",12,345678901".utf8))
    }
    for length in 18...40 { body([UInt8](repeating: 0x37, count: length)) }
  }

  @Test("are passed wherever a number begins")
  func passing() {
    var wrong: [[UInt8]] = []
    everyBeginning { text in
      let wanted = beginning(text)
      var (cursor, long) = (JSONCursor(at: 0), JSONCursor(at: 0))
      let isRight = cursor.number(in: text.span) == wanted?.number
      let isLongRight = long.longNumber(in: text.span) == wanted?.number
      // Where there is no number nobody goes on.
      let isThere = wanted.map { cursor.at == $0.end && long.at == $0.end } ?? true
      if !isRight || !isLongRight || !isThere { wrong.append(text) }
    }
    #expect(wrong.isEmpty)
  }

  @Test("are passed together with the byte behind them, and without any other")
  func before() {
    var wrong: [[UInt8]] = []
    everyBeginning { text in
      let wanted = beginning(text).flatMap {
        $0.end < text.count && text[$0.end] == 0x2C ? $0 : nil
      }
      var cursor = JSONCursor(at: 0)
      let isRight = cursor.number(before: 0x2C, in: text.span) == wanted?.number
      var moment = JSONCursor(at: 0)
      let thirteen = moment.thirteenDigits(before: 0x2C, in: text.span)
      let isMomentRight = thirteen == (wanted?.end == 13 ? wanted?.number : nil)
      let isBehind =
        (wanted.map { cursor.at == $0.end + 1 } ?? true) && moment.at == (thirteen == nil ? 0 : 14)
      if !isRight || !isMomentRight || !isBehind { wrong.append(text) }
    }
    #expect(wrong.isEmpty)
  }
}
