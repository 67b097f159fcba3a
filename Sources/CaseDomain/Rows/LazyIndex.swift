internal import Synchronization

/// An index of the cases that is built when somebody first asks for it, and follows every change from then on.
///
/// To read a store must not wait for it: most commands never ask. A lock inside, so that the caseload stays a
/// value that many may read; copies share what is built until one of them changes.
struct LazyIndex<Index: Sendable>: Sendable {
  private final class Box: Sendable {
    let content: Mutex<Content>
    init(_ content: Content) { self.content = Mutex(content) }
  }

  private struct Content {
    var index: Index?
    /// How often it was asked for before it was built.
    var asked = 0

    mutating func index(_ build: () -> Index) -> Index {
      if let index { return index }
      let built = build()
      index = built
      return built
    }
  }

  private var box = Box(Content())

  /// The index; made by `build` at the first time.
  func index(_ build: () -> Index) -> Index {
    box.content.withLock { $0.index(build) }
  }

  /// The same where it is built, or was asked for `limit` times in this way; nil until then.
  func index(afterAsking limit: Int, _ build: () -> Index) -> Index? {
    box.content.withLock { content in
      if content.index == nil, content.asked < limit {
        content.asked += 1
        return nil
      }
      return content.index(build)
    }
  }

  /// Builds it now where asking so many times will come to more than `limit`, as ``index(afterAsking:_:)`` counts.
  func prepare(forAsking count: Int, limit: Int, _ build: () -> Index) {
    box.content.withLock { content in
      if content.asked + count > limit { _ = content.index(build) }
    }
  }

  /// Changes the index with the case that changed; nothing to do before it is built.
  mutating func update(_ change: (inout Index) -> Void) {
    // A copy that changes no longer shares what is built, nor what may be built of another state.
    if !isKnownUniquelyReferenced(&box) { box = Box(box.content.withLock { $0 }) }
    box.content.withLock { content in
      guard var built = content.index else { return }
      // So that the change copies nothing.
      content.index = nil
      change(&built)
      content.index = built
    }
  }
}
