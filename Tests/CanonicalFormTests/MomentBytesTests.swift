import CanonicalForm
import Testing

@Suite("moments and days in bytes")
struct MomentBytesTests {
  private static let moments = [
    "2025-11-13T02:12:33.123Z", "0001-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z",
    "2024-02-29T09:10:11.907Z", "1899-09-30T19:08:07.060Z",
  ]

  @Test(
    "With any byte at any place they are read as from a text, or not at all", arguments: moments)
  func everyByte(_ moment: String) {
    for place in 0..<24 {
      for byte in UInt8.min...UInt8.max {
        var bytes = Array(moment.utf8)
        bytes[place] = byte
        let text = String(decoding: bytes, as: UTF8.self)
        // The reader of texts knows more ways to write a zone than this one.
        let wanted = bytes[23] == UInt8(ascii: "Z") ? Instant(text) : nil
        #expect(Instant(bytes.span) == wanted, "\(bytes)")
        let date = Array(bytes.prefix(10))
        #expect(Day(date.span) == Day(String(decoding: date, as: UTF8.self)), "\(date)")
      }
    }
  }

  @Test("They are passed with their quotes, and nothing is passed where they are cut")
  func passed() {
    for moment in MomentBytesTests.moments {
      let bytes = Array("\"\(moment)\"".utf8)
      var cursor = JSONCursor(at: 0)
      #expect(cursor.instant(in: bytes.span) == Instant(moment) && cursor.at == 26)
      let day = Array("\"\(moment.prefix(10))\"".utf8)
      cursor = JSONCursor(at: 0)
      #expect(cursor.day(in: day.span) == Day(moment.prefix(10)) && cursor.at == 12)
      for end in 0..<26 {
        var cut = JSONCursor(at: 0)
        #expect(cut.instant(in: bytes.span.extracting(0..<end)) == nil && cut.at == 0)
        #expect(cut.day(in: day.span.extracting(0..<min(end, 11))) == nil && cut.at == 0)
      }
    }
  }
}
