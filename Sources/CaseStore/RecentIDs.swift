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

  /// The ids that ``line`` of a snapshot held; none in an empty one.
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

  /// The kind of the line that holds them in a snapshot.
  static let kind = "ids"

  /// Whether a line of a snapshot holds them, which is not read for that.
  static func isLine(_ line: [UInt8]) -> Bool {
    line.starts(with: #"{"kind":"\#(kind)","#.utf8)
  }

  /// The line of a snapshot that holds all of them, the oldest first.
  var line: [UInt8] {
    var copy = self
    copy.read()
    var writer = JSONWriter()
    writer.object { line in
      line.field("kind", RecentIDs.kind)
      line.array("ids", copy.order[copy.oldest...] + copy.order[..<copy.oldest]) { list, id in
        guard let entry = copy.entries[id] else { return }
        list.object { fields in
          fields.field("id", id)
          fields.field("entry", entry)
        }
      }
    }
    return writer.bytes
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
