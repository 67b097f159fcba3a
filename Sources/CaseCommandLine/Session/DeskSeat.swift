internal import CaseDomain
internal import CaseStore
internal import SystemFiles

/// The question at a shared desk: which of its officers sits there, and the PIN.
///
/// It is asked on the terminal, never read from the standard input: a script has no seat.
struct DeskSeat {
  private let desk: DeskID
  private let key: SSHKey?
  private let store: CaseStore
  private let view: StoreView
  private let wording: Wording

  init(_ desk: DeskID, _ key: SSHKey?, _ store: CaseStore, _ wording: Wording) {
    (self.desk, self.key, self.store, self.wording) = (desk, key, store, wording)
    view = store.view
  }

  private func say(_ indonesian: String, _ english: String) -> String {
    wording.language(indonesian, english)
  }

  /// Who proved to sit here.
  ///
  /// - Throws: ``CommandFailure`` where the door is closed, nobody can sit here, there is no terminal to ask on, or
  ///   nobody proved it.
  func take() throws(CommandFailure) -> Admission {
    do throws(Dismissal) {
      if let key { try view.caseload.requireOpening(key, .desk(desk), on: view.now.day) }
      guard view.caseload.desks[desk] != nil else { throw .unknownDesk(desk) }
    } catch {
      throw CommandFailure(
        .refused, wording.dismissal(error), word: "dismissed", attempt: error.word)
    }
    let seats = view.caseload.seats(at: desk, on: view.now.day)
    guard !seats.isEmpty else {
      throw CommandFailure(
        .refused,
        say(
          "Di meja \(desk) belum ada petugas dengan wewenang dan PIN. Admin: payung officers pin.",
          "No officer with a grant and a PIN sits at desk \(desk) yet. Admin: payung officers pin."),
        word: "nobodyAtDesk")
    }
    guard let terminal = TerminalQuestion() else {
      throw CommandFailure(
        .refused,
        say(
          "Meja \(desk) dipakai bersama: PIN hanya ditanyakan di terminal. Pakai ssh -t, atau kunci sendiri.",
          "Desk \(desk) is shared: the PIN is asked on a terminal alone. Use ssh -t, or a key of your own."
        ), word: "noTerminal")
    }
    return Admission(try ask(seats, terminal).id, desk: desk, key: key)
  }

  private func ask(_ seats: [Officer], _ terminal: TerminalQuestion) throws(CommandFailure)
    -> Officer
  {
    terminal.tell(say("Meja \(desk)", "Desk \(desk)") + "\n")
    for (index, officer) in seats.enumerated() {
      terminal.tell(Console.harmless("  \(index + 1)  \(officer.name), \(officer.office)\n"))
    }
    for _ in 0..<PINVerifier.tries {
      guard let typed = terminal.ask(say("Nomor petugas: ", "Number of the officer: ")) else {
        throw CommandFailure(.cancelled)
      }
      guard let number = Int(typed), seats.indices.contains(number - 1) else {
        terminal.tell(
          say(
            "Tulis angka 1 sampai \(seats.count).", "Write a number from 1 to \(seats.count).")
            + "\n")
        continue
      }
      let officer = seats[number - 1]
      guard let digits = terminal.ask("PIN: ", isSecret: true) else {
        throw CommandFailure(.cancelled)
      }
      switch store.tryPIN(digits, of: officer.id, via: desk.rawValue) {
      case .right: return officer
      case .wrong: terminal.tell(say("PIN itu salah.", "That PIN is wrong.") + "\n")
      case .barred: throw Self.wrongTooOften(wording)
      }
    }
    throw Self.wrongTooOften(wording)
  }

  /// What is said where the PIN was wrong too often, here or on the screen that bars a desk.
  static func wrongTooOften(_ wording: Wording) -> CommandFailure {
    CommandFailure(
      .refused,
      wording.language(
        "\(PINVerifier.tries) kali salah. Coba lagi 15 menit lagi; jika lupa, administrator memberi PIN baru.",
        "Wrong \(PINVerifier.tries) times. Try again in 15 minutes; if it is forgotten, an administrator gives a new one."
      ), word: "wrongPIN")
  }
}
