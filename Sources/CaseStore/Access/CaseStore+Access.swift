public import CanonicalForm
public import CaseDomain
internal import EventJournal

/// A line of the access record with who it is of, and when.
public struct AccessRecord: Hashable, Sendable {
  public var number: Int
  public var at: Instant
  public var by: OfficerID
  /// The shared desk or key, where there was one.
  public var via: String?
  public var access: Access
}

// The record is opened when something is first recorded, and then its end alone is read: to look at a case costs one
// line more and no more than that.
extension CaseStore {
  /// Records what is about to be shown or written, and returns once that is on the disk: whoever gets an error shows
  /// nothing.
  ///
  /// `moment` is the entry whose state is looked at, where that is not the last one.
  /// - Throws: ``StoreError/journal(_:)``.
  public func record(
    _ deeds: [Access.Deed], by officer: OfficerID, via: String? = nil,
    at moment: (entry: Int, hash: String)? = nil
  ) throws(StoreError) {
    guard !deeds.isEmpty else { return }
    let (entry, hash) = moment ?? (head.number, head.hash)
    let now = now
    do throws(JournalError) {
      let log = if let accessLog { accessLog } else { try openAccessLog() }
      accessLog = log
      let events = deeds.map { Access($0, entry: entry, head: hash) }
      let (_, _): (Entry<Access>?, Bool) = try log.transaction(
        holder: officer.rawValue, apply: { _ in },
        decide: { head in
          (draft(events, by: officer, via: via, at: now, after: head), true)
        })
    } catch {
      accessLog = nil
      throw .journal(error)
    }
  }

  /// Records the attempts among commands that no right allowed.
  ///
  /// They were refused, whether or not that can be recorded.
  func recordRefused(
    _ commands: [Command], _ results: [Result<[Event], Refusal>], by officer: OfficerID,
    via: String?
  ) {
    // Of many alike one line tells.
    var order: [Access.Deed] = []
    var cases: [Access.Deed: [CaseID]] = [:]
    for (command, result) in zip(commands, results) {
      guard case .failure(let refusal) = result, refusal.isOfRights else { continue }
      let kind = Access.Deed.refused(command.verb.rawValue, CaseNumbers([]), why: refusal.word)
      if cases[kind] == nil { order.append(kind) }
      cases[kind, default: []] += command.caseID.map { [$0] } ?? []
    }
    let deeds = order.map { kind in
      Access.Deed.refused(
        kind.what ?? "", CaseNumbers(cases[kind] ?? []), why: kind.reason ?? "")
    }
    try? record(deeds, by: officer, via: via)
  }

  /// Hands over the access record from its first line on, each verified, until `body` answers false.
  ///
  /// - Throws: ``StoreError/journal(_:)``, behind the lines above the damage.
  public func replayAccess(while body: (AccessRecord) -> Bool) throws(StoreError) {
    do throws(JournalError) {
      let files = source.surroundings.files
      guard try Journal<Access>.isBegun(.access, in: folder, files: files) else { return }
      let log = try Journal<Access>(opening: folder, .access, files: files) { "" }
      try log.replay { entry in entry.records.allSatisfy(body) }
    } catch {
      throw .journal(error)
    }
  }

  /// The last line of the access record; nil where there is none.
  func lastAccess() throws(StoreError) -> Head? {
    do throws(JournalError) {
      let files = source.surroundings.files
      guard try Journal<Access>.isBegun(.access, in: folder, files: files) else { return nil }
      let head = try openAccessLog().head
      return head.number == 0 ? nil : head
    } catch {
      throw .journal(error)
    }
  }

  private func draft(
    _ events: [Access], by officer: OfficerID, via: String?, at now: Instant, after head: Head
  ) -> EntryDraft<Access>? {
    source.prepareAccess(simulated: isSimulated, entry: head.number + 1)
    return EntryDraft(
      at: max(now, head.at ?? now), id: source.uuid(), by: officer.rawValue, via: via,
      events: events)
  }

  private func openAccessLog() throws(JournalError) -> Journal<Access> {
    try .openAtEnd(folder, .access, files: source.surroundings.files) { [source] in
      source.hexadecimal(bytes: 16)
    }
  }
}

extension Entry<Access> {
  /// What the entry records, one by one.
  var records: [AccessRecord] {
    events.map {
      AccessRecord(number: number, at: at, by: OfficerID(by), via: via, access: $0)
    }
  }
}
