internal import CanonicalForm
internal import CaseDomain

extension Export {
  /// A list of cases as it is shown: title, moment, entry and hash, then names with masked NIK.
  static func list(
    name: String, title: String, _ cases: [CaseRow], _ scene: Scene, _ caseload: Caseload,
    at now: Instant, entry: Int, hash: String
  ) -> Export {
    let wording = scene.wording
    let header = [
      scene.say("Berkas", "Case"), wording.field(.nik), wording.field(.name),
      scene.say("L/P", "Sex"), scene.say("Usia", "Age"), wording.field(.area),
      scene.say("Kecamatan", "District"), wording.field(.occupation), scene.say("Status", "Stage"),
      scene.say("Hari", "Days"),
    ]
    let rows = cases.map { row in
      [
        row.id.description, row.nik?.masked ?? "", row.name ?? "",
        row.sex.rawValue, String(row.age), wording.area(row.area),
        wording.area(row.area.district), wording.occupation(row.occupation),
        wording.standing(of: row, caseload, at: now), String(row.daysWaiting(at: now)),
      ]
    }
    var export = Export(
      name: name,
      rows: [[title], [mark(scene, at: now, entry: entry, hash: hash)], [], header] + rows,
      entry: entry, hash: hash)
    export.cases = CaseNumbers(cases.map(\.id))
    return export
  }

  /// What says of which moment a paper is: the moment, the entry, the hash.
  static func mark(_ scene: Scene, at now: Instant, entry: Int, hash: String) -> String {
    let (moment, number) = (scene.wording.moment(now), scene.wording.number(entry))
    return scene.say(
      "Keadaan \(moment), jurnal \(number), \(hash)", "As of \(moment), journal \(number), \(hash)")
  }
}
