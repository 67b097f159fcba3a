import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// The program as people and scripts use it, from `fixtures/sessions`.
struct SessionTests {
  @Test("a session goes as it is written", arguments: try names(in: "sessions"))
  func asWritten(_ name: String) throws {
    try play("sessions/" + name)
  }

  @Test(
    "a session of several users goes as it is written",
    .enabled(if: geteuid() == 0, "to become somebody else, setpriv needs root"),
    arguments: try names(in: "sessions/as-root"))
  func asRoot(_ name: String) throws {
    try play("sessions/as-root/" + name)
  }

  @Test("a session that goes otherwise is noticed")
  func otherwise() throws {
    let session = Session("$ payung --version\npayung 0.0\n")
    #expect(try session.transcript() == "$ payung --version\npayung 1.0\n")
  }

  private func play(_ name: String) throws {
    let written = String(decoding: try fixture(name), as: UTF8.self)
    try expectGolden(try Session(written).transcript(), name)
  }

  private static func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      atPath: Machine.packageFolder + "/fixtures/" + folder
    )
    .filter { $0.hasSuffix(".session") }.sorted()
  }
}
