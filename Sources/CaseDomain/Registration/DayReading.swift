public import CanonicalForm

/// Days as offices write them: day, month, year, never the month first.
public enum DayReading {
  /// The day that `text` writes: `16/02/1984`, `16-2-1984`, `16.02.1984`, `16 02 1984`, `16021984`,
  /// `16 Februari 1984` with old spellings and abbreviations, or `1984-02-16`.
  ///
  /// - Throws: the problem: no day of the calendar, or the day number of an Excel cell.
  public static func day(_ text: some StringProtocol) throws(FieldFault.Problem) -> Day {
    let whole = String(text)
    if let day = plainDay(whole.utf8.span) ?? Day(whole) { return day }
    let typed = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let trimmed = typed.lowercased()
    if let day = Day(trimmed) { return day }
    let parts = trimmed.split { " /-.,".contains($0) }
    if parts.count == 3, let month = month(parts[1]), parts[0].utf8.count <= 2,
      parts[2].utf8.count == 4,
      let dayOfMonth = Digits.number(Array(parts[0].utf8)),
      let year = Digits.number(Array(parts[2].utf8)),
      let day = Day(year: year, month: month, day: dayOfMonth)
    {
      return day
    }
    if parts.count == 1, let number = Digits.number(Array(trimmed.utf8)) {
      if trimmed.utf8.count == 8,
        let day = Day(
          year: number % 10_000, month: number / 10_000 % 100, day: number / 1_000_000)
      {
        return day
      }
      if trimmed.utf8.count == 5 { throw .excelDay }
    }
    if parts.count == 3, parts[0].utf8.count <= 2, parts[2].utf8.count == 2, month(parts[1]) != nil
    {
      throw .twoDigitYear(typed)
    }
    throw .notDay(typed)
  }

  /// The day written with one or two digits, one or two, and four, between them one separator each, as files nearly
  /// always write it; nil elsewhere.
  private static func plainDay(_ bytes: Span<UInt8>) -> Day? {
    guard (8...10).contains(bytes.count) else { return nil }
    var numbers: InlineArray<3, Int> = [0, 0, 0]
    var (part, digits) = (0, 0)
    for place in bytes.indices {
      let byte = bytes[place]
      switch byte {
      case 0x30...0x39:
        numbers[part] = numbers[part] * 10 + Int(byte - 0x30)
        digits += 1
      case UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: " "):
        guard part < 2, (1...2).contains(digits) else { return nil }
        (part, digits) = (part + 1, 0)
      default: return nil
      }
    }
    guard part == 2, digits == 4 else { return nil }
    return Day(year: numbers[2], month: numbers[1], day: numbers[0])
  }

  /// The month that a word or one or two digits name.
  private static func month(_ text: Substring) -> Int? {
    if let number = Digits.number(Array(text.utf8)) { return text.utf8.count <= 2 ? number : nil }
    return names.firstIndex { spellings in spellings.contains(String(text)) }.map { $0 + 1 }
  }

  private static let names: [[String]] = [
    ["januari", "jan"], ["februari", "pebruari", "feb", "peb"], ["maret", "mar"], ["april", "apr"],
    ["mei"], ["juni", "jun"], ["juli", "jul"], ["agustus", "agt", "ags", "agu", "agust"],
    ["september", "sep", "sept"], ["oktober", "okt"], ["november", "nopember", "nov", "nop"],
    ["desember", "des"],
  ]
}

extension FieldFault.Problem: Error {}
