internal import CanonicalForm

extension DuplicateIndex {
  /// What tells most names apart, in a quarter of an entry's room.
  struct NameHint: Sendable {
    let letterPairs: UInt64
    /// How many bits of `letterPairs` are set.
    let pairCount: Int16

    /// Twice the number of pairs of letters that both names have.
    func shared(with other: NameHint) -> Int {
      (letterPairs & other.letterPairs).nonzeroBitCount * 2
    }

    /// Whether the names share half of their pairs of letters, as all that are alike do.
    func sharesHalf(with other: NameHint) -> Bool {
      shared(with: other) >= min(pairCount, other.pairCount)
    }
  }

  /// What is compared of one case, in a few numbers; its letters stand elsewhere.
  struct Entry: Sendable {
    /// Stands for no further case in a row of them.
    static let none: Int32 = -1

    var letterPairs: UInt64 = 0
    var birthDate = TypedDate(.epoch)
    var nextOfDay = Entry.none
    var nextOfName = Entry.none
    var nameHash: UInt32 = 0
    var start: Int32 = 0
    /// The district in six digits; 0 where it is not known.
    var district: UInt32 = 0
    /// Numbers that equal telephones and equal family cards have in common; 0 where there is none.
    var phone: UInt32 = 0
    var kk: UInt32 = 0
    var village: UInt16 = 0
    var rt: UInt16 = 0
    var rw: UInt16 = 0
    /// How many bits of `letterPairs` are set.
    var pairCount: Int16 = 0
    var nameCount: UInt8 = 0
    var motherCount: UInt8 = 0
    /// Whether the name has one word, and no father's beside it.
    var isOneWord = false
    /// 1 male, 2 female, 0 where it is not known.
    var sex: UInt8 = 0

    init() {}

    /// The entry of a person; appends their folded name and that of the mother to `letters`.
    init(_ facts: PersonFacts, letters: inout [UInt8]) {
      let name = NameKey(facts.name)
      let mother = facts.motherName.map { NameKey($0) }
      start = Int32(letters.count)
      letters += name.bytes
      letters += mother?.bytes ?? []
      (nameCount, motherCount) = (UInt8(name.bytes.count), UInt8(mother?.bytes.count ?? 0))
      (nameHash, letterPairs) = (name.hash, name.letterPairs)
      pairCount = Int16(letterPairs.nonzeroBitCount)
      birthDate = TypedDate(facts.birthDate)
      isOneWord = !name.bytes.contains { $0 <= NameKey.father }
      sex = facts.sex.map { $0 == .male ? 1 : 2 } ?? 0
      if let area = facts.area { (district, village) = Entry.numbers(of: area) }
      rt = Entry.number(of: facts.rt)
      rw = Entry.number(of: facts.rw)
      phone = Entry.hash(of: facts.phone)
      kk = Entry.hash(of: facts.kk?.digits)
    }

    var isEmpty: Bool { nameCount == 0 }
    var hint: NameHint { NameHint(letterPairs: letterPairs, pairCount: pairCount) }
    var name: Range<Int> { Int(start)..<Int(start) + Int(nameCount) }
    var mother: Range<Int> { name.upperBound..<name.upperBound + Int(motherCount) }

    /// Whether a comparison letter by letter could come to `least`.
    ///
    /// The names must share half of their pairs of letters, and everything else must leave to the names what
    /// names can bring.
    func mayReach(_ least: Int, with other: Entry) -> Bool {
      guard hint.sharesHalf(with: other.hint) else { return false }
      let bound = bestWithoutName(other)
      guard bound + DuplicateScore.Part.name.most >= least else { return false }
      // Names that must be like share more of the pairs of both.
      let (shared, both) = (hint.shared(with: other.hint), pairCount + other.pairCount)
      if bound + 18 >= least { return true }
      return bound + 33 >= least ? shared * 2 >= both : shared * 5 >= both * 3
    }

    /// The most that everything but the names can bring.
    private func bestWithoutName(_ other: Entry) -> Int {
      var points = birthDate.likeness(other.birthDate).points + place(other).points
      if sex != 0, other.sex != 0 {
        points += sex == other.sex ? DuplicateScore.Part.sex.most : -DuplicateScore.Part.sex.most
      }
      if motherCount > 0, other.motherCount > 0 { points += DuplicateScore.Part.motherName.most }
      if phone != 0, phone == other.phone { points += DuplicateScore.Part.phone.most }
      if kk != 0, kk == other.kk { points += DuplicateScore.Part.kk.most }
      return points
    }

    /// Whether a case of the same folded name is to be compared though its birth date is no slip away.
    func isFoundByName(_ other: Entry) -> Bool {
      switch birthDate.likeness(other.birthDate) {
      case .sameYear, .sameDayAndMonth: true
      case .same, .dayAndMonthSwapped, .oneDigit, .digitsSwapped, .other: false
      }
    }

    static func score(
      _ one: Entry, _ letters: Span<UInt8>, _ other: Entry, _ otherLetters: Span<UInt8>
    ) -> DuplicateScore {
      let likeness = NameLikeness.of(letters, one.name, otherLetters, other.name)
      var score = DuplicateScore(
        nameLikeness: percent(likeness), isOneWord: one.isOneWord || other.isOneWord,
        birthDate: one.birthDate.likeness(other.birthDate),
        isSameSex: one.sex == 0 || other.sex == 0 ? nil : one.sex == other.sex,
        place: one.place(other))
      if one.motherCount > 0, other.motherCount > 0 {
        score.motherLikeness = percent(
          NameLikeness.of(letters, one.mother, otherLetters, other.mother))
      }
      score.isSamePhone = one.phone != 0 && one.phone == other.phone
      score.isSameFamilyCard = one.kk != 0 && one.kk == other.kk
      return score
    }

    private static func percent(_ likeness: Double) -> Int { Int(likeness * 100 + 0.5) }

    private func place(_ other: Entry) -> DuplicateScore.Place {
      guard district != 0, district == other.district else { return .other }
      guard village != 0, village == other.village else { return .sameDistrict }
      let isNeighbour = rt != 0 && rt == other.rt && rw == other.rw
      return isNeighbour ? .sameNeighbourhood : .sameVillage
    }

    /// `21.02.03.1001` as 210203 and 1001.
    private static func numbers(of area: AreaCode) -> (UInt32, UInt16) {
      var (district, village): (UInt32, UInt16) = (0, 0)
      var count = 0
      for byte in area.rawValue.utf8 where (0x30...0x39).contains(byte) {
        if count < 6 { district = district * 10 + UInt32(byte - 0x30) }
        if count >= 6, count < 10 { village = village &* 10 &+ UInt16(byte - 0x30) }
        count += 1
      }
      return (district, village)
    }

    private static func number(of text: String?) -> UInt16 {
      var number: UInt16 = 0
      for byte in (text ?? "").utf8.prefix(4) where (0x30...0x39).contains(byte) {
        number = number &* 10 &+ UInt16(byte - 0x30)
      }
      return number
    }

    private static func hash(of text: String?) -> UInt32 {
      guard let text else { return 0 }
      var hash: UInt32 = 2_166_136_261
      for byte in text.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
      return max(hash, 1)
    }
  }
}
