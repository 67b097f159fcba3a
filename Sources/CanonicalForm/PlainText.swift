extension Span<UInt8> {
  /// Whether both hold the same bytes.
  public func isEqual(to other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    if count < 8 { return shortWord == other.shortWord }
    var at = 0
    while at <= count - 8 {
      guard word(at) == other.word(at) else { return false }
      at += 8
    }
    // The last ones are compared twice.
    return word(count - 8) == other.word(count - 8)
  }

  /// The first place from `start` on where a string ends, or needs a closer look: a quote, a
  /// backslash, a control character, or a byte that is not ASCII.
  ///
  /// Looks at eight bytes at once: of every byte the top bit says whether it is one of these. A borrow
  /// can set it wrongly, but only above a byte where it is set rightly, and the lowest one counts.
  @inline(__always) @usableFromInline
  func endOfPlainText(from start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    var at = start
    while at <= count - 8 {
      let word = UInt64(littleEndian: word(at))
      let quote = word ^ (ones &* 0x22)
      let backslash = word ^ (ones &* 0x5C)
      let isQuote = (quote &- ones) & ~quote
      let isBackslash = (backslash &- ones) & ~backslash
      let isControl = (word &- ones &* 0x20) & ~word
      let found = (isQuote | isBackslash | isControl | word) & (ones &* 0x80)
      if found != 0 { return at + found.trailingZeroBitCount / 8 }
      at += 8
    }
    while at < count, self[at] >= 0x20, self[at] < 0x80, self[at] != 0x22, self[at] != 0x5C {
      at += 1
    }
    return at
  }

  /// Whether all are printable ASCII and none a quote or a backslash: what stands in quotes as it is.
  var isPlainText: Bool {
    holdsOnly { word in
      word.bytes(equalTo: 0x22) | word.bytes(equalTo: 0x5C) | word.unprintableBytes
    }
  }

  /// Whether all are letters, digits, signs and spaces of ASCII.
  public var isPrintable: Bool {
    holdsOnly { $0.unprintableBytes }
  }

  /// The same without a space at either end.
  public var isPrintableLine: Bool {
    !isEmpty && self[0] != 0x20 && self[count - 1] != 0x20 && isPrintable
  }

  /// Whether one of them is `byte`.
  public func contains(_ byte: UInt8) -> Bool {
    !holdsOnly { $0.bytes(equalTo: byte) }
  }

  /// The first byte from `start` on that is not ASCII; the end where all are.
  public func endOfASCII(from start: Int) -> Int {
    var at = start
    while at <= count - 8, word(at) & UInt64.topBits == 0 { at += 8 }
    while at < count, self[at] < 0x80 { at += 1 }
    return at
  }

  /// Whether all bytes pass, looking at eight at once: `found` sets the top bit of a byte that does not, and may set
  /// that of bytes above one.
  @inline(__always)
  private func holdsOnly(_ found: (UInt64) -> UInt64) -> Bool {
    if isEmpty { return true }
    if count < 8 { return found(shortWord) & UInt64.topBits == 0 }
    var at = 0
    while at <= count - 8 {
      if found(word(at)) & UInt64.topBits != 0 { return false }
      at += 8
    }
    // The last ones are looked at twice.
    return found(word(count - 8)) & UInt64.topBits == 0
  }

  /// All bytes in one word where they are fewer than eight, some of them more than once; those of two spans of one
  /// length are equal where the bytes are.
  @inline(__always)
  private var shortWord: UInt64 {
    // Within bounds, for as many bytes are there as each case says.
    switch count {
    case 4...:
      UInt64(bytes.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt32.self))
        | UInt64(bytes.unsafeLoadUnaligned(fromByteOffset: count - 4, as: UInt32.self)) << 32
    case 2...:
      (UInt64(bytes.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt16.self))
        | UInt64(bytes.unsafeLoadUnaligned(fromByteOffset: count - 2, as: UInt16.self)) << 16)
        &* 0x1_0000_0001
    case 1: UInt64(self[0]) &* UInt64.ones
    default: 0
    }
  }
}

extension UInt64 {
  fileprivate static let ones: UInt64 = 0x0101_0101_0101_0101
  fileprivate static let topBits = ones &* 0x80

  /// Has the top bit set of each byte that is `byte`, and maybe of bytes above one.
  @inline(__always)
  fileprivate func bytes(equalTo byte: UInt8) -> UInt64 {
    let rest = self ^ (UInt64.ones &* UInt64(byte))
    return (rest &- UInt64.ones) & ~rest
  }

  /// The same of each byte that is a control character or not ASCII.
  @inline(__always)
  fileprivate var unprintableBytes: UInt64 {
    (self &- UInt64.ones &* 0x20) & ~self | self | bytes(equalTo: 0x7F)
  }
}
