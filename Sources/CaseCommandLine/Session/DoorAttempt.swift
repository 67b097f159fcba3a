internal import CaseDomain
internal import CaseStore

/// Who tried at the door what is not theirs, as far as it is known there: in the same record as what officers try
/// behind it.
struct DoorAttempt {
  private let officer: OfficerID
  private let desk: String?
  private let folder: String

  /// `arguments` are those of the line of the key, or of who calls; of what is not well formed nothing is kept.
  init(_ arguments: [String], _ host: Host) {
    let name = host.caller ?? Arguments.value(of: "--officer", in: arguments)
    officer = name.map { OfficerID($0) }.flatMap { $0.isWellFormed ? $0 : nil } ?? .owner
    desk = Arguments.value(of: "--desk", in: arguments)
      .flatMap { DeskID($0).isWellFormed ? $0 : nil }
    folder = host.path(Arguments.value(of: "--store", in: arguments) ?? host.defaultStore)
  }

  /// Records the attempt; it was refused, whether or not that can be recorded.
  func record(_ why: String, _ host: Host) {
    guard let store = try? host.open(folder, Surroundings(host)) else { return }
    try? store.record([.refusedAtDoor(why)], by: officer, via: desk)
  }
}
