/// What a ``NumberTable`` finds numbers by.
protocol TableKey: Equatable, Sendable {
  /// Bits in which two that differ mostly differ too.
  var spread: UInt64 { get }
}

extension UInt64: TableKey {
  var spread: UInt64 { self &* 0x9E37_79B9_7F4A_7C15 }
}

/// Finds the number that stands for something, as a case for its NIK: a table of numbers alone, four bytes a slot,
/// that asks its owner what a number stands for.
struct NumberTable<Key: TableKey>: Sendable {
  /// 0 is a free slot, and at least every other one is free.
  private var slots: [UInt32] = []
  private var count = 0

  /// An empty table with room for so many numbers.
  init(expecting count: Int = 0) {
    if count > 0 {
      slots = [UInt32](repeating: 0, count: 1 << (Int.bitWidth - (2 * count).leadingZeroBitCount))
    }
  }

  /// The number under which a key is found; nil where none is.
  func number(of key: Key, _ keyOf: (UInt32) -> Key) -> UInt32? {
    guard !slots.isEmpty else { return nil }
    var place = home(of: key)
    while slots[place] != 0 {
      if keyOf(slots[place]) == key { return slots[place] }
      place = (place + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Makes `number`, which is not 0, the one that is found under its key.
  mutating func insert(_ number: UInt32, _ keyOf: (UInt32) -> Key) {
    if (count + 1) * 2 > slots.count { grow(keyOf) }
    let key = keyOf(number)
    var place = home(of: key)
    while slots[place] != 0 {
      if keyOf(slots[place]) == key {
        slots[place] = number
        return
      }
      place = (place + 1) & (slots.count - 1)
    }
    slots[place] = number
    count += 1
  }

  /// Takes out a number, which must still have the key that it was put in with.
  mutating func remove(_ number: UInt32, _ keyOf: (UInt32) -> Key) {
    guard !slots.isEmpty else { return }
    let mask = slots.count - 1
    var place = home(of: keyOf(number))
    while slots[place] != number {
      if slots[place] == 0 { return }
      place = (place + 1) & mask
    }
    // Those behind move up, as far as each may, so that no search ends at the gap.
    var gap = place
    place = (place + 1) & mask
    while slots[place] != 0 {
      let home = home(of: keyOf(slots[place]))
      if (place &- home) & mask >= (place &- gap) & mask {
        slots[gap] = slots[place]
        gap = place
      }
      place = (place + 1) & mask
    }
    slots[gap] = 0
    count -= 1
  }

  private mutating func grow(_ keyOf: (UInt32) -> Key) {
    let old = slots
    slots = [UInt32](repeating: 0, count: max(64, old.count * 2))
    count = 0
    for number in old where number != 0 { insert(number, keyOf) }
  }

  private func home(of key: Key) -> Int {
    Int(truncatingIfNeeded: key.spread >> 32) & (slots.count - 1)
  }
}
