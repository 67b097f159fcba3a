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
    /// How many of these were crashes during a recovery.
    var again = 0
    var lost = 0
    var invented = 0
    var rewritten = 0
    var stuck = 0
    /// The first of each kind, with its seed.
    var examples: [String] = []

    var failures: Int { lost + invented + rewritten + stuck }

    var description: String {
      "\(name): \(seeds) seeds, \(images) images (\(again) during recovery), \(lost) lost, "
        + "\(invented) invented, \(rewritten) rewritten, \(stuck) stuck"
    }
  }

  private struct Life {
    var moments: [Moment]
    /// How many crashes came before.
    var depth: Int
  }

  private struct Image: Hashable {
    var digest: Int
    var promised: Int
    var open: Int
  }

  let name: String
  let moments: [Moment]
  /// Whether the process may be killed while the system goes on.
  var kills = true
  /// The process after a crash.
  var program: (SimulatedDisk) -> Program = { Program($0) }

  /// How many lives are kept to crash in.
  private static let room = 48

  func run(_ seeds: Range<Int>, stopsAtFailure: Bool = false) -> Tally {
    var tally = Tally(name: name)
    var images: Set<Image> = []
    var lives: [Life] = []
    for seed in seeds {
      tally.seeds += 1
      var random = SeededRandom(seed: UInt64(seed))
      var life = Life(moments: moments, depth: 0)
      if !lives.isEmpty, random.below(8) == 0 { life = lives[random.below(lives.count)] }
      let moment = life.moments[random.below(life.moments.count)]
      let isKilled = kills && random.below(8) == 0
      let found = isKilled ? moment.killed(&random) : moment.crashed(&random)
      let image = Image(
        digest: found.digest, promised: moment.account.promised.count,
        open: isKilled ? -1 : moment.account.open.count)
      guard images.insert(image).inserted else { continue }
      tally.images += 1
      if life.depth > 0 { tally.again += 1 }
      var recovery = Recovery(of: found, moment.account, program: program)
      recovery.run()
      tally.count(recovery.violations, seed: seed, depth: life.depth)
      if stopsAtFailure, tally.failures > 0 { return tally }
      if life.depth < 2 {
        let next = Life(moments: recovery.moments, depth: life.depth + 1)
        if lives.count < Campaign.room {
          lives.append(next)
        } else if random.below(4) == 0 {
          lives[random.below(lives.count)] = next
        }
      }
    }
    return tally
  }

  /// How many seeds all campaigns share: `PAYUNG_SEEDS`, or what fits into a minute.
  static let seeds = HostIdentity.environment("PAYUNG_SEEDS").flatMap(Int.init) ?? 100_000
}

extension Campaign.Tally {
  fileprivate mutating func count(_ violations: [Violation], seed: Int, depth: Int) {
    for violation in violations {
      let isFirst: Bool
      switch violation {
      case .lost:
        lost += 1
        isFirst = lost == 1
      case .invented:
        invented += 1
        isFirst = invented == 1
      case .rewritten:
        rewritten += 1
        isFirst = rewritten == 1
      case .stuck:
        stuck += 1
        isFirst = stuck == 1
      }
      if isFirst { examples.append("seed \(seed), after \(depth) crashes before: \(violation)") }
    }
  }
}
