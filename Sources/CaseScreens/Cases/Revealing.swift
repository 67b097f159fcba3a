internal import CaseDomain

/// Seeing in full what is masked of one person: the question for the reason, which is recorded before anything is
/// shown.
enum Revealing {
  /// How long it stays, in seconds.
  static let seconds = 30

  /// The key on the page of a case; nil where there is nobody left to reveal.
  static func offers(_ file: CaseFile?, _ scene: Scene) -> [Offer] {
    guard let file, file.person.value != nil else { return [] }
    let refusal = scene.refusal(of: .reveal, area: file.area, case: file.id)
    return [Offer(.reveal, reading: .reveal, case: file.id, refusal, scene)]
  }

  static func question(
    _ id: CaseID, text: String = "", complaint: String? = nil, _ scene: Scene
  ) -> Question {
    Question(
      .reveal(id),
      [
        scene.say(
          "NIK, No. KK, No. HP, dan tanggal lahir berkas \(id) ditampilkan \(seconds) detik; "
            + "ini dicatat.",
          "NIK, family card, phone and birth date of case \(id) are shown for \(seconds) seconds; "
            + "this is recorded.")
      ], entries: [Reasons.entry(text, scene)], complaint: complaint)
  }

  /// Has the reason recorded, or asks again for a better one.
  static func moves(_ id: CaseID, _ texts: [String], _ scene: Scene) -> [Move] {
    do throws(Refusal) {
      let reason = try scene.caseload.reason(texts.first, toSee: [id])
      return [.effect(.record(.revealed(id, reason: reason)))]
    } catch {
      return [
        .ask(question(id, text: texts.first ?? "", complaint: scene.wording.refusal(error), scene))
      ]
    }
  }
}

/// Writing a list of people to a file: the question for the reason.
enum Exporting {
  /// The key of a list; `isEmpty` says that there is nothing to write.
  static func offer(off isEmpty: String?, isHinted: Bool = true, _ scene: Scene) -> Offer {
    let refusal = isEmpty == nil ? scene.refusal(of: .export) : nil
    var offer = Offer(.export, reading: .export, case: nil, refusal, scene)
    offer.off = isEmpty ?? offer.off
    offer.isHinted = isHinted
    return offer
  }

  static func question(
    _ export: Export, text: String = "", complaint: String? = nil, _ scene: Scene
  ) -> Question {
    Question(
      .export,
      [
        scene.say(
          "Ekspor \(scene.cases(export.cases.count)); keperluannya dicatat.",
          "Export \(scene.cases(export.cases.count)); the purpose is recorded.")
      ], entries: [Reasons.entry(text, scene)], complaint: complaint)
  }

  /// Has the list written for a reason, or asks again for a better one.
  static func moves(_ export: Export, _ texts: [String], _ scene: Scene) -> [Move] {
    do throws(Refusal) {
      var export = export
      export.reason = try scene.caseload.reason(texts.first, toSee: [])
      return [.effect(.export(export))]
    } catch {
      return [
        .ask(
          question(export, text: texts.first ?? "", complaint: scene.wording.refusal(error), scene))
      ]
    }
  }
}

private enum Reasons {
  static func entry(_ text: String, _ scene: Scene) -> Question.Entry {
    Question.Entry(
      scene.say("Keperluan", "Purpose"), text,
      isNeeded: scene.say(
        "Tulis dahulu keperluannya, misalnya mencocokkan dengan daftar BPJS.",
        "First write the purpose, for example comparing with the list of BPJS."))
  }
}

extension Offer {
  /// A key that looks, with the reason where the officer may not.
  init(
    _ action: Action, reading: Reading, case id: CaseID?, _ refusal: Refusal?, _ scene: Scene
  ) {
    self.init(action, off: refusal.map(scene.wording.refusal))
    denial = refusal.map { .init(refused: reading, case: id, $0) }
  }
}
