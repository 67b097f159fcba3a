internal import CanonicalForm
public import CaseDomain

/// What stands on the screen after a while without a key: nothing of any case, and only a PIN opens it.
///
/// At a shared desk it asks first who sits there. Where nobody has a PIN, the way back in is the one by which the
/// officer came.
public struct LockScreen: Hashable, Sendable {
  /// What a key asks for.
  public enum Wish: Hashable, Sendable {
    /// Whether this is the officer's PIN; a wrong one is answered by ``refuse()``.
    case unlock(OfficerID, pin: String)
    case leave
  }

  private let seats: [Officer]
  private var selected = 0
  /// Whether it is known who sits there, so that the PIN is being typed.
  private var isChosen: Bool
  private var pin = LockScreen.noPIN
  private var wrong = 0

  private static let noPIN = TextField("", .digits, limit: 12)

  /// A lock that these officers can open; none where nobody has a PIN.
  public init(_ seats: [Officer]) {
    self.seats = seats
    isChosen = seats.count == 1
  }

  /// Handles one key; nil where nothing is to be done.
  public mutating func handle(_ key: Key) -> Wish? {
    if key == .control("c") { return .leave }
    guard !seats.isEmpty else { return [.enter, .escape, "q"].contains(key) ? .leave : nil }
    return isChosen ? type(key) : choose(key)
  }

  /// Says that the PIN was wrong.
  ///
  /// - Returns: whether it was the last try.
  public mutating func refuse() -> Bool {
    pin = LockScreen.noPIN
    wrong += 1
    return wrong >= PINVerifier.tries
  }

  private mutating func choose(_ key: Key) -> Wish? {
    switch key {
    case .escape, "q": return .leave
    case .up: selected = max(0, selected - 1)
    case .down: selected = min(seats.count - 1, selected + 1)
    case .enter: isChosen = true
    default:
      guard let digit = key.digit, seats.indices.contains(digit - 1) else { return nil }
      (selected, isChosen) = (digit - 1, true)
    }
    return nil
  }

  private mutating func type(_ key: Key) -> Wish? {
    switch key {
    case .escape:
      if seats.count == 1 { return .leave }
      (isChosen, pin) = (false, LockScreen.noPIN)
    case .enter:
      // An empty line is no try.
      if !pin.isEmpty { return .unlock(seats[selected].id, pin: pin.text) }
    default: _ = pin.type(key)
    }
    return nil
  }
}

extension LockScreen {
  /// The frame: who may open it, and nothing else.
  public func frame(_ size: Size, _ language: Language, isSimulated: Bool) -> Frame {
    var frame = Frame(size)
    let name = isSimulated ? language("SIMULASI", "SIMULATED") : "Payung"
    frame.put(language("\(name) terkunci", "\(name) is locked"), 0, 0, .title)
    frame.put(language("Yang diketik tersimpan.", "What was typed is saved."), 2, 2)
    let last = size.rows - 1
    if seats.isEmpty {
      frame.put(
        language(
          "Masuk lagi dengan kunci atau akun yang sama.",
          "Come in again by the same key or account."),
        4, 2)
      frame.point(0, 0)
    } else if isChosen {
      drawPIN(on: &frame, language)
    } else {
      drawSeats(on: &frame, rows: 4..<max(5, last - 1), language)
    }
    frame.put(hint(language), last, 0, width: size.columns - 1)
    return frame
  }

  private func drawPIN(on frame: inout Frame, _ language: Language) {
    let officer = seats[selected]
    frame.put("\(officer.name), \(officer.office)", 4, 2)
    let end = frame.put("PIN  " + String(repeating: "*", count: pin.characters.count), 6, 2)
    if wrong > 0 {
      let left = PINVerifier.tries - wrong
      frame.put(
        language("PIN itu salah. Sisa \(left) kali.", "That PIN is wrong. \(left) tries left."), 8,
        2, .urgent)
    }
    frame.point(6, end)
  }

  private func drawSeats(on frame: inout Frame, rows: Range<Int>, _ language: Language) {
    frame.put(language("Siapa yang duduk di sini?", "Who sits here?"), rows.lowerBound, 2)
    let lines = rows.dropFirst()
    // The selected one is always among those that have room.
    let first = max(0, min(selected - lines.count + 1, seats.count - lines.count))
    for (row, place) in zip(lines, first..<seats.count) {
      let number = place < 9 ? "\(place + 1)" : " "
      let officer = seats[place]
      frame.put(
        "\(place == selected ? "►" : " ") \(number)  \(officer.name), \(officer.office)", row, 2)
      if place == selected { frame.point(row, 2) }
    }
  }

  private func hint(_ language: Language) -> String {
    if seats.isEmpty { return language("Enter selesai", "Enter ends") }
    if !isChosen {
      return language("Enter pilih  ↑↓ pindah  Esc selesai", "Enter choose  ↑↓ move  Esc ends")
    }
    return seats.count == 1
      ? language("Enter buka  Esc selesai", "Enter open  Esc ends")
      : language("Enter buka  Esc petugas lain", "Enter open  Esc another officer")
  }
}
