public import CaseDomain
internal import CanonicalForm

extension Wording {
  /// Why there is no desk, and what to use instead.
  public func terminalFailure(_ failure: TerminalFailure) -> String {
    switch failure {
    case .notATerminal:
      language(
        "Layar memerlukan terminal untuk masukan dan keluaran. Tanpa terminal, gunakan perintah; "
          + "daftarnya: payung --help.",
        "The desk needs a terminal for input and output. Without one use the commands; "
          + "see: payung --help.")
    case .tooSimple(let name):
      language(
        "Terminal \(shown(name)) tidak dapat menampilkan layar. Gunakan terminal lain, atau "
          + "perintah; daftarnya: payung --help.",
        "The terminal \(shown(name)) cannot show the desk. Use another one, or the commands; "
          + "see: payung --help.")
    case .unknown(let name):
      language(
        "Terminal \(shown(name)) tidak dikenal komputer ini, dan xterm pun tidak. Hubungi admin "
          + "(paket ncurses-base), atau gunakan perintah; daftarnya: payung --help.",
        "This computer does not know the terminal \(shown(name)), nor an xterm. Call the "
          + "administrator (package ncurses-base), or use the commands; see: payung --help.")
    }
  }

  private func shown(_ name: String) -> String { "\"\(DisplayWidth.fitted(name, 40))\"" }
}
