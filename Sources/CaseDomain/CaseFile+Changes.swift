public import CanonicalForm

/// One field that an event changed: the form before it and behind it.
public struct FieldChange: Hashable, Sendable {
  public var field: Field
  public var old: Application
  public var new: Application
}

extension CaseFile {
  /// The fields that an event of this case changed; none for other events and after erasure.
  public func changes(by item: HistoryItem) -> [FieldChange] {
    guard let fields = item.event.changedFields, person.value != nil,
      let old = record(before: item.stamp)?.application,
      let new = item.event.record?.application
    else { return [] }
    return fields.map { FieldChange(field: $0, old: old, new: new) }
  }

  /// What the case said before the event at `stamp`.
  private func record(before stamp: Stamp) -> CaseRecord? {
    guard let first = history.first, case .registered(let registered) = first.event else {
      return nil
    }
    var file = CaseFile(registered, at: first.stamp)
    for item in history.dropFirst() {
      if item.stamp == stamp { return file.record }
      file.apply(item.event, at: item.stamp)
    }
    return nil
  }
}

/// What the events of cases have in common, as far as each has it.
public struct EventDetails: Hashable, Sendable {
  public var level: LevelID?
  public var to: Destination?
  public var reason: ReasonCode?
  public var signing: Signing?
  /// The first and the last month of cover.
  public var from: Month?
  public var until: Month?
  /// The day of leaving.
  public var on: Day?
  /// The entry of what was taken back.
  public var undid: Int?
  /// The case that it was told apart from.
  public var other: CaseID?
}

extension Event {
  /// The fields that it changed or filled; nil for events that change none.
  var changedFields: [Field]? {
    switch self {
    case .corrected(let event): event.fields
    case .filled(let event): event.fields
    default: nil
    }
  }

  /// What the case says of the person behind it.
  var record: CaseRecord? {
    switch self {
    case .registered(let event): event.record
    case .corrected(let event): event.record
    case .filled(let event): event.record
    case .undone(let event): event.record
    default: nil
    }
  }

  public var details: EventDetails {
    switch self {
    case .registered(let event):
      EventDetails(to: event.to, reason: event.reason, signing: event.signing)
    case .corrected(let event):
      EventDetails(to: event.to, reason: event.reason, signing: event.signing)
    case .filled(let event): EventDetails(signing: event.signing)
    case .approved(let event):
      EventDetails(level: event.level, to: event.to, signing: event.signing)
    case .rejected(let event):
      EventDetails(
        level: event.level, to: event.to, reason: event.reason, signing: event.signing)
    case .returned(let event):
      EventDetails(
        level: event.level, to: event.to, reason: event.reason, signing: event.signing)
    case .undone(let event):
      EventDetails(
        to: Destination(event.standing.stage, event.standing.level),
        reason: event.standing.reason, signing: event.signing, undid: event.entry)
    case .distinguished(let event): EventDetails(signing: event.signing, other: event.other)
    case .withdrawn(let event):
      EventDetails(to: event.to, reason: event.reason, signing: event.signing)
    case .enrolled(let event): EventDetails(to: event.to, from: event.from)
    case .ended(let event):
      EventDetails(
        to: event.to, reason: event.reason, signing: event.signing, until: event.until,
        on: event.on)
    case .created, .programmeSet, .officerSet, .keySet, .keyRemoved, .deskSet, .pinSet,
      .participantsAdded, .erased, .restored:
      EventDetails()
    }
  }
}
