internal import CanonicalForm

/// A public key by which somebody logs in over SSH, as `ssh-ed25519 AAAA…`; its comment is not kept.
public struct SSHKey: Hashable, Comparable, Sendable {
  /// What a text is that is no key that may be used.
  public enum Fault: Error, Hashable, Sendable {
    /// A private key, which nobody may hand out.
    case isPrivate
    /// Anything else that is no line of one public key.
    case isNoKey
    /// A kind of key that is not taken: a certificate, DSA, an unknown one.
    case kind(String)
    /// An RSA key of so few bits.
    case isShort(bits: Int)
  }

  /// The kind of key, such as `ssh-ed25519`.
  public let kind: String
  /// The key itself, as SSH sends it.
  public let blob: [UInt8]

  /// How many fields a key of each kind that is taken has, its name among them.
  private static let fields = [
    "ssh-ed25519": 2, "ssh-rsa": 3, "ecdsa-sha2-nistp256": 3, "ecdsa-sha2-nistp384": 3,
    "ecdsa-sha2-nistp521": 3, "sk-ssh-ed25519@openssh.com": 3,
    "sk-ecdsa-sha2-nistp256@openssh.com": 4,
  ]
  /// Below this many bits an RSA key is taken by no OpenSSH of today either.
  private static let leastBits = 2_048
  /// The longest line that is looked at, in bytes: an RSA key of 16,384 bits has less than 3,000.
  public static let longestLine = 8_192

  /// The key of a line `KIND BASE64 [COMMENT]`, as a `.pub` file has it.
  public init(_ line: some StringProtocol) throws(Fault) {
    guard line.utf8.count <= Self.longestLine else { throw .isNoKey }
    guard !line.contains("PRIVATE KEY") else { throw .isPrivate }
    // Behind the comment nothing may follow: a file of several keys is not one of them.
    let lines = line.split { $0.isNewline }
    let words = lines.first.map { $0.split { $0 == " " || $0 == "\t" } } ?? []
    guard lines.count == 1, words.count >= 2 else { throw .isNoKey }
    kind = String(words[0])
    guard let count = Self.fields[kind] else {
      // What could not be the name of a kind is not one: options, or any text at all.
      let isName = kind.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "=") }
      guard isName, kind.hasPrefix("ssh-") || kind.hasSuffix("@openssh.com") else {
        throw .isNoKey
      }
      throw .kind(kind)
    }
    guard let blob = Base64.bytes(words[1]), let fields = Self.fields(of: blob),
      fields.count == count, fields[0].elementsEqual(kind.utf8)
    else { throw .isNoKey }
    self.blob = blob
    if kind == "ssh-rsa" {
      let modulus = fields[2].drop { $0 == 0 }
      let bits = 8 * modulus.count - (modulus.first?.leadingZeroBitCount ?? 0)
      guard bits >= Self.leastBits else { throw .isShort(bits: bits) }
    }
  }

  /// `ssh-ed25519 AAAA…`.
  public var text: String { "\(kind) \(Base64.text(blob))" }

  /// The fields of a key, each behind its length; nil where they do not fill it.
  private static func fields(of blob: [UInt8]) -> [ArraySlice<UInt8>]? {
    var fields: [ArraySlice<UInt8>] = []
    var rest = blob[...]
    while !rest.isEmpty {
      let length = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
      guard rest.count >= 4, length > 0, length <= rest.count - 4 else { return nil }
      fields.append(rest.dropFirst(4).prefix(length))
      rest = rest.dropFirst(4 + length)
    }
    return fields
  }

  public static func < (left: SSHKey, right: SSHKey) -> Bool { left.text < right.text }
}

extension JSONObject {
  func sshKey(_ key: String) throws(JSONFailure) -> SSHKey {
    // In the form that is written alone: with a comment it would not be the key.
    try value(key, "a public key, ssh-ed25519 AAAA…") { text in
      (try? SSHKey(text)).flatMap { $0.text == text ? $0 : nil }
    }
  }
}
