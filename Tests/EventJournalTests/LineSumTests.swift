import Testing

@testable import EventJournal

/// Whatever is changed in a line changes its sum.
struct LineSumTests {
  /// Lines of every length up to four steps of the sum and some more, of what lines of a snapshot hold and of zeros.
  private static var lines: [[UInt8]] {
    let text = Array(
      String(repeating: #"{"case":17,"stage":"waiting","row":[1,0,24310]}"#, count: 7).utf8)
    return (0...270).flatMap { [Array(text.prefix($0)), [UInt8](repeating: 0, count: $0)] }
  }

  private func sum(_ line: [UInt8], at offset: Int = 0) -> String {
    LineSum(of: line.span, at: offset).hexadecimal
  }

  @Test("a bit that is another one is found, in a line of any length, wherever it is")
  func flipped() {
    var missed: [(Int, Int)] = []
    for line in LineSumTests.lines {
      let right = sum(line, at: 4_711)
      for place in line.indices {
        for bit in 0..<8 {
          var changed = line
          changed[place] ^= 1 << UInt8(bit)
          if sum(changed, at: 4_711) == right { missed.append((line.count, place)) }
        }
      }
    }
    #expect(missed.isEmpty)
  }

  @Test("a line that stands elsewhere, or is longer or shorter by zeros, has another sum")
  func moved() {
    var all: Set<String> = []
    for line in LineSumTests.lines.filter({ $0.last == 0 }) {
      for offset in 0..<64 { all.insert(sum(line, at: offset)) }
    }
    #expect(all.count == 270 * 64)
  }

  @Test("two words of a line that change places are found")
  func swapped() {
    let line = (0..<200).map { UInt8($0) }
    let right = sum(line)
    for step in [8, 16, 32, 64] {
      for place in stride(from: 0, to: line.count - step - 8, by: 8) {
        var changed = line
        for byte in place..<place + 8 { changed.swapAt(byte, byte + step) }
        #expect(sum(changed) != right, "\(place) and \(place + step)")
      }
    }
  }
}
