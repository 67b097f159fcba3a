internal import Synchronization

/// An index of the cases that is built when somebody first asks for it, and follows every change from then on.
///
/// To read a store must not wait for it: most commands never ask. A lock inside, so that the caseload stays a
/// value that many may read; copies share what is built until one of them changes.
struct LazyDuplicateIndex: Sendable {
  private final class Box: Sendable {
    let index: Mutex<DuplicateIndex?>
    init(_ index: DuplicateIndex?) { self.index = Mutex(index) }
  }

  private var box = Box(nil)

  /// The index; made by `build` at the first time.
  func index(_ build: (inout DuplicateIndex) -> Void) -> DuplicateIndex {
    box.index.withLock { index in
      if let index { return index }
      var built = DuplicateIndex()
      build(&built)
      index = built
      return built
    }
  }

  /// Takes in what is known of a case now; nothing to do before the index is built.
  mutating func update(_ id: CaseID, _ facts: @autoclosure () -> PersonFacts?) {
    // A copy that changes no longer shares what is built, nor what may be built of another state.
    if !isKnownUniquelyReferenced(&box) { box = Box(box.index.withLock { $0 }) }
    box.index.withLock { index in
      if index != nil { index?.set(id, facts()) }
    }
  }
}
