internal import CanonicalForm

/// The ids of the last entries, for commands that are sent again.
struct RecentIDs {
  private let limit: Int
  private var entries: [String: Int] = [:]
  private var order: [String] = []
  private var oldest = 0
  /// The line of a snapshot of which nobody has asked anything yet, and what came behind it: most commands
  /// never ask, and ten thousand ids take longer to read than all cases of a programme.
  private var unread: (line: [UInt8], behind: [(id: String, entry: Int)])?

  init(limit: Int) { self.limit = limit }

  /// The ids that a line of a snapshot holds; none in an empty one.
  init(limit: Int, line: [UInt8]) {
    self.limit = limit
    unread = (line, [])
  }

  /// The number of the entry that was saved under `id`.
  subscript(id: String) -> Int? {
    mutating get {
      read()
      return entries[id]
    }
  }

  /// All of them, the oldest first.
  var all: [(id: String, entry: Int)] {
    var copy = self
    copy.read()
    return (copy.order[copy.oldest...] + copy.order[..<copy.oldest]).compactMap { id in
      copy.entries[id].map { (id, $0) }
    }
  }

  mutating func remember(_ id: String, _ entry: Int) {
    if unread != nil {
      unread?.behind.append((id, entry))
      if let count = unread?.behind.count, count >= 2 * limit {
        unread?.behind.removeFirst(count - limit)
      }
    } else {
      add(id, entry)
    }
  }

  private mutating func read() {
    guard let (line, behind) = unread else { return }
    unread = nil
    for each in (try? JSONObject(parsing: line).objects("ids")) ?? [] {
      if let id = each["id"]?.string, let entry = each["entry"]?.int { add(id, entry) }
    }
    for each in behind { add(each.id, each.entry) }
  }

  private mutating func add(_ id: String, _ entry: Int) {
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
