/// A whole number in six bytes: moments, in milliseconds, up to the year 6429, and places in files of 140 TB.
struct Int48: Hashable, Sendable {
  private var low: UInt16 = 0
  private var middle: UInt16 = 0
  private var high: Int16 = 0

  /// The nearest that there is.
  init(clamping value: Int) {
    let value = min(max(value, -1 << 47), 1 << 47 - 1)
    low = UInt16(truncatingIfNeeded: value)
    middle = UInt16(truncatingIfNeeded: value >> 16)
    high = Int16(truncatingIfNeeded: value >> 32)
  }

  var value: Int { Int(high) << 32 | Int(middle) << 16 | Int(low) }
}
