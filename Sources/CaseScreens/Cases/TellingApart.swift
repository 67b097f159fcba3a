internal import CaseDomain

/// Saying that a case and the one that looks most like it are of two people: the question, then the command.
enum TellingApart {
  /// Asks by what the two were told apart; their likeness stands above it, part by part.
  static func question(_ id: CaseID, from other: LookAlike, _ scene: Scene) -> Question {
    let (score, wording) = (other.score, scene.wording)
    return Question(
      .distinguish(id, from: other.id),
      [
        scene.say(
          "Berkas \(id) dan \(other.id) bukan orang yang sama?",
          "Are cases \(id) and \(other.id) not the same person?"),
        scene.say("Kemiripan \(score.total): ", "Likeness \(score.total): ") + wording.sum(score),
      ],
      entries: [
        Question.Entry(
          scene.say("Diketahui dari", "Known from"),
          isNeeded: scene.say(
            "Tulis dahulu dari apa, misalnya KK berbeda.",
            "First write from what, for example another family card."))
      ])
  }

  static func moves(_ id: CaseID, from other: CaseID, _ texts: [String], seen: Int?) -> [Move] {
    let command = Distinguish(id, from: other, note: texts.first)
    return [.perform(Order([.distinguish(command)], .cases([id]), seen: seen))]
  }
}
