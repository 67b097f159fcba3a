internal import CaseDomain
internal import CaseStore
internal import EventJournal

extension CommandFailure {
  /// The words and the exit code of a store's error.
  init(_ error: StoreError, _ wording: Wording) {
    switch error {
    case .journal(.busy): self.init(.busy, wording.storeError(error))
    case .cancelled: self.init(.cancelled, wording.storeError(error))
    case .refused, .noSuchMoment, .clockAhead: self.init(.refused, wording.storeError(error))
    default: self.init(.store, wording.storeError(error))
    }
  }
}
