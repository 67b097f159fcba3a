internal import CanonicalForm

/// What the rows of cases share or point into: words and what is made of them, each kept once and named by a number,
/// and the arena of names and addresses.
///
/// A value: whoever changes a copy changes nobody else's. It is one reference, for every row holds it.
struct CasePool: @unchecked Sendable {
  /// The number of a word; 0 stands for none.
  typealias WordNumber = UInt32

  /// Written only by who holds it alone, see `own()`.
  ///
  /// No two accesses can overlap, so that none is watched: a twelfth of all loading went into that.
  private final class Storage {
    @exclusivity(unchecked) var words: [String] = [""]
    @exclusivity(unchecked) var numbers: [String: WordNumber] = [:]
    @exclusivity(unchecked) var arena = TextArena()
    @exclusivity(unchecked) var levels: [LevelID] = []
    /// The same as words.
    @exclusivity(unchecked) var levelNumbers: [WordNumber] = []
    @exclusivity(unchecked) var standings = SharedValues(empty: PackedStanding())
    @exclusivity(unchecked) var homes = SharedValues(empty: PackedHome())
    @exclusivity(unchecked) var works = SharedValues(empty: PackedWork())
    /// The numbers of short words, each where its bytes put it or beside that: the last two that came there.
    @exclusivity(unchecked) var short = [(key: ShortWord, number: WordNumber)](
      repeating: (ShortWord(), 0), count: 1_024)
  }

  private var storage = Storage()

  private mutating func own() {
    if isKnownUniquelyReferenced(&storage) { return }
    let copy = Storage()
    (copy.words, copy.numbers, copy.short) = (storage.words, storage.numbers, storage.short)
    (copy.levels, copy.levelNumbers) = (storage.levels, storage.levelNumbers)
    (copy.standings, copy.homes) = (storage.standings, storage.homes)
    (copy.works, copy.arena) = (storage.works, storage.arena)
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

  /// The same for a piece of `bytes`.
  mutating func number(of piece: JSONPiece?, in bytes: Span<UInt8>) -> WordNumber {
    switch piece {
    case .plain(let range): number(ofASCII: bytes.extracting(range))
    case .decoded(let text): number(of: text)
    case nil: 0
    }
  }

  private mutating func number(of bytes: Span<UInt8>, _ word: () -> String) -> WordNumber {
    guard let key = ShortWord(bytes) else { return number(ofAny: word()) }
    let slot = key.slot & (storage.short.count - 1)
    if storage.short[slot].key == key { return storage.short[slot].number }
    let found = storage.short[slot ^ 1].key == key
    let number = found ? storage.short[slot ^ 1].number : number(ofAny: word())
    own()
    storage.short[slot ^ 1] = storage.short[slot]
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

  /// How many numbers words may have, 0 counted.
  var wordCount: Int { storage.words.count }

  /// Says which words the numbers stand for that were set while there were none; false where one stands for nothing.
  mutating func name(_ words: RowWords) -> Bool {
    let numbers = 0...WordNumber(words.words.count)
    let levels = UInt64(1) << UInt64(words.levels.count)
    guard storage.words.count == 1,
      storage.standings.allSatisfy({ $0.isNamed(by: numbers) && $0.approvals <= levels &- 1 }),
      storage.homes.allSatisfy({ $0.isNamed(by: numbers) }),
      storage.works.allSatisfy({ numbers.contains($0.occupation) })
    else { return false }
    own()
    storage.words += words.words
    for (place, word) in words.words.enumerated() { storage.numbers[word] = WordNumber(place + 1) }
    storage.levelNumbers = words.levels.map { WordNumber($0) }
    storage.levels = words.levels.map { LevelID(storage.words[$0]) }
    return true
  }

  // MARK: What is made of words

  func standing(_ packed: PackedCase) -> PackedStanding { storage.standings[packed.standing] }
  func home(_ packed: PackedCase) -> PackedHome { storage.homes[packed.home] }
  func work(_ packed: PackedCase) -> PackedWork { storage.works[packed.work] }

  mutating func set(_ standing: PackedStanding, of packed: inout PackedCase) {
    own()
    packed.standing = storage.standings.number(of: standing)
  }

  mutating func set(_ home: PackedHome, of packed: inout PackedCase) {
    own()
    packed.home = storage.homes.number(of: home)
  }

  mutating func set(_ work: PackedWork, of packed: inout PackedCase) {
    own()
    packed.work = storage.works.number(of: work)
  }

  /// The same of all three.
  mutating func set(
    _ standing: PackedStanding, _ home: PackedHome, _ work: PackedWork, of packed: inout PackedCase
  ) {
    own()
    packed.standing = storage.standings.number(of: standing)
    packed.home = storage.homes.number(of: home)
    packed.work = storage.works.number(of: work)
  }

  // MARK: Levels

  /// Levels in the order in which they approved first: the bits of ``PackedStanding/approvals``.
  var levels: [LevelID] { storage.levels }

  /// The numbers of the same words.
  var levelNumbers: [WordNumber] { storage.levelNumbers }

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

  func text(_ packed: PackedCase, _ part: TextArena.Part) -> String? {
    storage.arena.text(packed.texts, part)
  }

  /// Sets the texts of a case anew, and overwrites those that were there; `bytes` is where plain ones stand.
  mutating func set(
    _ name: JSONPiece?, _ address: JSONPiece?, in bytes: Span<UInt8>, of packed: inout PackedCase
  ) {
    own()
    storage.arena.blank(packed.texts)
    packed.texts = storage.arena.add(name, address, in: bytes)
  }

  /// Sets the texts of a case that has none yet, two plain ones.
  mutating func set(
    plain name: Range<Int>, _ address: Range<Int>, in bytes: Span<UInt8>,
    of packed: inout PackedCase
  ) {
    own()
    packed.texts = storage.arena.add(bytes.extracting(name), bytes.extracting(address))
  }

  /// Sets the texts of a case anew; those that were there are overwritten.
  mutating func replace(_ name: String?, _ address: String?, of packed: inout PackedCase) {
    guard
      !storage.arena.holds(name, packed.texts, .name)
        || !storage.arena.holds(address, packed.texts, .address)
    else { return }
    own()
    storage.arena.blank(packed.texts)
    packed.texts = 0
    guard name != nil || address != nil else { return }
    packed.texts = storage.arena.add(
      name.map(JSONPiece.decoded), address.map(JSONPiece.decoded), in: [UInt8]().span)
  }

  // MARK: Others

  /// What becomes of the numbers of another pool that was added to this one.
  struct Move {
    fileprivate var standings: [UInt32]
    fileprivate var homes: [UInt32]
    fileprivate var works: [UInt32]
    /// Nil where there was no room for the texts.
    fileprivate var texts: TextArena.Start?

    func move(_ packed: inout PackedCase) {
      packed.standing = standings[Int(packed.standing)]
      packed.home = homes[Int(packed.home)]
      packed.work = works[Int(packed.work)]
      if packed.texts != 0 { packed.texts = texts.map { $0 + packed.texts } ?? 0 }
    }
  }

  mutating func append(_ other: CasePool) -> Move {
    own()
    let words = other.storage.words.indices.map { place in
      number(of: other.word(WordNumber(place)))
    }
    let bits = other.storage.levelNumbers.map { bit(ofLevel: words[Int($0)]) }
    let standings = storage.standings.append(other.storage.standings) {
      $0.moved(words: words, levels: bits)
    }
    let homes = storage.homes.append(other.storage.homes) { $0.moved(words) }
    let works = storage.works.append(other.storage.works) { $0.moved(words) }
    return Move(
      standings: standings, homes: homes, works: works,
      texts: storage.arena.append(other.storage.arena))
  }
}

extension PackedStanding {
  fileprivate func isNamed(by numbers: ClosedRange<CasePool.WordNumber>) -> Bool {
    numbers.contains(level) && numbers.contains(reason) && numbers.contains(changedBy)
  }

  fileprivate func moved(words: [CasePool.WordNumber], levels: [UInt64]) -> PackedStanding {
    var moved = self
    moved.level = words[Int(level)]
    moved.reason = words[Int(reason)]
    moved.changedBy = words[Int(changedBy)]
    moved.approvals = approvals(as: levels)
    return moved
  }

  /// The approvals with other bits for the levels.
  func approvals(as levels: [UInt64]) -> UInt64 {
    var (moved, rest): (UInt64, UInt64) = (0, approvals)
    while rest != 0 {
      moved |= levels[rest.trailingZeroBitCount]
      rest &= rest - 1
    }
    return moved
  }
}

extension PackedHome {
  fileprivate func isNamed(by numbers: ClosedRange<CasePool.WordNumber>) -> Bool {
    numbers.contains(area) && numbers.contains(rt) && numbers.contains(rw)
      && numbers.contains(registeredBy)
  }

  fileprivate func moved(_ words: [CasePool.WordNumber]) -> PackedHome {
    PackedHome(
      area: words[Int(area)], rt: words[Int(rt)], rw: words[Int(rw)],
      registeredBy: words[Int(registeredBy)])
  }
}

extension PackedWork {
  fileprivate func moved(_ words: [CasePool.WordNumber]) -> PackedWork {
    var moved = self
    moved.occupation = words[Int(occupation)]
    return moved
  }
}
