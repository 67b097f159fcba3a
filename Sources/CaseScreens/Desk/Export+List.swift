internal import CanonicalForm
internal import CaseDomain

extension Export {
  /// A list of cases as it is shown: title, moment, entry and hash, then names with masked NIK.
  static func list(
    name: String, title: String, _ files: [CaseFile], _ scene: Scene, _ caseload: Caseload,
    at now: Instant, entry: Int, hash: String
  ) -> Export {
    let wording = scene.wording
    let header = [
      scene.say("Berkas", "Case"), wording.field(.nik), wording.field(.name),
      scene.say("L/P", "Sex"), scene.say("Usia", "Age"), wording.field(.area),
      scene.say("Kecamatan", "District"), wording.field(.occupation), scene.say("Status", "Stage"),
      scene.say("Hari", "Days"),
    ]
    let rows = files.map { file in
      [
        file.id.description, file.person.value?.nik.masked ?? "", file.person.value?.name ?? "",
        file.sex.rawValue, String(file.age), wording.area(file.area),
        wording.area(file.area.district), wording.occupation(file.occupation),
        wording.standing(of: file, caseload, at: now), String(file.daysWaiting(at: now)),
      ]
    }
    return Export(
      name: name,
      rows: [[title], [mark(scene, at: now, entry: entry, hash: hash)], [], header] + rows)
  }

  /// What says of which moment a paper is: the moment, the entry, the hash.
  static func mark(_ scene: Scene, at now: Instant, entry: Int, hash: String) -> String {
    let (moment, number) = (scene.wording.moment(now), scene.wording.number(entry))
    return scene.say(
      "Keadaan \(moment), jurnal \(number), \(hash)", "As of \(moment), journal \(number), \(hash)")
  }
}
