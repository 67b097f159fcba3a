internal import CanonicalForm

/// The rows of cases by number, packed, in chunks: to add one or to change one of a copy moves no others.
struct CaseRows: Sendable {
  /// How many rows a chunk has, as a power of two.
  private static let chunkBits = 10
  private static let chunk = 1 << chunkBits

  /// The number of the first case: 1, but for some of the cases alone.
  private let first: Int
  /// All full but the last, and the last one before the joint.
  private var chunks: [[PackedCase]] = []
  /// From which number on rows were read apart, and how many places before it are empty.
  private var joint = (number: Int.max, gap: 0)
  private(set) var count = 0
  var pool = CasePool()

  init(from first: Int = 1) { self.first = first }

  var numbers: Range<Int> { first..<first + count }

  /// The packed row of a case, which must be there.
  subscript(number: Int) -> PackedCase {
    get {
      let place = place(of: number)
      return chunks[place >> CaseRows.chunkBits][place & (CaseRows.chunk - 1)]
    }
    set {
      let place = place(of: number)
      chunks[place >> CaseRows.chunkBits][place & (CaseRows.chunk - 1)] = newValue
    }
  }

  private func place(of number: Int) -> Int {
    number - first + (number >= joint.number ? joint.gap : 0)
  }

  func row(_ number: Int) -> CaseRow { CaseRow(CaseID(number), self[number], pool) }

  /// Hands over every row.
  func forEach(_ body: (CaseRow) -> Void) {
    forEachPacked { number, packed in body(CaseRow(CaseID(number), packed, pool)) }
  }

  /// Hands over every row as it is packed, with its number.
  func forEachPacked(_ body: (Int, PackedCase) -> Void) {
    var number = first
    for chunk in chunks {
      for packed in chunk {
        body(number, packed)
        number += 1
      }
    }
  }

  func has(_ id: CaseID) -> Bool { numbers.contains(id.number) }

  /// Whether the case is found by the NIK and the birth date of its person.
  func isIdentified(_ packed: PackedCase) -> Bool {
    packed.nik != 0 && pool.standing(packed).stage != .cancelled
  }

  /// Adds the row of the next case.
  mutating func append(_ file: CaseFile) {
    append(PackedCase())
    pack(file)
  }

  private mutating func append(_ packed: PackedCase) {
    if place(of: numbers.upperBound) & (CaseRows.chunk - 1) == 0 {
      var next: [PackedCase] = []
      // The first one grows with a small store.
      if count > 0 { next.reserveCapacity(CaseRows.chunk) }
      chunks.append(next)
    }
    chunks[chunks.count - 1].append(packed)
    count += 1
  }

  /// Says of a case what its file says.
  mutating func pack(_ file: CaseFile) {
    var packed = self[file.id.number]
    var standing = PackedStanding()
    var home = PackedHome(area: pool.number(of: file.area.rawValue))
    let work = PackedWork(
      occupation: pool.number(of: file.occupation.rawValue), age: Int16(clamping: file.age),
      sex: file.sex)
    packed.set(file.standing, &standing, &pool)
    if let first = file.history.first?.stamp, let last = file.history.last?.stamp {
      packed.registered = Int48(clamping: first.at.milliseconds)
      home.registeredBy = pool.number(of: first.by.rawValue)
      packed.changed = Int48(clamping: last.at.milliseconds)
      packed.changedIn = UInt32(clamping: last.entry)
      standing.changedBy = pool.number(of: last.by.rawValue)
    }
    let person = file.person.value
    packed.nik = person?.nik.packed ?? 0
    packed.birthDay = Int32(clamping: person?.birthDate.number ?? 0)
    pool.replace(person?.name, person?.address, of: &packed)
    home.rt = pool.number(of: person?.rt)
    home.rw = pool.number(of: person?.rw)
    packed.filled = file.record.filled
    for item in file.history where item.stands {
      if case .approved(let event) = item.event {
        standing.approvals |= pool.bit(ofLevel: pool.number(of: event.level.rawValue))
      }
    }
    standing.isBackFromRepair = file.isBackFromRepair
    standing.isUntouched = file.history.count == 1
    pool.set(standing, home, work, of: &packed)
    self[file.id.number] = packed
  }

  /// Puts a row in its place, which is a new one for the next number.
  mutating func set(_ packed: PackedCase, _ number: Int) {
    if number == numbers.upperBound { append(packed) } else { self[number] = packed }
  }

  /// Adds rows that were read apart, behind the last.
  ///
  /// Once they are only taken over: the memory of what another thread made would not soon be used again.
  mutating func append(_ other: consuming CaseRows) {
    guard count > 0 else { return self = other }
    let move = pool.append(other.pool)
    let isFirstJoint = joint.gap == 0 && other.joint.gap == 0
    if isFirstJoint { joint = (numbers.upperBound, -count & (CaseRows.chunk - 1)) }
    for place in other.chunks.indices {
      // Held nowhere else while it is changed.
      var chunk = other.chunks[place]
      other.chunks[place] = []
      for row in chunk.indices { move.move(&chunk[row]) }
      if isFirstJoint {
        chunks.append(chunk)
        count += chunk.count
      } else {
        for packed in chunk { append(packed) }
      }
    }
  }

  mutating func setPlace(_ place: Int, of number: Int) {
    self[number].place = Int48(clamping: place)
  }
}
