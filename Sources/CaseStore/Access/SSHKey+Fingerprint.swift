internal import CanonicalForm
public import CaseDomain
internal import EventJournal

extension SSHKey {
  /// How OpenSSH names the key: `SHA256:` and 43 letters.
  public var fingerprint: String {
    "SHA256:" + Base64.text(Digest.bytes(of: blob), padded: false)
  }
}

extension Caseload {
  /// The key with a fingerprint.
  public func key(fingerprint: String) -> SSHKey? {
    keys.keys.first { $0.fingerprint == fingerprint }
  }
}
