internal import CanonicalForm
internal import CaseDomain
internal import CaseStore

/// One case as a program reads it, in lists and alone; the keys stay from version to version.
struct CaseCells {
  static let columns: [Listing.Column] = [
    .number("", "case"), .text("", "nik"), .text("", "name"), .text("", "sex"), .number("", "age"),
    .text("", "area"), .text("", "areaName"), .text("", "district"), .text("", "districtName"),
    .text("", "occupation"), .text("", "stage"), .text("", "level"), .text("", "reason"),
    .text("", "since"), .number("", "daysWaiting"), .number("", "daysOverdue"),
    .number("", "waitingList"), .text("", "from"), .text("", "until"), .text("", "registered"),
  ]

  private let view: StoreView
  private let wording: Wording
  private let counting: (CaseRow) -> Count?
  private let reveals: Bool

  /// Cells of a state; `reveals` where an officer may see, and was recorded to see, a NIK in full.
  init(_ view: StoreView, _ wording: Wording, reveals: Bool = false) {
    (self.view, self.wording, self.reveals) = (view, wording, reveals)
    counting = view.caseload.counting(at: view.now)
  }

  /// The values under ``columns``; NIK masked unless it is revealed, `stage` as totals count it.
  func cells(_ row: CaseRow) -> [Listing.Cell] {
    let overdue = view.caseload.rules.flatMap { row.daysOverdue(at: view.now, $0.programme) }
    let district = row.area.district
    return [
      .number(row.id.number), .init(reveals ? row.nik?.digits : row.nik?.masked),
      .init(row.name), .text(row.sex.rawValue), .number(row.age),
      .text(row.area.rawValue), .text(wording.area(row.area)), .text(district.rawValue),
      .text(wording.area(district)), .text(row.occupation.rawValue),
      .text((counting(row)?.rawValue ?? row.stage.rawValue)),
      .init(row.standing.level?.rawValue), .init(row.standing.reason?.rawValue),
      .text(row.standing.since.description), .number(row.daysWaiting(at: view.now)),
      .init(overdue), .init(view.caseload.waitingListPosition(of: row.id, on: view.now.day)),
      .init(row.standing.cover?.from.description),
      .init(row.standing.cover?.until?.description), .init(row.registered.description),
    ]
  }
}

extension Wording {
  /// An event of a case as a program reads it; values of fields are masked as people see them.
  func write(_ item: HistoryItem, of file: CaseFile, to json: inout JSONWriter) {
    json.field("entry", item.stamp.entry)
    json.field("at", item.stamp.at.description)
    json.field("by", item.stamp.by.rawValue)
    json.field("via", ifPresent: item.stamp.via)
    json.field("kind", item.event.kind)
    let details = item.event.details
    json.field("level", ifPresent: details.level?.rawValue)
    json.field("to", ifPresent: details.to?.stage.rawValue)
    json.field("toLevel", ifPresent: details.to?.level?.rawValue)
    json.field("reason", ifPresent: details.reason?.rawValue)
    json.field("from", ifPresent: details.from?.description)
    json.field("until", ifPresent: details.until?.description)
    json.field("on", ifPresent: details.on?.description)
    json.field("undid", ifPresent: details.undid)
    json.field("other", ifPresent: details.other?.number)
    json.field("signedOn", ifPresent: details.signing?.signedOn?.description)
    json.field("document", ifPresent: details.signing?.document)
    json.field("signedBy", ifPresent: details.signing?.remark?.value?.signedBy)
    json.field("note", ifPresent: details.signing?.remark?.value?.note)
    let changes = file.changes(by: item)
    if !changes.isEmpty {
      json.array("changes", changes) { json, change in
        json.object {
          $0.field("field", change.field.rawValue)
          $0.field("old", value(change.field, change.old))
          $0.field("new", value(change.field, change.new))
        }
      }
    }
    json.field("undone", ifTrue: item.isUndone)
  }
}
