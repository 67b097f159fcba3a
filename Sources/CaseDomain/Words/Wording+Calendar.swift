public import CanonicalForm

extension Wording {
  /// `Jumat`.
  public func weekday(_ day: Day) -> String {
    let names =
      language == .indonesian
      ? ["Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"]
      : ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
    return names[day.weekday]
  }

  /// `Jumat, 21 November 2025`.
  public func longDay(_ day: Day) -> String { "\(weekday(day)), \(self.day(day))" }

  /// `20 November`, with the year where it is not that of `today`.
  public func day(_ day: Day, seenFrom today: Day) -> String {
    let (year, month, dayOfMonth) = day.date
    return year == today.date.year ? "\(dayOfMonth) \(monthName(month))" : self.day(day)
  }

  /// `14/11`, with the year where it is not that of `today`.
  public func shortDay(_ day: Day, seenFrom today: Day) -> String {
    let text = shortDay(day)
    return day.date.year == today.date.year ? String(text.prefix(5)) : text
  }

  /// `Desember`.
  public func monthName(_ month: Month) -> String { monthName(month.month) }

  /// `Nov`.
  public func shortMonth(_ month: Month) -> String {
    let names =
      language == .indonesian
      ? ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"]
      : ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return names[month.month - 1]
  }

  /// `Nov–Des`; years where the months are of several.
  public func monthRange(_ months: [Month]) -> String {
    guard let first = months.first, let last = months.last else { return "" }
    if first == last { return shortMonth(first) }
    guard first.year != last.year else { return "\(shortMonth(first))–\(shortMonth(last))" }
    return "\(shortMonth(first)) \(first.year)–\(shortMonth(last)) \(last.year)"
  }
}
