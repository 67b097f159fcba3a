public import CanonicalForm

extension Day {
  /// Completed years of age on `day` of somebody born on this day; negative before the birth.
  ///
  /// Somebody born on 29 February is a year older on 1 March of the years without that day.
  public func age(on day: Day) -> Int {
    let birth = date
    let then = day.date
    let reached = (then.month, then.day) >= (birth.month, birth.day)
    return then.year - birth.year - (reached ? 0 : 1)
  }
}
