public import CanonicalForm
public import SystemFiles

/// What a store gets from outside: files, time, randomness.
public struct Surroundings {
  public var files: any FileSystem
  public var now: () -> Instant
  /// So many bytes that nobody can guess.
  public var random: (Int) -> [UInt8]
  /// The moment that a simulated store takes for now; obeyed there only.
  public var simulatedNow: Instant?
  /// What a simulated store makes its randomness from; obeyed there only.
  public var simulatedSeed: String?
  /// How long a segment of the journal is in a simulated store when the next one is begun, in bytes.
  public var segmentLimit: Int?
  /// How much of the journal of a simulated store may be outside of the snapshot, in bytes.
  public var snapshotLimit: Int?
  /// Whether an officer has said that the clock is right although the last entry is long past.
  public var clockIsRight = false

  public init(
    files: any FileSystem = HostFileSystem(), now: @escaping () -> Instant = HostClock.now,
    random: @escaping (Int) -> [UInt8] = HostRandom.bytes
  ) {
    self.files = files
    self.now = now
    self.random = random
  }
}

/// The time and randomness of one store: the machine's, or in a simulated store what was given.
final class StoreSource {
  var surroundings: Surroundings
  /// When this process began to ask.
  let start: Instant
  private var seeded: SeededBytes?
  /// How many ids were made.
  private var ids = 0

  init(_ surroundings: Surroundings) {
    self.surroundings = surroundings
    start = surroundings.now()
  }

  /// Now: the machine's clock; in a simulated store the moment given, else the last entry's plus the time
  /// since the start.
  func now(simulated: Bool, last: Instant?) -> Instant {
    guard simulated else { return surroundings.now() }
    if let given = surroundings.simulatedNow { return given }
    guard let last else { return surroundings.now() }
    let elapsed = surroundings.now().milliseconds - start.milliseconds
    return Instant(milliseconds: last.milliseconds + max(0, elapsed))
  }

  /// Makes what follows depend on the seed and the entry alone, where a simulated store is given a seed.
  func prepare(simulated: Bool, entry: Int) {
    seeded = simulated ? surroundings.simulatedSeed.map { SeededBytes($0, entry) } : nil
  }

  /// As ``prepare(simulated:entry:)`` for ids alone, each another: what another desk with the same seed
  /// writes meanwhile must not have the id of what is sent here.
  func prepareID(simulated: Bool, entry: Int) {
    ids += 1
    let seed = surroundings.simulatedSeed.map { "\($0) id \(ids)" }
    seeded = simulated ? seed.map { SeededBytes($0, entry) } : nil
  }

  /// As ``prepare(simulated:entry:)`` for a line of the access record, which must not have the id of an entry.
  func prepareAccess(simulated: Bool, entry: Int) {
    seeded = simulated ? surroundings.simulatedSeed.map { SeededBytes("\($0) access", entry) } : nil
  }

  func hexadecimal(bytes count: Int) -> String { Hexadecimal.text(random(count)) }

  private func random(_ count: Int) -> [UInt8] {
    seeded?.next(count) ?? surroundings.random(count)
  }

  /// A version 4 UUID.
  func uuid() -> String {
    var bytes = random(16)
    bytes[6] = 0x40 | bytes[6] & 0x0F
    bytes[8] = 0x80 | bytes[8] & 0x3F
    var text: [UInt8] = []
    text.reserveCapacity(36)
    let digits = Array(Hexadecimal.text(bytes).utf8)
    for place in digits.indices {
      if place == 8 || place == 12 || place == 16 || place == 20 { text.append(UInt8(ascii: "-")) }
      text.append(digits[place])
    }
    return String(decoding: text, as: UTF8.self)
  }
}

/// Bytes that follow from a text and a number (SplitMix64): for tests, whose files must repeat.
private struct SeededBytes {
  private var state: UInt64

  init(_ seed: String, _ number: Int) {
    // FNV-1a: any text gives a start.
    state = seed.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    state ^= UInt64(number) &* 0x9E37_79B9_7F4A_7C15
  }

  mutating func next(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      state &+= 0x9E37_79B9_7F4A_7C15
      var word = state
      word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
      word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
      word ^= word >> 31
      withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
    }
    return Array(bytes.prefix(count))
  }
}
