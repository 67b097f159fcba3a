public import CaseDomain
internal import CryptoExtras
public import SystemFiles

/// The digits by which an officer proves at a shared desk who they are.
public struct PIN: Sendable {
  /// Why digits cannot be a new PIN.
  public enum Fault: Error, Hashable, Sendable {
    /// Something other than digits.
    case notDigits
    /// Fewer or more digits than ``PIN/lengths``.
    case length(Int)
    /// What somebody tries first: one digit, a run, a pattern again and again.
    case trivial
  }

  /// How many digits a PIN has.
  public static let lengths = 6...16

  private let digits: [UInt8]

  /// A new PIN, which must not be one that is guessed first.
  public init(_ text: String) throws(Fault) {
    digits = Array(text.utf8)
    guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { throw .notDigits }
    guard Self.lengths.contains(digits.count) else { throw .length(digits.count) }
    guard !Self.isTrivial(digits) else { throw .trivial }
  }

  /// What the PIN will be compared with; nil where the machine has not the memory to make it.
  public func verifier(salt: [UInt8] = HostRandom.bytes(16)) -> PINVerifier? {
    let costs = PINVerifier.costs
    return Self.hash(digits, salt, costs.rounds, costs.blockSize, costs.parallelism)
      .map { PINVerifier(salt: salt, hash: $0) }
  }

  private static func isTrivial(_ digits: [UInt8]) -> Bool {
    // 9 and 0 are neighbours: 567890 is a run too.
    let steps = zip(digits, digits.dropFirst()).map { (Int($1) - Int($0) + 10) % 10 }
    let isRun = steps.allSatisfy { $0 == 1 } || steps.allSatisfy { $0 == 9 }
    let isPattern = (1...digits.count / 2).contains { length in
      digits.indices.allSatisfy { digits[$0] == digits[$0 % length] }
    }
    return isRun || isPattern
  }

  fileprivate static func hash(
    _ digits: [UInt8], _ salt: [UInt8], _ rounds: Int, _ blockSize: Int, _ parallelism: Int
  ) -> [UInt8]? {
    let key = try? KDF.Scrypt.deriveKey(
      from: digits, salt: salt, outputByteCount: 32, rounds: 1 << rounds, blockSize: blockSize,
      parallelism: parallelism)
    return key?.withUnsafeBytes { Array($0) }
  }
}

extension PINVerifier {
  /// Whether these are the digits of the PIN; costs a quarter of a second, whatever they are.
  public func matches(_ digits: String) -> Bool {
    let digits = Array(digits.utf8.prefix(PIN.lengths.upperBound + 1))
    guard let other = PIN.hash(digits, salt, rounds, blockSize, parallelism) else { return false }
    // No branch on what differs: the time says nothing about it.
    return zip(hash, other).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0 && hash.count == other.count
  }
}
