/// What identifies a citizen or was typed freely: the value, or after its erasure the hash alone.
///
/// In the journal the value stands on a sealed line of its own and the event holds the hash of it.
/// Indirect, so that to hand it on with all that holds it costs one reference, whatever the value holds.
public indirect enum Sealed<Value: Hashable & Sendable>: Hashable, Sendable {
  case value(Value)
  case erased(hash: String)

  /// The value, or nil after its erasure.
  public var value: Value? {
    switch self {
    case .value(let value): value
    case .erased: nil
    }
  }

  /// What is left of it in memory after its erasure.
  func forgotten(_ hash: String) -> Sealed { value == nil ? self : .erased(hash: hash) }
}
