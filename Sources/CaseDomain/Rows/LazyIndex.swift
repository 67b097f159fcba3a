internal import Synchronization

/// An index of the cases that is built when somebody first asks for it, and follows every change from then on.
///
/// To read a store must not wait for it: most commands never ask. A lock inside, so that the caseload stays a
/// value that many may read; copies share what is built until one of them changes.
struct LazyIndex<Index: Sendable>: Sendable {
  private final class Box: Sendable {
    let index: Mutex<Index?>
    init(_ index: Index?) { self.index = Mutex(index) }
  }

  private var box = Box(nil)

  /// The index; made by `build` at the first time.
  func index(_ build: () -> Index) -> Index {
    box.index.withLock { index in
      if let index { return index }
      let built = build()
      index = built
      return built
    }
  }

  /// Changes the index with the case that changed; nothing to do before it is built.
  mutating func update(_ change: (inout Index) -> Void) {
    // A copy that changes no longer shares what is built, nor what may be built of another state.
    if !isKnownUniquelyReferenced(&box) { box = Box(box.index.withLock { $0 }) }
    box.index.withLock { index in
      guard var built = index else { return }
      // So that the change copies nothing.
      index = nil
      change(&built)
      index = built
    }
  }
}
