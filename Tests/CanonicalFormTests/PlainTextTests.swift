import CanonicalForm
import Testing

/// Looking at eight bytes at once finds what looking at each of them finds.
@Suite("Plain text")
struct PlainTextTests {
  /// Texts of every length that matters with any one byte at any one place, among bytes at both ends of what is plain.
  private func everyText(_ body: ([UInt8]) -> Void) {
    body([])
    for length in 1...19 {
      for filler: UInt8 in [0x20, 0x7E] {
        for place in 0..<length {
          for byte in UInt8.min...UInt8.max {
            var text = [UInt8](repeating: filler, count: length)
            text[place] = byte
            body(text)
          }
        }
      }
    }
  }

  @Test("is told from other bytes wherever they stand")
  func bytes() {
    var wrong: [[UInt8]] = []
    everyText { text in
      let isRight =
        text.span.isPrintable == text.allSatisfy { (0x20..<0x7F).contains($0) }
        && text.span.contains(0x2E) == text.contains(0x2E)
        && text.span.contains(0) == text.contains(0)
        && text.span.endOfASCII(from: 0) == text.firstIndex { $0 >= 0x80 } ?? text.count
      if !isRight { wrong.append(text) }
    }
    #expect(wrong.isEmpty)
  }

  @Test("is written as it is, and everything else escaped, wherever it stands")
  func writing() {
    var wrong: [String] = []
    everyText { bytes in
      guard let text = String(validating: bytes, as: UTF8.self), bytes.allSatisfy({ $0 < 0x80 })
      else { return }
      let escaped = bytes.map { byte in
        switch byte {
        case 0x22, 0x5C: "\\" + String(UnicodeScalar(byte))
        case 0x20..<0x7F: String(UnicodeScalar(byte))
        default: "\\u00" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16)
        }
      }
      var writer = JSONWriter()
      writer.object { $0.field(text, text) }
      let quoted = "\"\(escaped.joined())\""
      if String(decoding: writer.bytes, as: UTF8.self) != "{\(quoted):\(quoted)}" {
        wrong.append(text)
      }
    }
    #expect(wrong.isEmpty)
  }

  @Test("whole numbers are written as Swift writes them")
  func numbers() {
    var numbers = [0, .min, .max]
    var power = 1
    while power <= .max / 10 {
      power *= 10
      numbers += [power - 1, power, power + 1, -power, 1 - power]
    }
    for number in numbers {
      var writer = JSONWriter()
      writer.number(number)
      #expect(writer.bytes == Array(String(number).utf8))
    }
  }

  @Test("digits are filled up with zeros, and never cut")
  func digits() {
    for number in [0, 1, 9, 10, 99, 100, 12_345, -1, -10, .max, .min] {
      for width in 0...19 {
        let plain = String(number)
        let zeros = number < 0 ? 0 : max(0, width - plain.utf8.count)
        #expect(Digits.text(number, width) == String(repeating: "0", count: zeros) + plain)
      }
    }
  }
}
