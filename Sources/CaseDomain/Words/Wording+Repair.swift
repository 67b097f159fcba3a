extension Wording {
  /// What a returned case must be repaired in, as the return that stands says it; nil for other
  /// cases and after erasure.
  public func repair(of file: CaseFile) -> String? {
    guard file.standing.stage == .returned, file.person.value != nil else { return nil }
    for item in file.standingHistory.reversed() {
      if case .returned(let event) = item.event {
        return event.signing.remark?.value?.note.map { harmless($0) }
      }
    }
    return nil
  }
}
