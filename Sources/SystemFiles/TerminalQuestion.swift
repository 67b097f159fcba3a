import Glibc

/// Questions on the terminal of this process, whatever its standard input and output are.
///
/// No line is edited by the terminal itself: ^C and ^D are an answer too (none), and a secret is never shown.
public final class TerminalQuestion {
  /// The longest answer, in bytes; what is typed beyond it is dropped.
  private static let limit = 64

  private let descriptor: Int32
  private let before: termios

  /// Opens the terminal; nil where the process has none.
  public init?() {
    descriptor = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
    var modes = termios()
    guard descriptor >= 0, tcgetattr(descriptor, &modes) == 0 else {
      if descriptor >= 0 { _ = close(descriptor) }
      return nil
    }
    before = modes
    modes.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
    modes.c_iflag |= tcflag_t(ICRNL)
    // What was typed before the question is asked is no answer to it.
    tcsetattr(descriptor, TCSAFLUSH, &modes)
  }

  deinit {
    var modes = before
    tcsetattr(descriptor, TCSAFLUSH, &modes)
    _ = close(descriptor)
  }

  /// Says a text that drives no terminal.
  public func tell(_ text: String) { send(Array(text.utf8)) }

  /// Asks, and answers the line typed; nil where the officer gave up or the line is closed.
  public func ask(_ question: String, isSecret: Bool = false) -> String? {
    tell(question)
    var typed: [UInt8] = []
    while let byte = nextByte() {
      switch byte {
      case 0x0A, 0x0D:
        send([0x0A])
        return String(validating: typed, as: UTF8.self)
      case 0x03, 0x04, 0x1B, 0x1C:
        send([0x0A])
        return nil
      case 0x08, 0x7F:
        guard !typed.isEmpty else { continue }
        typed.removeLast()
        if !isSecret { send([0x08, 0x20, 0x08]) }
      case 0x15:
        if !isSecret { for _ in typed { send([0x08, 0x20, 0x08]) } }
        typed = []
      case 0x20...0x7E where typed.count < Self.limit:
        typed.append(byte)
        if !isSecret { send([byte]) }
      default: continue
      }
    }
    return nil
  }

  private func nextByte() -> UInt8? {
    var byte: UInt8 = 0
    while true {
      let count = read(descriptor, &byte, 1)
      if count == 1 { return byte }
      guard count < 0, errno == EINTR else { return nil }
    }
  }

  private func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 || errno == EINTR else { return }
      rest = rest.dropFirst(max(0, count))
    }
  }
}
