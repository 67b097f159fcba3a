extension ScreenModel {
  /// How far a letter or a sequence has come.
  enum State: Sendable {
    case text
    /// The bits of a letter so far, how many bytes are to come, and the least that it may be.
    case letter(UInt32, missing: Int, least: UInt32)
    /// `ESC` and the bytes between it and the last one.
    case escape([UInt8])
    /// `ESC[` and the bytes behind it.
    case control([UInt8])
    /// `ESC]`, `ESC P` and the like, with the byte that began it; up to `BEL` or `ESC\`.
    case string(UInt8, [UInt8])
  }

  /// Takes what a program has written; a sequence may be cut anywhere.
  public mutating func feed(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { take(byte) }
  }

  public mutating func feed(_ text: String) { feed(text.utf8) }

  private mutating func take(_ byte: UInt8) {
    switch state {
    case .text: takeText(byte)
    case .letter(let bits, let missing, let least):
      guard byte & 0xC0 == 0x80 else {
        state = .text
        unknown.append("a letter cut short")
        return take(byte)
      }
      let bits = bits << 6 | UInt32(byte & 0x3F)
      guard missing == 1 else {
        state = .letter(bits, missing: missing - 1, least: least)
        return
      }
      state = .text
      if bits >= least, let scalar = Unicode.Scalar(bits) {
        takeScalar(scalar)
      } else {
        unknown.append("U+\(String(bits, radix: 16)) in \(bits < least ? "too many" : "") bytes")
      }
    case .escape(let between): takeEscape(byte, between)
    case .control(let parts): takeControl(byte, parts)
    case .string(let kind, let text): takeString(byte, kind, text)
    }
  }

  private mutating func takeText(_ byte: UInt8) {
    switch byte {
    case 0x20..<0x7F: write(Unicode.Scalar(byte))
    case 0xC2..<0xE0: state = .letter(UInt32(byte & 0x1F), missing: 1, least: 0x80)
    case 0xE0..<0xF0: state = .letter(UInt32(byte & 0x0F), missing: 2, least: 0x800)
    case 0xF0..<0xF5: state = .letter(UInt32(byte & 0x07), missing: 3, least: 0x1_0000)
    case 0x1B: state = .escape([])
    case 0x07: bells += 1
    case 0x08: move(toRow: point.row, column: point.column - 1)
    case 0x09: tabulate(1)
    case 0x0A, 0x0B, 0x0C: lineFeed()
    case 0x0D: move(toRow: point.row, column: 0)
    case 0x0E, 0x0F: point.shift = byte == 0x0E ? 1 : 0
    // Old terminals were given time with these.
    case 0x00: break
    default: unknown.append("byte \(ScreenModel.readable([byte]))")
    }
  }

  private mutating func takeScalar(_ scalar: Unicode.Scalar) {
    // A terminal takes U+009B for ESC[.
    if (0x80..<0xA0).contains(scalar.value) {
      unknown.append("U+\(String(scalar.value, radix: 16))")
    } else {
      write(scalar)
    }
  }

  private mutating func takeEscape(_ byte: UInt8, _ between: [UInt8]) {
    state = .text
    switch (byte, between) {
    case (UInt8(ascii: "["), []): state = .control([])
    case (UInt8(ascii: "]"), []), (UInt8(ascii: "P"), []), (UInt8(ascii: "X"), []),
      (UInt8(ascii: "^"), []), (UInt8(ascii: "_"), []):
      state = .string(byte, [])
    case (0x20..<0x30, _) where between.count < 4: state = .escape(between + [byte])
    case (UInt8(ascii: "7"), []): page.saved = point
    case (UInt8(ascii: "8"), []): restore()
    case (UInt8(ascii: "="), []), (UInt8(ascii: ">"), []), (UInt8(ascii: "\\"), []): break
    case (UInt8(ascii: "D"), []): lineFeed()
    case (UInt8(ascii: "E"), []):
      lineFeed()
      point.column = 0
    case (UInt8(ascii: "M"), []): reverseLineFeed()
    case (UInt8(ascii: "H"), []): tabStops.insert(point.column)
    case (UInt8(ascii: "c"), []): self = ScreenModel(rows: rows, columns: columns, after: self)
    case (UInt8(ascii: "B"), [UInt8(ascii: "(")]): point.drawsLines[0] = false
    case (UInt8(ascii: "0"), [UInt8(ascii: "(")]): point.drawsLines[0] = true
    case (UInt8(ascii: "B"), [UInt8(ascii: ")")]): point.drawsLines[1] = false
    case (UInt8(ascii: "0"), [UInt8(ascii: ")")]): point.drawsLines[1] = true
    default: unknown.append("ESC" + ScreenModel.readable(between + [byte]))
    }
  }

  private mutating func takeControl(_ byte: UInt8, _ parts: [UInt8]) {
    switch byte {
    case 0x40..<0x7F:
      state = .text
      if !perform(byte, parts) {
        unknown.append("ESC[" + ScreenModel.readable(parts + [byte]))
      }
    case 0x20..<0x40 where parts.count < 256: state = .control(parts + [byte])
    default:
      state = .text
      unknown.append("ESC[" + ScreenModel.readable(parts + [byte]))
    }
  }

  private mutating func takeString(_ byte: UInt8, _ kind: UInt8, _ text: [UInt8]) {
    let isEnded = byte == 0x07 || byte == UInt8(ascii: "\\") && text.last == 0x1B
    guard isEnded || text.count >= 4_096 else {
      state = .string(kind, text + [byte])
      return
    }
    state = .text
    let content = byte == 0x07 ? text : text.dropLast()
    if isEnded, kind == UInt8(ascii: "]") {
      settings.append(String(decoding: content, as: UTF8.self))
    } else {
      unknown.append("ESC" + ScreenModel.readable([kind] + content))
    }
  }

  mutating func restore() {
    point = page.saved
    move(toRow: point.row, column: point.column)
  }

  /// The terminal as it is switched on; what tests look at is kept.
  private init(rows: Int, columns: Int, after former: ScreenModel) {
    self.init(rows: rows, columns: columns)
    (settings, bells) = (former.settings, former.bells)
    (unknown, stylesUsed) = (former.unknown, former.stylesUsed)
  }

  /// Bytes as a person can read them in a message.
  static func readable(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { byte in
      (0x20..<0x7F).contains(byte)
        ? String(Unicode.Scalar(byte))
        : "<" + String(byte, radix: 16, uppercase: true) + ">"
    }.joined()
  }
}
