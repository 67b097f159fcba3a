/// Finds the case that holds a NIK: a table of numbers alone, four bytes a slot, that asks its owner which
/// NIK a number stands for.
struct NIKTable: Sendable {
  /// Numbers of cases; 0 is a free slot, and at least every other one is free.
  private var slots: [UInt32] = []
  private var count = 0

  /// An empty table with room for so many cases.
  init(expecting count: Int = 0) {
    if count > 0 {
      slots = [UInt32](repeating: 0, count: 1 << (Int.bitWidth - (2 * count).leadingZeroBitCount))
    }
  }

  /// The number under which a NIK is found; nil where none is.
  func number(of nik: UInt64, _ nikOf: (UInt32) -> UInt64) -> UInt32? {
    guard !slots.isEmpty else { return nil }
    var place = home(of: nik)
    while slots[place] != 0 {
      if nikOf(slots[place]) == nik { return slots[place] }
      place = (place + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Makes `number` the one that is found under its NIK.
  mutating func insert(_ number: UInt32, _ nikOf: (UInt32) -> UInt64) {
    if (count + 1) * 2 > slots.count { grow(nikOf) }
    let nik = nikOf(number)
    var place = home(of: nik)
    while slots[place] != 0 {
      if nikOf(slots[place]) == nik {
        slots[place] = number
        return
      }
      place = (place + 1) & (slots.count - 1)
    }
    slots[place] = number
    count += 1
  }

  /// Takes out a number, which must still have the NIK that it was put in with.
  mutating func remove(_ number: UInt32, _ nikOf: (UInt32) -> UInt64) {
    guard !slots.isEmpty else { return }
    let mask = slots.count - 1
    var place = home(of: nikOf(number))
    while slots[place] != number {
      if slots[place] == 0 { return }
      place = (place + 1) & mask
    }
    // Those behind move up, as far as each may, so that no search ends at the gap.
    var gap = place
    place = (place + 1) & mask
    while slots[place] != 0 {
      let home = home(of: nikOf(slots[place]))
      if (place &- home) & mask >= (place &- gap) & mask {
        slots[gap] = slots[place]
        gap = place
      }
      place = (place + 1) & mask
    }
    slots[gap] = 0
    count -= 1
  }

  private mutating func grow(_ nikOf: (UInt32) -> UInt64) {
    let old = slots
    slots = [UInt32](repeating: 0, count: max(64, old.count * 2))
    count = 0
    for number in old where number != 0 { insert(number, nikOf) }
  }

  private func home(of nik: UInt64) -> Int {
    Int(truncatingIfNeeded: (nik &* 0x9E37_79B9_7F4A_7C15) >> 32) & (slots.count - 1)
  }
}
