import CaseDomain
import CaseStore
import TestSupport
import Testing

@Suite("PINs and fingerprints")
struct PINTests {
  @Test("a PIN fits its verifier, and no other digits do")
  func matches() throws {
    let verifier = try #require(try PIN("481562").verifier())
    #expect(verifier.matches("481562"))
    for other in ["481563", "481562\n"] {
      #expect(!verifier.matches(other), "\(other)")
    }
    let again = try #require(PINVerifier(verifier.text))
    #expect(again.matches("481562"))
    // Another salt, another hash: two officers with one PIN do not show it.
    #expect(try PIN("481562").verifier()?.text != verifier.text)
  }

  @Test("a verifier is the scrypt of its costs", .timeLimit(.minutes(5)))
  func known() throws {
    // hashlib.scrypt(b"481562", salt=bytes(range(16)), n=1 << 15, r=8, p=3, dklen=32)
    let verifier = try #require(try PIN("481562").verifier(salt: Array(0..<16)))
    #expect(
      verifier.text
        == "$scrypt$ln=15,r=8,p=3$AAECAwQFBgcICQoLDA0ODw$e2WqplqdI2r9B3iDAqaJVriR4TtvEQiJim36KJNxdjw"
    )
  }

  @Test("what is no PIN says why")
  func faults() {
    for (text, fault) in [
      ("48156", .length(5)), ("", .length(0)), ("48156248156248156", .length(17)),
      ("48156a", .notDigits), ("４８１５６２", .notDigits), ("000000", .trivial), ("123456", .trivial),
      ("567890", .trivial), ("987654", .trivial), ("121212", .trivial), ("123123", .trivial),
      ("48154815", .trivial),
    ] as [(String, PIN.Fault)] {
      #expect(throws: fault, "\(text)") { try PIN(text) }
    }
    for text in ["481562", "112233", "202511", "1234567891234560"] {
      #expect(throws: Never.self) { try PIN(text) }
    }
  }

  @Test("a fingerprint is what ssh-keygen -l says")
  func fingerprint() throws {
    let key = try SSHKey(
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJmT6jp0Dd+cRU7HndM9NU8XTXNFaw2ZGP99+BbEnfHo")
    #expect(key.fingerprint == "SHA256:zt4PUW7u7b0qVSot6TcoU7PQbKmMaFERKZvBpnFEznM")
  }
}
