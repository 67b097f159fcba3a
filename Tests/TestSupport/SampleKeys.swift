internal import CanonicalForm
public import CaseDomain

extension SSHKey {
  /// An Ed25519 key of 32 times this byte, which nobody has the other half of.
  public static func sample(_ byte: UInt8) throws(Fault) -> SSHKey {
    try SSHKey(line("ssh-ed25519", [Array(repeating: byte, count: 32)]))
  }

  /// The line of a `.pub` file: a key of these fields behind the name of its kind.
  public static func line(_ kind: String, _ fields: [[UInt8]], comment: String = "") -> String {
    let blob = ([Array(kind.utf8)] + fields).flatMap { field in
      (0..<4).map { UInt8(truncatingIfNeeded: field.count >> (24 - 8 * $0)) } + field
    }
    return "\(kind) \(Base64.text(blob))\(comment.isEmpty ? "" : " " + comment)"
  }
}

extension PINVerifier {
  /// A verifier that no PIN fits.
  public static let sample = PINVerifier(
    salt: Array(repeating: 1, count: 16), hash: Array(repeating: 2, count: 32))
}
