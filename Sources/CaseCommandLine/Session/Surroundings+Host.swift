internal import CanonicalForm
internal import CaseStore

extension Surroundings {
  /// The files, the time and the randomness of this machine, and what the environment gives a simulated store.
  init(_ host: Host, clockIsRight: Bool = false) {
    self.init()
    self.clockIsRight = clockIsRight
    simulatedNow = host.environment("PAYUNG_NOW").flatMap { Instant($0) }
    simulatedSeed = host.environment("PAYUNG_SEED")
    segmentLimit = host.environment("PAYUNG_SEGMENT_BYTES").flatMap { Int($0) }
    snapshotLimit = host.environment("PAYUNG_SNAPSHOT_BYTES").flatMap { Int($0) }
  }
}
