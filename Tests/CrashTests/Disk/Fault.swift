/// A call that does not do what it should.
struct Fault: Sendable {
  enum Effect: Sendable {
    /// The call fails with this `errno`.
    case error(Int32)
    /// The write takes this many bytes; where negative, all but so many.
    case short(Int)
  }

  /// Which call, counted from 1 among those with the name.
  var ordinal: Int
  /// Only calls of this name count; nil: all.
  var call: String?
  var effect: Effect
  /// How many calls from that one on.
  var times = 1
  /// Chooses what a failed synchronisation loses.
  var seed: UInt64 = 0
}
