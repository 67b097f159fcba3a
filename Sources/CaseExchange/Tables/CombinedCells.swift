/// "Batam, 16-02-1984": the place before the first digit, the date from it on.
struct PlaceAndDate: Hashable {
  var place: String?
  var date: String?

  init(_ text: String) {
    let date = text.firstIndex { $0.isNumber } ?? text.endIndex
    let place = text[..<date]
    let end = place.lastIndex { !$0.isWhitespace && !",/-.;:".contains($0) }
    if let end { self.place = String(place[...end]) }
    if date < text.endIndex { self.date = String(text[date...]) }
  }
}

/// "003/002", "RT 003 RW 002", or "RW 002 / RT 003".
struct Neighbourhood: Hashable {
  var rt: String?
  var rw: String?

  init(_ text: String) {
    guard !text.isEmpty else { return }
    let numbers = text.split { !$0.isNumber }.map(String.init)
    let words = text.lowercased()
    guard numbers.count == 2 else {
      // One number or none is taken as typed; what is no RT gets its message from the form.
      let isRW = words.contains("rw") && !words.contains("rt")
      (rt, rw) = isRW ? (nil, text) : (text, nil)
      return
    }
    (rt, rw) = (numbers[0], numbers[1])
    let other = words.contains { $0.isLetter && !"rtw".contains($0) }
    if other { (rt, rw) = (text, nil) }
    if let first = words.first(where: { $0 == "t" || $0 == "w" }), first == "w", !other {
      (rt, rw) = (numbers[1], numbers[0])
    }
  }
}
