public import CanonicalForm

// Target and ceiling hold for every month by itself: a place freed in November opens in December.
extension Caseload {
  /// The places still free for somebody who is covered from `month` to the programme's end, by the target
  /// of every one of those months and by the money left under the ceiling.
  public func places(from month: Month) -> Int {
    guard let programme = rules?.programme else { return 0 }
    let months = programme.months.filter { $0 >= month }
    guard var places = months.map({ programme.target - covered(in: $0) }).min() else { return 0 }
    let cost = programme.cost(from: month)
    if cost > 0 { places = min(places, (programme.ceiling - committed) / cost) }
    return max(0, places)
  }

  /// The places still free: those from the month of `day` on, then those that open in later months,
  /// as far as target and money go when they are given away in that order.
  public func placesLeft(on day: Day) -> Int { openings(on: day).reduce(0) { $0 + $1.places } }

  /// For the month of `day` and each later one, how many of the places left open in it.
  public func openings(on day: Day) -> [(month: Month, places: Int)] {
    guard let programme = rules?.programme else { return [] }
    let months = programme.months.filter { $0 >= programme.currentMonth(on: day) }
    var money = programme.ceiling - committed
    var places = 0
    return months.map { month in
      let open = months.filter { $0 >= month }.map { programme.target - covered(in: $0) }.min() ?? 0
      let cost = programme.cost(from: month)
      let more = max(0, min(open - places, cost > 0 ? money / cost : open))
      places += more
      money -= more * cost
      return (month, more)
    }
  }

  /// What all months of the programme cost with the people covered now, in whole rupiah.
  public var committed: Int {
    guard let programme = rules?.programme else { return 0 }
    return programme.months.reduce(0) {
      $0 + covered(in: $1) * (programme.rate(in: $1)?.total ?? 0)
    }
  }

  /// The place of a qualified case on the waiting list, from 1; nil where a place is free for it.
  public func waitingListPosition(of id: CaseID, on day: Day) -> Int? {
    guard let index = placeAmongQualified(id) else { return nil }
    let position = index + 1 - placesLeft(on: day)
    return position > 0 ? position : nil
  }
}
