extension Span<UInt8> {
  /// Whether both hold the same bytes.
  public func isEqual(to other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    for index in indices where self[index] != other[index] { return false }
    return true
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
      // Within bounds by the line above; any eight bytes are an integer.
      let raw = bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self)
      let word = UInt64(littleEndian: raw)
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
    holdsOnly({ $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }) { word in
      word.bytes(equalTo: 0x22) | word.bytes(equalTo: 0x5C) | word.unprintableBytes
    }
  }

  /// Whether all are letters, digits, signs and spaces of ASCII.
  public var isPrintable: Bool {
    holdsOnly({ $0 >= 0x20 && $0 < 0x7F }) { $0.unprintableBytes }
  }

  /// Whether all are ASCII.
  public var isASCII: Bool { holdsOnly({ $0 < 0x80 }) { $0 } }

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
  private func holdsOnly(_ passes: (UInt8) -> Bool, _ found: (UInt64) -> UInt64) -> Bool {
    guard count >= 8 else {
      for index in indices where !passes(self[index]) { return false }
      return true
    }
    var at = 0
    while at <= count - 8 {
      if found(word(at)) & UInt64.topBits != 0 { return false }
      at += 8
    }
    // The last ones are looked at twice.
    return found(word(count - 8)) & UInt64.topBits == 0
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
