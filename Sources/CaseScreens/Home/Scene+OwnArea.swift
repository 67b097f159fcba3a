internal import CaseDomain

extension Scene {
  /// The areas whose cases the officer may read, in words; nil where that is the whole programme or
  /// nothing.
  var ownArea: String? {
    guard let areas = readableAreas, !areas.isEmpty, let programme,
      !programme.areas.allSatisfy({ mayRead($0.code) })
    else { return nil }
    var places: [String] = []
    for place in areas.map(wording.place) where !places.contains(place) { places.append(place) }
    return places.joined(separator: ", ")
  }

  /// Whether the officer may read no case at all.
  var readsNothing: Bool { readableAreas?.isEmpty ?? false }
}
