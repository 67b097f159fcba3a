import TestSupport

extension SeededRandom {
  /// A number from 0, below `count`.
  mutating func below(_ count: Int) -> Int { Int(truncatingIfNeeded: next() % UInt64(count)) }

  mutating func isTrue() -> Bool { next() & 1 == 1 }
}
