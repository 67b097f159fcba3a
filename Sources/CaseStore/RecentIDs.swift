/// The ids of the last entries, for commands that are sent again.
struct RecentIDs {
  private let limit: Int
  private var entries: [String: Int] = [:]
  private var order: [String] = []
  private var oldest = 0

  init(limit: Int) { self.limit = limit }

  /// The number of the entry that was saved under `id`.
  subscript(id: String) -> Int? { entries[id] }

  /// All of them, the oldest first.
  var all: [(id: String, entry: Int)] {
    (order[oldest...] + order[..<oldest]).compactMap { id in entries[id].map { (id, $0) } }
  }

  mutating func remember(_ id: String, _ entry: Int) {
    guard entries.updateValue(entry, forKey: id) == nil else { return }
    if order.count < limit {
      order.append(id)
    } else {
      entries[order[oldest]] = nil
      order[oldest] = id
      oldest = (oldest + 1) % limit
    }
  }
}
