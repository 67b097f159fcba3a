internal import CaseDomain

/// Something that the form asks for, in the order in which the cursor goes: that of the identity
/// card, then what may follow later.
enum Input: Int, Hashable, Comparable, Sendable, CaseIterable {
  case nik, name, birthPlace, birthDate, sex, address, rt, rw, area, occupation, occupationOther
  case statement, papers, phone, motherName, kk, reason

  /// The input in which a fault of a field is put right.
  init(_ field: Field) {
    self =
      switch field {
      case .nik: .nik
      case .name: .name
      case .birthPlace: .birthPlace
      case .birthDate: .birthDate
      case .sex: .sex
      case .address: .address
      case .rt: .rt
      case .rw: .rw
      case .area: .area
      case .occupation: .occupation
      case .occupationOther: .occupationOther
      case .phone: .phone
      case .kk: .kk
      case .motherName: .motherName
      case .papers: .papers
      }
  }

  /// The field of a registration; nil for what is said to the rules and not of the person.
  var field: Field? {
    switch self {
    case .nik: .nik
    case .name: .name
    case .birthPlace: .birthPlace
    case .birthDate: .birthDate
    case .sex: .sex
    case .address: .address
    case .rt: .rt
    case .rw: .rw
    case .area: .area
    case .occupation: .occupation
    case .occupationOther: .occupationOther
    case .statement, .papers: .papers
    case .phone: .phone
    case .motherName: .motherName
    case .kk: .kk
    case .reason: nil
    }
  }

  static func < (left: Input, right: Input) -> Bool { left.rawValue < right.rawValue }

  /// An empty line to type into, as long as the rules and the eye allow.
  var emptyField: TextField {
    switch self {
    case .nik, .kk: TextField("", .digits, limit: 16)
    case .birthDate: TextField("", .digits, limit: 8)
    case .rt, .rw: TextField("", .digits, limit: 3)
    case .phone: TextField("", .digits, limit: 14)
    case .sex, .statement: TextField("", limit: 1)
    case .birthPlace, .occupation, .occupationOther: TextField("", limit: 60)
    case .name, .motherName, .area: TextField("", limit: 100)
    case .address, .papers: TextField("", limit: 200)
    case .reason: TextField("", limit: Text.noteLimit)
    }
  }

  /// Whether it is full after a fixed number of characters, and then advances by itself.
  var isFixed: Bool {
    switch self {
    case .nik, .kk, .birthDate, .rt, .rw, .sex, .statement: true
    default: false
    }
  }

  /// Whether it is written in capitals, as the card prints it.
  var isInCapitals: Bool {
    switch self {
    case .name, .birthPlace, .address, .motherName: true
    default: false
    }
  }

  /// Whether it is chosen from a list by code or by the start of a word.
  var isPicked: Bool { self == .occupation || self == .area }

  /// The input that stands first on its line: RT, RW and village share one.
  var line: Input { self == .rw || self == .area ? .rt : self }

  /// How digits are grouped when drawn: those of a NIK as the eye takes them from the card (region,
  /// birth, serial), those of a day by strokes.
  var groups: (ends: [Int], separator: Character)? {
    switch self {
    case .nik, .kk: ([6, 12], " ")
    case .birthDate: ([2, 4], "/")
    default: nil
    }
  }
}

extension Input {
  /// What stands in such a field, divided as it is drawn.
  func grouped(_ characters: some Sequence<Character>) -> String {
    guard let groups else { return String(Array(characters)) }
    var text = ""
    for (index, character) in characters.enumerated() {
      if groups.ends.contains(index) { text.append(groups.separator) }
      text.append(character)
    }
    return text
  }
}
