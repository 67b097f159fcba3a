internal import CanonicalForm

/// The texts of rows: words that many cases share, kept once and named by numbers, and one long string of
/// bytes for names and addresses.
///
/// A value: whoever changes a copy changes nobody else's. It is one reference, for every row holds it.
struct CaseTexts: @unchecked Sendable {
  /// The number of a word; 0 stands for none.
  typealias WordNumber = UInt32

  /// A stretch of the bytes; ``none`` where there is no text.
  ///
  /// So many bytes as 32 bits count are those of fifty million cases.
  struct Stretch: Hashable, Sendable {
    fileprivate var start: UInt32
    fileprivate var count: UInt32

    static let none = Stretch(start: 0, count: .max)
    var isNone: Bool { count == .max }
    fileprivate var range: Range<Int> {
      Int(start)..<(Int(start) + (isNone ? 0 : Int(count)))
    }
  }

  /// Written only by who holds it alone, see `own()`.
  ///
  /// No two accesses can overlap, so that none is watched: a twelfth of all loading went into that.
  private final class Storage {
    @exclusivity(unchecked) var words: [String] = [""]
    @exclusivity(unchecked) var numbers: [String: WordNumber] = [:]
    @exclusivity(unchecked) var bytes: [UInt8] = []
    @exclusivity(unchecked) var levels: [LevelID] = []
    /// The same as words.
    @exclusivity(unchecked) var levelNumbers: [WordNumber] = []
    /// The numbers of short words, each where its bytes put it, the last one that came there.
    @exclusivity(unchecked) var short = [(key: ShortWord, number: WordNumber)](
      repeating: (ShortWord(), 0), count: 1_024)
  }

  private var storage = Storage()

  private mutating func own() {
    if isKnownUniquelyReferenced(&storage) { return }
    let copy = Storage()
    (copy.words, copy.numbers) = (storage.words, storage.numbers)
    (copy.bytes, copy.short) = (storage.bytes, storage.short)
    (copy.levels, copy.levelNumbers) = (storage.levels, storage.levelNumbers)
    storage = copy
  }

  // MARK: Words

  func word(_ number: WordNumber) -> String? {
    number > 0 && number < storage.words.count ? storage.words[Int(number)] : nil
  }

  mutating func number(of word: String?) -> WordNumber {
    word.map { word in number(of: word.utf8.span) { word } } ?? 0
  }

  /// The same for bytes that are ASCII, without making a string of them where the word is known.
  mutating func number(ofASCII word: Span<UInt8>) -> WordNumber {
    number(of: word) { word.text }
  }

  private mutating func number(of bytes: Span<UInt8>, _ word: () -> String) -> WordNumber {
    guard let key = ShortWord(bytes) else { return number(ofAny: word()) }
    let slot = key.slot & (storage.short.count - 1)
    if storage.short[slot].key == key { return storage.short[slot].number }
    let number = number(ofAny: word())
    own()
    storage.short[slot] = (key, number)
    return number
  }

  private mutating func number(ofAny word: String) -> WordNumber {
    if let known = storage.numbers[word] { return known }
    own()
    let number = WordNumber(storage.words.count)
    storage.words.append(word)
    storage.numbers[word] = number
    return number
  }

  // MARK: Others

  /// What becomes of the numbers and stretches of other texts that were added to these.
  struct Move {
    fileprivate var words: [WordNumber]
    fileprivate var bits: [UInt64]
    fileprivate var start: UInt32

    func word(_ number: WordNumber) -> WordNumber { words[Int(number)] }

    func stretch(_ stretch: Stretch) -> Stretch {
      let (moved, overflow) = start.addingReportingOverflow(stretch.start)
      return stretch.isNone || overflow ? .none : Stretch(start: moved, count: stretch.count)
    }

    func levels(_ bits: UInt64) -> UInt64 {
      var (rest, moved) = (bits, UInt64(0))
      while rest != 0 {
        moved |= self.bits[rest.trailingZeroBitCount]
        rest &= rest - 1
      }
      return moved
    }
  }

  /// Makes room for names and addresses of so many bytes.
  mutating func reserve(_ bytes: Int) {
    own()
    storage.bytes.reserveCapacity(bytes)
  }

  mutating func append(_ other: CaseTexts) -> Move {
    own()
    let start = UInt32(clamping: storage.bytes.count)
    storage.bytes += other.storage.bytes
    let words = other.storage.words.indices.map { place in
      number(of: other.word(WordNumber(place)))
    }
    let bits = other.storage.levelNumbers.map { bit(ofLevel: words[Int($0)]) }
    return Move(words: words, bits: bits, start: start)
  }

  // MARK: Levels

  /// Levels in the order in which they approved first: the bits of ``PackedCase/approvals``.
  var levels: [LevelID] { storage.levels }

  /// The bit of the level that is a word.
  mutating func bit(ofLevel number: WordNumber) -> UInt64 {
    // A 65th level would have none, and no programme has as many.
    if let place = storage.levelNumbers.firstIndex(of: number) { return 1 << UInt64(place) }
    own()
    storage.levelNumbers.append(number)
    storage.levels.append(LevelID(word(number) ?? ""))
    return 1 << UInt64(storage.levelNumbers.count - 1)
  }

  // MARK: Texts

  func text(_ stretch: Stretch) -> String? {
    guard !stretch.isNone else { return nil }
    return String(decoding: storage.bytes[stretch.range], as: UTF8.self)
  }

  mutating func add(_ text: String?) -> Stretch {
    guard var text else { return .none }
    return text.withUTF8 { add(UnsafeRawBufferPointer($0)) }
  }

  mutating func add(_ text: Span<UInt8>) -> Stretch {
    text.withUnsafeBytes { add($0) }
  }

  private mutating func add(_ text: UnsafeRawBufferPointer) -> Stretch {
    own()
    let start = storage.bytes.count
    guard start + text.count < UInt32.max else { return .none }
    storage.bytes.append(contentsOf: text)
    return Stretch(start: UInt32(start), count: UInt32(text.count))
  }

  /// Replaces a text; what was there is overwritten, for it may have been erased.
  mutating func replace(_ stretch: Stretch, by text: String?) -> Stretch {
    if let text, self.text(stretch) == text { return stretch }
    own()
    for place in stretch.range { storage.bytes[place] = 0x20 }
    return add(text)
  }
}

/// A word of at most 16 bytes as three numbers, which no other word gives.
private struct ShortWord: Equatable {
  private var first: UInt64 = 0
  private var last: UInt64 = 0
  private var count = 0

  /// No word at all.
  init() { count = -1 }

  init?(_ word: Span<UInt8>) {
    count = word.count
    guard count <= 16 else { return nil }
    if count >= 8 {
      // Both within bounds; what lies in both is said twice.
      first = word.bytes.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt64.self)
      last = word.bytes.unsafeLoadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
    } else {
      for place in 0..<count { first = first << 8 | UInt64(word[place]) }
    }
  }

  var slot: Int {
    Int(
      truncatingIfNeeded: ((first ^ last &* 0xD6E8_FEB8_6659_FD93) &* 0x9E37_79B9_7F4A_7C15) >> 40)
  }
}
