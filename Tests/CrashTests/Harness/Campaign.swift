import Glibc
import SystemFiles
import TestSupport

/// Many crashes at every moment of an operation, and of the recoveries from them.
struct Campaign {
  /// What came of it.
  struct Tally: CustomStringConvertible {
    var name: String
    var seeds = 0
    /// How many different disks and systems there were after the crashes; each is judged once.
    var images = 0
    /// How many of these came from crashes during a recovery.
    var again = 0
    var lost = 0
    var invented = 0
    var rewritten = 0
    var kept = 0
    var stuck = 0
    /// The first of each kind.
    var examples: [Example] = []

    var failures: Int { lost + invented + rewritten + kept + stuck }

    var description: String {
      "\(name): \(seeds) seeds, \(images) images (\(again) during a recovery), \(lost) lost, "
        + "\(invented) invented, \(rewritten) rewritten, \(kept) not erased, \(stuck) stuck"
    }
  }

  /// What a process went through, from its start to its end.
  private struct Life {
    var moments: [Moment]
    /// How many crashes came before.
    var depth: Int
  }

  /// A promise that was not kept, and how to see it again.
  struct Example: CustomStringConvertible {
    var violation: Violation
    var seed: Int
    /// How many crashes came before.
    var depth: Int
    /// What the next process found, and what was promised by then.
    var found: DiskState
    var account: Account

    var description: String { "seed \(seed), after \(depth) crashes before: \(violation)" }
  }

  private struct Image: Hashable {
    var digest: Int
    var promised: Int
    var open: Int
  }

  let moments: [Moment]
  /// The process after a crash.
  let program: (SimulatedDisk) -> Program
  private(set) var tally: Tally
  private var images: Set<Image> = []
  /// Some of the recoveries, to crash in.
  private var lives: [Life] = []

  init(
    name: String, moments: [Moment], program: @escaping (SimulatedDisk) -> Program = { Program($0) }
  ) {
    self.moments = moments
    self.program = program
    tally = Tally(name: name)
  }

  /// How many lives are kept.
  private static let room = 48

  /// How many seeds all campaigns share: `PAYUNG_SEEDS`, or what fits into a minute.
  static let seeds = HostIdentity.environment("PAYUNG_SEEDS").flatMap(Int.init) ?? 100_000

  /// Lets each seed choose a moment and what is left behind it; the same seeds do the same again.
  mutating func run(_ seeds: Range<Int>) -> Tally {
    for seed in seeds { crash(seed) }
    return tally
  }

  private mutating func crash(_ seed: Int) {
    tally.seeds += 1
    var random = SeededRandom(seed: UInt64(seed))
    let isAgain = random.below(16) == 0 && !lives.isEmpty
    let life = isAgain ? lives[random.below(lives.count)] : Life(moments: moments, depth: 0)
    let moment = life.moments[random.below(life.moments.count)]
    let isKilled = random.below(8) == 0
    let found = isKilled ? moment.killed(&random) : moment.crashed(&random)
    let account = moment.account
    let image = Image(
      digest: found.digest, promised: account.promised.count, open: account.open.count)
    guard images.insert(image).inserted else { return }
    tally.images += 1
    if isAgain { tally.again += 1 }
    var recovery = Recovery(of: found, account, program: program)
    recovery.run()
    for violation in recovery.violations {
      tally.count(
        Example(
          violation: violation, seed: seed, depth: life.depth, found: found, account: account))
    }
    guard life.depth < 2, lives.count < Campaign.room || random.below(4) == 0 else { return }
    let isTroubled = random.below(3) == 0
    let next = Life(
      moments: isTroubled ? trouble(found, account, &random) : recovery.moments,
      depth: life.depth + 1)
    if lives.count < Campaign.room {
      lives.append(next)
    } else {
      lives[random.below(lives.count)] = next
    }
  }

  /// What a process goes through after a crash when some of its calls fail too.
  private func trouble(
    _ found: DiskState, _ account: Account, _ random: inout SeededRandom
  ) -> [Moment] {
    let disk = SimulatedDisk(found, account)
    disk.startRecording()
    let codes = [EIO, ENOSPC, EDQUOT, EINTR, EMFILE]
    let effect: Fault.Effect =
      random.below(3) == 0
      ? .short(random.below(400)) : .error(codes[random.below(codes.count)])
    disk.fail([
      Fault(
        ordinal: 1 + random.below(30), effect: effect, times: random.isTrue() ? 1 : 100,
        seed: random.next())
    ])
    let program = program(disk)
    for _ in 1...2 { _ = try? program.appendAnyhow() }
    return disk.moments
  }
}

extension Campaign.Tally {
  fileprivate mutating func count(_ example: Campaign.Example) {
    let isFirst: Bool
    switch example.violation {
    case .lost:
      lost += 1
      isFirst = lost == 1
    case .invented:
      invented += 1
      isFirst = invented == 1
    case .rewritten:
      rewritten += 1
      isFirst = rewritten == 1
    case .kept:
      kept += 1
      isFirst = kept == 1
    case .stuck:
      stuck += 1
      isFirst = stuck == 1
    }
    if isFirst { examples.append(example) }
  }
}
