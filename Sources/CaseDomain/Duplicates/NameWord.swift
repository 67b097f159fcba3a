/// Words of a name that are no name by themselves, or that many people share.
enum NameWord {
  /// Stands before a name: `H.`, `Hj.`, `Drs.`
  case title
  /// Stands before the father's name: `bin`, `binti`.
  case childOf
  /// One of many spellings of a name that many people bear: `Moh.`, `Muhammad`; its key begins with a capital.
  case common([UInt8])

  /// What a folded word is; nil for a name like others.
  init?(_ bytes: Span<UInt8>, _ word: Range<Int>) {
    guard word.count <= 8, let known = NameWord.known[NameWord.packed(bytes, word)] else {
      return nil
    }
    self = known
  }

  /// Whether a key begins a name that many people bear, which tells little of who it is.
  static func isCommon(_ first: UInt8) -> Bool { first < UInt8(ascii: "a") }

  /// At most 8 bytes as one number.
  private static func packed(_ bytes: Span<UInt8>, _ word: Range<Int>) -> UInt64 {
    var number: UInt64 = 0
    for place in word { number = number << 8 | UInt64(bytes[place]) }
    return number
  }

  private static func folded(_ word: String) -> [UInt8] {
    var folded: [UInt8] = []
    NameSpelling.append(Array(word.utf8), to: &folded)
    return folded
  }

  private static let commonSpellings: [(name: String, spellings: [String])] = [
    (
      "muhammad",
      [
        "m", "md", "mh", "mhd", "moch", "mochamad", "mochammad", "moh", "mohamad", "mohamed",
        "mohammad", "mohammed", "mohd", "much", "muchamad", "muchammad", "muh", "muhamad",
        "muhammat", "muhd", "mukhamad", "mukhammad",
      ]
    ),
    ("ahmad", ["ach", "achmad", "akhmad", "ahmat", "ahmed", "amad"]),
    ("abdul", ["abd", "abdoel", "abdl"]),
    ("nur", ["noer", "noor", "nor", "nuur"]),
    ("siti", ["sitti", "sity", "st"]),
    ("sri", ["srie", "sry"]),
  ]

  private static let titles = [
    "h", "hj", "hjh", "haji", "hajah", "hajjah", "kh", "drs", "dra", "dr", "ir", "prof", "ust",
    "ustad", "ustadz", "ustadzah", "alm", "almh", "tn", "ny", "sdr", "sdri", "bpk",
  ]

  private static let children = [
    "b", "bin", "binti", "binte", "bte", "bt", "bnt", "bn", "ibn", "ibnu",
  ]

  private static let known: [UInt64: NameWord] = {
    var known: [UInt64: NameWord] = [:]
    func enter(_ text: String, _ word: NameWord) {
      let folded = folded(text)
      known[packed(folded.span, 0..<folded.count)] = word
    }
    for title in titles { enter(title, .title) }
    for child in children { enter(child, .childOf) }
    for (name, spellings) in commonSpellings {
      var canonical = folded(name)
      canonical[0] &= ~0x20
      for spelling in [name] + spellings { enter(spelling, .common(canonical)) }
    }
    return known
  }()
}
