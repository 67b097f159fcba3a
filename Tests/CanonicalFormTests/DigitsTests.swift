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

  @Test("of a long number are passed as those of any other")
  func passing() {
    var wrong: [[UInt8]] = []
    everyText { text in
      for text in [text, text + [0x2C], text + [0x2C, 0x31, 0x32]] {
        var (cursor, long) = (JSONCursor(at: 0), JSONCursor(at: 0))
        let wanted = cursor.number(in: text.span)
        // Where there is no number nobody goes on.
        if long.longNumber(in: text.span) != wanted || wanted != nil && long.at != cursor.at {
          wrong.append(text)
        }
      }
    }
    #expect(wrong.isEmpty)
  }
}
