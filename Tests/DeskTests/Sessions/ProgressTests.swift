import FoundationEssentials
import TestSupport
import Testing

/// Whoever imports a long register at a terminal sees how far it is, and may stop it.
struct ProgressTests {
  private let workplace: Workplace
  private let file: String

  init() throws {
    workplace = try Workplace()
    file = workplace.player.folder + "/usulan.csv"
    var text = "NIK;Nama;Tanggal Lahir;JK;RT;RW;Kelurahan/Desa;Pekerjaan;Dokumen\n"
    for row in 0..<4_000 {
      let day = String(row / 1_000 + 11)
      let nik = "210204\(day)0284\(9_000 + row % 1_000)"
      text += "\(nik);Warga Contoh;\(day)/02/1984;L;3;2;Teluk Air;01;ktp,statement\n"
    }
    try Data(text.utf8).write(to: URL(filePath: file))
  }

  private func importing() throws -> TerminalSession {
    let session = try TerminalSession(
      [
        try Machine.program(), "import", file, "--officer", "siti", "--store", workplace.store,
      ], workplace.player)
    #expect(
      session.wait { $0.text.contains(" dari 4.000, ") && $0.text.contains(" sedetik, sisa ") })
    #expect(session.screen.text.split(separator: "\n").count == 1)
    return session
  }

  @Test("the line of progress is written over and taken away, and all rows are saved")
  func whole() throws {
    let session = try importing()
    #expect(session.wait(within: .seconds(60)) { $0.text.contains("4.000 baris, 4.000 diterima") })
    #expect(session.waitForExit() == .code(0))
    #expect(!session.screen.text.contains("‹"))
    #expect(!session.screen.text.contains("sedetik"))
  }

  @Test("^C takes it away and saves nothing")
  func cancelled() throws {
    let before = try workplace.json("totals")["entry"]?.count
    let session = try importing()
    session.press(TerminalKeys.control("c"))
    #expect(session.waitForExit() == .code(130))
    #expect(session.screen.text.contains("Dibatalkan, tidak ada yang disimpan."))
    #expect(!session.screen.text.contains("‹"))
    #expect(try workplace.json("totals")["entry"]?.count == before)
  }
}
