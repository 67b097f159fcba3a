internal import CanonicalForm

/// Reads the events that nearly all of a journal consists of as far as rows need them, straight from the bytes.
///
/// It follows `write(to:)` of each event, key by key, and checks every byte; whatever is not written just so (an
/// older order of keys, a key of a newer program, an erased line, an event that happens seldom) it leaves to the
/// whole reader, ``Event/init(from:)``. `ScanningTests` hold the two against each other.
public struct EventScanner {
  private var cursor: JSONCursor
  private let open: (_ hash: Span<UInt8>) -> [UInt8]?

  /// A scanner of the events that stand from `start` on; `open` answers the next sealed line if the hash, 64
  /// digits, is its own, and nil also where it was erased.
  public init(at start: Int, open: @escaping (_ hash: Span<UInt8>) -> [UInt8]?) {
    cursor = JSONCursor(at: start)
    self.open = open
  }

  /// Where the next byte stands.
  public var at: Int { cursor.at }

  /// Passes the comma between two events; false where there is none.
  public mutating func passComma(in bytes: Span<UInt8>) -> Bool {
    cursor.pass(UInt8(ascii: ","), in: bytes)
  }

  /// The event that stands here; nil where only the whole reader can tell what does.
  public mutating func next(in bytes: Span<UInt8>) -> ScannedEvent? {
    guard cursor.pass(#"{"kind":""#, in: bytes) else { return nil }
    if cursor.pass(#"approved","case":"#, in: bytes) { return approved(bytes) }
    if cursor.pass(#"registered","case":"#, in: bytes) { return registered(bytes) }
    if cursor.pass(#"enrolled","case":"#, in: bytes) { return enrolled(bytes) }
    if cursor.pass(#"rejected","case":"#, in: bytes) {
      return decided(bytes, levelIsOptional: true)
    }
    if cursor.pass(#"returned","case":"#, in: bytes) {
      return decided(bytes, levelIsOptional: false)
    }
    if cursor.pass(#"corrected","case":"#, in: bytes) { return corrected(bytes) }
    if cursor.pass(#"withdrawn","case":"#, in: bytes) { return withdrawn(bytes) }
    if cursor.pass(#"ended","case":"#, in: bytes) { return ended(bytes) }
    return nil
  }

  private mutating func registered(_ bytes: Span<UInt8>) -> ScannedEvent? {
    guard var event = moved(bytes), reason(&event, bytes), record(&event, bytes),
      signing(bytes), judgement(bytes), grant(bytes)
    else { return nil }
    event.isRegistration = true
    return event
  }

  private mutating func corrected(_ bytes: Span<UInt8>) -> ScannedEvent? {
    guard var event = moved(bytes), reason(&event, bytes), fields(bytes),
      record(&event, bytes), signing(bytes), judgement(bytes), grant(bytes)
    else { return nil }
    return event
  }

  /// Passes the names of fields, where there are any.
  private mutating func fields(_ bytes: Span<UInt8>) -> Bool {
    guard cursor.pass(#","fields":["#, in: bytes) else { return true }
    repeat {
      guard let word = cursor.plainString(in: bytes),
        Field(rawValue: bytes.extracting(word).text) != nil
      else { return false }
    } while cursor.pass(UInt8(ascii: ","), in: bytes)
    return cursor.pass(UInt8(ascii: "]"), in: bytes)
  }

  /// Passes what is said of the person; the warnings that may follow, words of a fixed list, only the whole reader
  /// knows.
  private mutating func record(_ event: inout ScannedEvent, _ bytes: Span<UInt8>) -> Bool {
    guard cursor.pass(#","area":"#, in: bytes), let area = cursor.plainString(in: bytes),
      cursor.pass(#","occupation":"#, in: bytes), let work = cursor.plainString(in: bytes)
    else { return false }
    let facts = ScannedEvent.Facts(area: area, occupation: work)
    if cursor.pass(#","sex":"P""#, in: bytes) {
      facts.sex = .female
    } else if !cursor.pass(#","sex":"L""#, in: bytes) {
      return false
    }
    guard cursor.pass(#","age":"#, in: bytes), let age = cursor.number(in: bytes) else {
      return false
    }
    facts.age = age
    if cursor.pass(#","papers":["#, in: bytes) {
      facts.hasPapers = true
      repeat {
        guard cursor.plainString(in: bytes) != nil else { return false }
      } while cursor.pass(UInt8(ascii: ","), in: bytes)
      guard cursor.pass(UInt8(ascii: "]"), in: bytes) else { return false }
    }
    guard cursor.pass(#","person":"#, in: bytes), let line = sealed(bytes),
      let person = ScannedPerson(line)
    else { return false }
    facts.person = person
    event.facts = facts
    return true
  }

  private mutating func approved(_ bytes: Span<UInt8>) -> ScannedEvent? {
    guard let id = cursor.number(in: bytes), cursor.pass(#","level":"#, in: bytes),
      let level = cursor.plainString(in: bytes), var event = destination(of: id, bytes)
    else { return nil }
    event.approvedBy = level
    guard signing(bytes), judgement(bytes), grant(bytes) else { return nil }
    return event
  }

  private mutating func decided(_ bytes: Span<UInt8>, levelIsOptional: Bool) -> ScannedEvent? {
    guard let id = cursor.number(in: bytes) else { return nil }
    if cursor.pass(#","level":"#, in: bytes) {
      guard cursor.plainString(in: bytes) != nil else { return nil }
    } else if !levelIsOptional {
      return nil
    }
    guard var event = destination(of: id, bytes), reason(&event, bytes), event.reason != nil,
      signing(bytes), judgement(bytes), grant(bytes)
    else { return nil }
    return event
  }

  private mutating func withdrawn(_ bytes: Span<UInt8>) -> ScannedEvent? {
    guard var event = moved(bytes), reason(&event, bytes), event.reason != nil, signing(bytes),
      grant(bytes)
    else { return nil }
    return event
  }

  private mutating func enrolled(_ bytes: Span<UInt8>) -> ScannedEvent? {
    guard var event = moved(bytes), cursor.pass(#","from":"#, in: bytes),
      let from = month(bytes)
    else { return nil }
    event.cover = .from(from)
    if cursor.pass(#","membership":"#, in: bytes) {
      guard let line = sealed(bytes), SealedScanner.isMembership(line) else { return nil }
    }
    guard judgement(bytes), grant(bytes) else { return nil }
    return event
  }

  private mutating func ended(_ bytes: Span<UInt8>) -> ScannedEvent? {
    guard var event = moved(bytes), reason(&event, bytes), event.reason != nil,
      cursor.pass(#","on":"#, in: bytes), day(bytes)
    else { return nil }
    event.cover = .until(nil)
    if cursor.pass(#","until":"#, in: bytes) {
      guard let until = month(bytes) else { return nil }
      event.cover = .until(until)
    }
    guard signing(bytes), grant(bytes) else { return nil }
    return event
  }
}

// MARK: - What events have in common

extension EventScanner {
  private mutating func moved(_ bytes: Span<UInt8>) -> ScannedEvent? {
    cursor.number(in: bytes).flatMap { destination(of: $0, bytes) }
  }

  private mutating func destination(of id: Int, _ bytes: Span<UInt8>) -> ScannedEvent? {
    guard cursor.pass(#","to":"#, in: bytes), let word = cursor.plainString(in: bytes),
      let stage = Stage(bytes.extracting(word))
    else { return nil }
    var event = ScannedEvent(id: id, to: stage)
    if cursor.pass(#","toLevel":"#, in: bytes) {
      guard let level = cursor.plainString(in: bytes) else { return nil }
      event.toLevel = level
    }
    return event
  }

  /// Passes a reason where there is one; false where it is not plain.
  private mutating func reason(_ event: inout ScannedEvent, _ bytes: Span<UInt8>) -> Bool {
    guard cursor.pass(#","reason":"#, in: bytes) else { return true }
    event.reason = cursor.plainString(in: bytes)
    return event.reason != nil
  }

  private mutating func signing(_ bytes: Span<UInt8>) -> Bool {
    if cursor.pass(#","signedOn":"#, in: bytes), !day(bytes) { return false }
    guard cursor.pass(#","remark":"#, in: bytes) else { return true }
    return sealed(bytes).map { SealedScanner.isRemark($0) } ?? false
  }

  private mutating func judgement(_ bytes: Span<UInt8>) -> Bool {
    guard cursor.pass(#","rules":"#, in: bytes), cursor.number(in: bytes) != nil,
      cursor.pass(#","compared":{"age":"#, in: bytes), cursor.number(in: bytes) != nil,
      cursor.pass(#","min":"#, in: bytes), cursor.number(in: bytes) != nil,
      cursor.pass(#","max":"#, in: bytes), cursor.number(in: bytes) != nil,
      cursor.pass(#","on":"#, in: bytes), day(bytes)
    else { return false }
    if cursor.pass(#","participants":"#, in: bytes), cursor.number(in: bytes) == nil {
      return false
    }
    guard cursor.pass(UInt8(ascii: "}"), in: bytes) else { return false }
    if cursor.pass(#","rule":"#, in: bytes) {
      guard let word = cursor.plainString(in: bytes),
        Exclusion.Rule(rawValue: bytes.extracting(word).text) != nil
      else { return false }
    }
    return !cursor.pass(#","listed":"#, in: bytes) || cursor.number(in: bytes) != nil
  }

  private mutating func grant(_ bytes: Span<UInt8>) -> Bool {
    cursor.pass(#","grant":"#, in: bytes) && cursor.plainString(in: bytes) != nil
      && cursor.pass(UInt8(ascii: "}"), in: bytes)
  }

  private mutating func day(_ bytes: Span<UInt8>) -> Bool {
    cursor.day(in: bytes) != nil
  }

  private mutating func month(_ bytes: Span<UInt8>) -> Month? {
    cursor.plainString(in: bytes).flatMap { Month(bytes.extracting($0)) }
  }

  private mutating func sealed(_ bytes: Span<UInt8>) -> [UInt8]? {
    guard let hash = cursor.plainString(in: bytes), hash.count == 64 else { return nil }
    return open(bytes.extracting(hash))
  }
}

/// What an event does to the row of its case; texts are stretches of the bytes that it was read from.
public struct ScannedEvent {
  enum Cover {
    case from(Month)
    case until(Month?)
  }

  /// What a registration or a correction says of the person; apart, since few events are one and all are moved.
  final class Facts {
    let area: Range<Int>
    let occupation: Range<Int>
    var sex = Sex.male
    var age = 0
    var hasPapers = false
    var person: ScannedPerson?

    init(area: Range<Int>, occupation: Range<Int>) {
      (self.area, self.occupation) = (area, occupation)
    }
  }

  var id: Int
  var to: Stage
  var toLevel: Range<Int>?
  var reason: Range<Int>?
  /// The level whose approval it is.
  var approvedBy: Range<Int>?
  var cover: Cover?
  var facts: Facts?
  public fileprivate(set) var isRegistration = false

  init(id: Int, to: Stage) { (self.id, self.to) = (id, to) }

  public var caseID: CaseID { CaseID(id) }
  /// Whether it says of a person what was wrong before.
  var isRepair: Bool { facts != nil && !isRegistration }
}

extension Stage {
  /// The stage that a word names.
  init?(_ word: Span<UInt8>) {
    // The first letter tells them apart but for two pairs; the comparison proves the rest.
    switch word.isEmpty ? 0 : word[0] {
    case UInt8(ascii: "w"): self = word.count == 7 ? .waiting : .withdrawn
    case UInt8(ascii: "r"):
      self = word.count > 3 && word[2] == UInt8(ascii: "j") ? .rejected : .returned
    case UInt8(ascii: "q"): self = .qualified
    case UInt8(ascii: "e"): self = word.count == 5 ? .ended : .enrolled
    case UInt8(ascii: "c"): self = .cancelled
    default: return nil
    }
    guard rawValue.utf8.span.isEqual(to: word) else { return nil }
  }
}

extension Month {
  /// The month written `2025-11`, in exactly that form.
  init?(_ text: Span<UInt8>) {
    guard text.count == 7, text[4] == UInt8(ascii: "-"), let year = Digits.number(text, 0..<4),
      let month = Digits.number(text, 5..<7), (1...12).contains(month), year > 0
    else { return nil }
    self.init(packed: Int32(year * 12 + month - 1))
  }
}
