import CaseDomain
import TestSupport
import Testing

@Suite("A public key as somebody hands it in")
struct SSHKeyTests {
  private func fault(_ line: String) -> SSHKey.Fault? {
    do throws(SSHKey.Fault) {
      _ = try SSHKey(line)
      return nil
    } catch {
      return error
    }
  }

  private func rsa(bits: Int) -> String {
    var modulus = Array(repeating: UInt8(0x5A), count: (bits + 7) / 8)
    modulus[0] = 1 << UInt8((bits - 1) % 8)
    return SSHKey.line("ssh-rsa", [[1, 0, 1], modulus])
  }

  @Test("kind and key are kept, the comment is not")
  func plain() throws {
    let line = SSHKey.line("ssh-ed25519", [Array(repeating: 7, count: 32)], comment: "siti@kantor")
    let key = try SSHKey(line + "\n")
    #expect(key == (try SSHKey.sample(7)))
    #expect(key.kind == "ssh-ed25519" && line == key.text + " siti@kantor")
    #expect(try SSHKey(key.text) == key)
  }

  @Test("other kinds of today")
  func kinds() throws {
    for line in [
      SSHKey.line("ecdsa-sha2-nistp256", [Array("nistp256".utf8), [4, 1, 2]]),
      SSHKey.line("sk-ssh-ed25519@openssh.com", [[1], Array("ssh:".utf8)]),
      SSHKey.line("sk-ecdsa-sha2-nistp256@openssh.com", [[1], [2], Array("ssh:".utf8)]),
      rsa(bits: 2_048), rsa(bits: 4_096),
    ] {
      #expect(try SSHKey(line).text == line)
    }
  }

  @Test("an RSA key that is too short says how short")
  func short() {
    #expect(fault(rsa(bits: 1_024)) == .isShort(bits: 1_024))
    #expect(fault(rsa(bits: 2_047)) == .isShort(bits: 2_047))
  }

  @Test("a private key is named as that")
  func privateKey() {
    #expect(
      fault(
        "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk=\n-----END OPENSSH PRIVATE KEY-----")
        == .isPrivate)
  }

  @Test("kinds that are not taken are named")
  func otherKinds() {
    #expect(fault("ssh-dss AAAAB3NzaC1kc3M=") == .kind("ssh-dss"))
    #expect(
      fault("ssh-ed25519-cert-v01@openssh.com AAAA") == .kind("ssh-ed25519-cert-v01@openssh.com"))
  }

  @Test("what is no line of one key")
  func others() throws {
    let key = try SSHKey.sample(1).text
    let two = key + "\n" + (try SSHKey.sample(2).text)
    for line in [
      "", " ", "ssh-ed25519", "siti", "AAAA BBBB", two, "command=\"sh\" " + key,
      "restrict,pty " + key, key.replacing("ssh-ed25519 ", with: "ssh-rsa "),
      String(key.dropLast(4)), key + "AAAA", "ssh-ed25519 ====",
      SSHKey.line("ssh-ed25519", [[1], [2]]), SSHKey.line("ssh-ed25519", [[]]),
      key + String(repeating: " ", count: SSHKey.longestLine),
      "ssh-ed25519 /////w==", "ssh-ed25519\u{1B}[2J AAAA",
    ] {
      #expect(fault(line) == .isNoKey, "\(line.prefix(60))")
    }
  }
}
