import CanonicalForm
import CaseScreens
import TestSupport
import Testing

@testable import CaseTerminal

@Suite("Keys out of bytes")
struct KeyDecoderTests {
  /// The keys of bytes that came together and after which nothing came.
  private func keys(_ bytes: some Collection<UInt8>, described: [[UInt8]: Key] = [:]) -> [Key] {
    var decoder = KeyDecoder(described: described)
    decoder.feed(bytes)
    return drain(&decoder)
  }

  private func keys(_ text: String) -> [Key] { keys(Array(text.utf8)) }

  private func drain(_ decoder: inout KeyDecoder) -> [Key] {
    var keys: [Key] = []
    while true {
      if let key = decoder.next() {
        keys.append(key)
      } else if decoder.isUndecided {
        if let key = decoder.giveUpWaiting() { keys.append(key) }
      } else {
        return keys
      }
    }
  }

  @Test("Every printable ASCII byte is its letter")
  func letters() {
    for byte in UInt8(0x20)...0x7E {
      #expect(keys([byte]) == [.character(Character(Unicode.Scalar(byte)))])
    }
  }

  @Test("Control keys are keys, also those that a shell would take")
  func controlKeys() {
    #expect(
      keys([0x01, 0x03, 0x11, 0x13, 0x16, 0x1A, 0x1C])
        == ["a", "c", "q", "s", "v", "z", "\\"].map { .control($0) })
    #expect(
      keys([0x0D, 0x0A, 0x09, 0x7F, 0x08]) == [.enter, .enter, .tab, .backspace, .backspace])
    #expect(keys([0x00]).isEmpty)
  }

  @Test("Letters outside ASCII arrive, and what cannot be printed does not")
  func otherLetters() {
    #expect(keys("é漢…😀") == ["é", "漢", "…", "😀"].map { .character($0) })
    #expect(keys("a\u{202E}\u{200B}\u{AD}\u{9B}\u{FEFF}b") == ["a", "b"])
  }

  @Test(
    "Of bytes that are no UTF-8 none is a key, and none behind them is lost",
    arguments: [
      [0xE9], [0xFF], [0x80], [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
      [0xF4, 0x90, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xE6, 0xBC], [0xF0, 0x9F, 0x98],
    ] as [[UInt8]])
  func invalid(bytes: [UInt8]) {
    #expect(keys(bytes + Array("ab".utf8)) == ["a", "b"])
    #expect(keys(bytes + Array("\u{1B}[Aé".utf8)) == [.up, .character("é")])
  }

  @Test(
    "Arrows and their neighbours are known in each way that terminals send them",
    arguments: [
      ("\u{1B}[A\u{1B}OA", .up), ("\u{1B}[B\u{1B}OB", .down), ("\u{1B}[C\u{1B}OC", .right),
      ("\u{1B}[D\u{1B}OD", .left), ("\u{1B}[H\u{1B}OH\u{1B}[1~\u{1B}[7~", .home),
      ("\u{1B}[F\u{1B}OF\u{1B}[4~\u{1B}[8~", .end), ("\u{1B}[5~", .pageUp),
      ("\u{1B}[6~", .pageDown), ("\u{1B}[3~", .delete), ("\u{1B}[Z", .backTab),
      ("\u{1B}OP\u{1B}[11~\u{1B}[[A", .function(1)), ("\u{1B}OQ\u{1B}[12~", .function(2)),
      ("\u{1B}[24~", .function(12)), ("\u{1B}OM\r\n", .enter),
    ] as [(String, Key)])
  func sequences(text: String, key: Key) {
    let found = keys(text)
    #expect(!found.isEmpty)
    #expect(Set(found) == [key])
  }

  @Test("The number pad types what is printed on it")
  func numberPad() {
    let typed = "pqrstuvwxynljkmoX".map { "\u{1B}O\($0)" }.joined()
    #expect(keys(typed) == "0123456789.,*+-/=".map { .character($0) })
  }

  @Test("The terminal's own description comes first")
  func described() {
    let own: [[UInt8]: Key] = [Array("\u{1B}[M".utf8): .function(1), [0x1B, 0x0B]: .up]
    #expect(
      keys(Array("\u{1B}[Mx\u{1B}\u{0B}".utf8), described: own) == [
        .function(1), .character("x"), .up,
      ])
    #expect(keys([0x61], described: [[0x61]: .up, []: .down]) == [.character("a")])
  }

  @Test(
    "A sequence that means nothing here presses nothing",
    arguments: [
      "\u{1B}[1;5A", "\u{1B}[99~", "\u{1B}[?1;2c", "\u{1B}[>0;276;0c", "\u{1B}[24;80R", "\u{1B}Oa",
      "\u{1B}O2P", "\u{1B}[M !!", "\u{1B}[<0;10;20M", "\u{1B}[I", "\u{1B}[201~", "\u{1B}[[Q",
      "\u{1B}[99999999999999999999999~", "\u{1B}]11;rgb:0000/ffff/0000\u{1B}\\",
      "\u{1B}]10;#fff\u{07}", "\u{1B}P>|XTerm(390)\u{1B}\\", "\u{1B}_Gi=31;OK\u{1B}\\",
    ])
  func unknown(sequence: String) {
    #expect(keys(sequence).isEmpty)
    #expect(keys(sequence + "s") == ["s"])
  }

  @Test("A sequence that breaks off swallows no key behind it")
  func brokenOff() {
    #expect(keys("\u{1B}[12\u{1B}[A") == [.up])
    #expect(keys("\u{1B}[\r") == [.enter])
    #expect(keys("\u{1B}[1é") == [.character("é")])
    #expect(keys("\u{1B}O\u{03}") == [.escape, .character("O"), .control("c")])
    #expect(keys("\u{1B}]s\rt") == [.escape, .character("]"), .character("s"), .enter, "t"])
  }

  @Test("Escape alone is a key, and so is what is typed right behind it")
  func escape() {
    #expect(keys("\u{1B}") == [.escape])
    #expect(keys("\u{1B}\u{1B}") == [.escape, .escape])
    #expect(keys("\u{1B}s\u{1B}\r") == [.escape, "s", .escape, .enter])
    #expect(keys("\u{1B}O") == [.escape, "O"])
    #expect(keys("\u{1B}[").isEmpty)
  }

  @Test("Nothing is decided about an Escape before time has passed")
  func undecided() {
    var decoder = KeyDecoder()
    decoder.feed([0x1B])
    #expect(decoder.next() == nil)
    #expect(decoder.isUndecided)
    decoder.feed([0x5B])
    #expect(decoder.next() == nil)
    decoder.feed([0x41])
    #expect(decoder.next() == .up)
    #expect(!decoder.isUndecided)
    #expect(decoder.giveUpWaiting() == nil)
  }

  @Test("A paste is one key, in one line, and nothing in it presses anything")
  func pastes() {
    #expect(
      keys("\u{1B}[200~SITI\r\nAMINAH\n\tBINTI\rUMAR\u{1B}[201~x") == [
        .paste("SITI AMINAH  BINTI UMAR"), "x",
      ])
    #expect(
      keys(
        Array("\u{1B}[200~a\u{1B}[31m\u{03}\u{1B}[20\u{202E}".utf8) + [0xE9, 0xFF, 0x00]
          + Array("é\u{1B}[201~".utf8)) == [.paste("a[31m[20é")])
    #expect(keys("\u{1B}[200~\u{1B}[201~") == [.paste("")])
  }

  @Test("Of a paste a mebibyte is kept")
  func longPaste() {
    let text = "\u{1B}[200~" + String(repeating: "a", count: 3 << 20) + "\u{1B}[201~s"
    #expect(keys(text) == [.paste(String(repeating: "a", count: 1 << 20)), "s"])
  }

  @Test("A paste whose end was lost is left with ^C")
  func lostEnd() {
    var decoder = KeyDecoder()
    decoder.feed("\u{1B}[200~SITI\u{03}q".utf8)
    decoder.feed("\u{1B}[2".utf8)
    #expect(drain(&decoder).isEmpty)
    decoder.feed([0x03])
    decoder.feed("s".utf8)
    #expect(drain(&decoder) == [.control("c"), "s"])
  }

  @Test("How bytes are cut into pieces does not change the keys")
  func pieces() {
    var random = SeededRandom(seed: 1)
    let described: [[UInt8]: Key] = [Array("\u{1B}[[A".utf8): .function(1)]
    for _ in 0..<2_000 {
      let bytes = storm(&random)
      var decoder = KeyDecoder(described: described)
      var cut: [Key] = []
      var rest = bytes[...]
      while !rest.isEmpty {
        var count = Int.random(in: 1...5, using: &random)
        // A ^C by itself is the one exception.
        if rest.first == 0x03 { count = max(2, count) }
        if count == rest.count - 1, rest.last == 0x03 { count += 1 }
        decoder.feed(rest.prefix(count))
        while let key = decoder.next() { cut.append(key) }
        rest = rest.dropFirst(count)
      }
      cut += drain(&decoder)
      #expect(cut == keys(bytes, described: described))
    }
  }

  @Test("No bytes make a key that could drive a terminal")
  func storms() {
    var random = SeededRandom(seed: 7)
    for _ in 0..<2_000 {
      for key in keys(storm(&random)) {
        let text: String
        switch key {
        case .character(let character), .control(let character): text = String(character)
        case .paste(let pasted): text = pasted
        default: continue
        }
        #expect(text.unicodeScalars.allSatisfy { !$0.isUnprintable })
      }
    }
  }

  /// Pieces of what terminals send, and others.
  private func storm(_ random: inout SeededRandom) -> [UInt8] {
    let pieces: [[UInt8]] =
      [
        "\u{1B}", "[", "O", "A", "~", "200~", "\u{1B}[200~", "\u{1B}[201~", "1;5", "é", "漢", "]",
        "\u{07}", "\\", "M", "\r", "\u{03}x", "s", "\u{1B}[", "\u{1B}[[",
      ].map { Array($0.utf8) } + [[0xE9], [0xFF, 0xC3], [0x00], [0x9B]]
    let count = Int.random(in: 1...30, using: &random)
    return (0..<count).flatMap { _ in
      Int.random(in: 0..<8, using: &random) == 0
        ? [UInt8.random(in: .min ... .max, using: &random)]
        : pieces.randomElement(using: &random) ?? []
    }
  }
}
