internal import CanonicalForm
internal import CaseDomain

/// Taking back the last event of one case, also an old one or a colleague's: the question, then the
/// command.
enum TakingBack {
  /// Says what would be taken back, and asks for a note such as the number of the letter.
  static func question(_ file: CaseFile, _ scene: Scene) -> Question {
    Question(
      .undo(file.id),
      [scene.say("Urungkan \(last(file, scene)).", "Undo \(last(file, scene)).")],
      entries: [Question.Entry(scene.say("Catatan (nomor surat)", "Note (letter no.)"))])
  }

  static func moves(_ id: CaseID, _ texts: [String], seen: Int?) -> [Move] {
    [.perform(Order([.undo(Undo(id, note: texts.first))], .cases([id]), seen: seen))]
  }

  /// `berkas 214 disetujui Kelurahan/Desa, 10/11/2025 15.20, Hendra`.
  private static func last(_ file: CaseFile, _ scene: Scene) -> String {
    guard let standing = file.standingHistory.last else { return Verbs(scene).object([file.id]) }
    let (stamp, wording) = (standing.stamp, scene.wording)
    return
      "\(wording.event(standing.event)), \(wording.moment(stamp.at)), \(wording.officer(stamp.by))"
  }
}
