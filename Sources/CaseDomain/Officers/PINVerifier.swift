internal import CanonicalForm

/// What a PIN is compared with: the salt and the scrypt hash of it, never the PIN.
///
///     $scrypt$ln=15,r=8,p=3$SALT$HASH
///
/// The numbers are the costs, salt and hash base64 without `=`. The domain keeps it; who hashes is outside.
public struct PINVerifier: Hashable, Sendable {
  /// The binary logarithm of the number of rounds.
  public let rounds: Int
  public let blockSize: Int
  public let parallelism: Int
  public let salt: [UInt8]
  public let hash: [UInt8]

  /// How many wrong PINs end a desk, or the question at its door.
  public static let tries = 5

  /// The costs of a new one: 32 MiB, and a quarter of a second on a slow machine.
  public static let costs = (rounds: 15, blockSize: 8, parallelism: 3)

  /// A verifier at the ``costs`` of a new one.
  public init(salt: [UInt8], hash: [UInt8]) {
    (rounds, blockSize, parallelism) = Self.costs
    (self.salt, self.hash) = (salt, hash)
  }

  /// Reads the text; nil for costs that no machine should be made to pay, or that protect nothing.
  public init?(_ text: String) {
    let parts = text.split(separator: "$", omittingEmptySubsequences: false)
    guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt",
      let salt = Base64.bytes(parts[3], padded: false), (16...64).contains(salt.count),
      let hash = Base64.bytes(parts[4], padded: false), hash.count == 32
    else { return nil }
    let costs = parts[2].split(separator: ",", omittingEmptySubsequences: false)
    guard costs.count == 3, let rounds = Self.cost(costs[0], "ln="), (14...17).contains(rounds),
      let blockSize = Self.cost(costs[1], "r="), blockSize == 8,
      let parallelism = Self.cost(costs[2], "p="), (1...8).contains(parallelism)
    else { return nil }
    (self.rounds, self.blockSize, self.parallelism) = (rounds, blockSize, parallelism)
    (self.salt, self.hash) = (salt, hash)
    guard self.text == text else { return nil }
  }

  public var text: String {
    let costs = "ln=\(rounds),r=\(blockSize),p=\(parallelism)"
    let words = [salt, hash].map { Base64.text($0, padded: false) }
    return (["", "scrypt", costs] + words).joined(separator: "$")
  }

  private static func cost(_ text: Substring, _ name: String) -> Int? {
    text.hasPrefix(name) ? Int(text.dropFirst(name.count)) : nil
  }
}

extension PINVerifier: SealedContent {
  public static let kind = "pin"

  func write(to fields: inout JSONWriter) { fields.field("verifier", text) }

  init(from fields: JSONObject) throws(JSONFailure) {
    self = try fields.value("verifier", "a scrypt hash with its salt") { PINVerifier($0) }
  }
}
