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

  /// A table of many numbers, of two with the same key the later one.
  ///
  /// A large one is made stretch by stretch, each so small that it stays in the nearest memory: one by one, nearly
  /// every number would wait for a slot and for what stands there, both far away.
  init(_ numbers: [UInt32], _ keyOf: (UInt32) -> Key) {
    self.init(expecting: max(1, numbers.count))
    guard slots.count > NumberTable.near else {
      for number in numbers { insert(number, keyOf) }
      return
    }
    let length = NumberTable.stretch
    var stretches = [[(number: UInt32, key: Key)]](
      repeating: [], count: slots.count / length)
    for place in stretches.indices { stretches[place].reserveCapacity(length / 2) }
    for number in numbers {
      let key = keyOf(number)
      stretches[home(of: key) / length].append((number, key))
    }
    // Those for which their own stretch has no free slot any more.
    var rest: [UInt32] = []
    for (stretch, own) in stretches.enumerated() {
      let start = stretch * length
      var owners = [Int](repeating: -1, count: length)
      for (index, entry) in own.enumerated() {
        var place = home(of: entry.key) - start
        while place < length, owners[place] >= 0, own[owners[place]].key != entry.key { place += 1 }
        if place == length {
          rest.append(entry.number)
          continue
        }
        if owners[place] < 0 { count += 1 }
        owners[place] = index
        slots[start + place] = entry.number
      }
    }
    for number in rest { insert(number, keyOf) }
  }

  /// How many slots a stretch has.
  private static var stretch: Int { 4_096 }
  /// How many slots are near enough as they are.
  private static var near: Int { 1 << 18 }

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
