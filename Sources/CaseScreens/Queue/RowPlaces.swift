internal import CaseDomain

/// Where each case stands in a list; by its number, since a dictionary of a long one would cost more than all
/// else that a key does.
struct RowPlaces: Sendable {
  /// The place of each case from number 0 on, counted from 1; 0 where it is not in the list.
  private var places: [Int32]

  init(_ rows: [CaseTable.Row]) {
    let last = rows.lazy.map(\.id.number).max() ?? 0
    places = Array(repeating: 0, count: last + 1)
    for (place, row) in rows.enumerated() where places[row.id.number] == 0 {
      places[row.id.number] = Int32(place) + 1
    }
  }

  subscript(id: CaseID) -> Int? {
    guard places.indices.contains(id.number), places[id.number] > 0 else { return nil }
    return Int(places[id.number]) - 1
  }
}
