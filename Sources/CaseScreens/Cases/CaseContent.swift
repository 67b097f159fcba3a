internal import CanonicalForm
internal import CaseDomain

/// Everything that the page of a case says, before it is laid out.
struct CaseContent {
  private var file: CaseFile
  private var scene: Scene
  private var caseload: Caseload
  private var wording: Wording
  private var isPast: Bool
  /// Whether the officer opened the case: beside a list, where it only passes by, no NIK is shown.
  private var isOpened: Bool

  init(_ file: CaseFile, _ scene: Scene, _ past: PastView? = nil, isOpened: Bool = true) {
    (self.file, self.scene, self.isOpened) = (file, scene, isOpened)
    caseload = past?.caseload ?? scene.caseload
    wording = past.map { Wording(scene.language, $0.caseload) } ?? scene.wording
    isPast = past != nil
  }

  /// The level where the case waits.
  private var level: Level? {
    guard file.standing.stage == .waiting, let id = file.standing.level else { return nil }
    return caseload.rules?.programme.level(id)
  }

  /// Whether all numbers are shown in full, since somebody gave a reason.
  private var showsAll: Bool { isOpened && !isPast && scene.unmasked.revealed == file.id }

  /// Whether NIK and birth date are to be compared with the card here, and may be seen in full for that.
  private var showsNIK: Bool {
    guard isOpened, !isPast, scene.unmasked.opened == file.id else { return showsAll }
    return showsAll || caseload.showsNIK(of: file, to: scene.officer, on: scene.today)
  }
}

// MARK: - What is known

extension CaseContent {
  private struct Datum {
    var label: String
    /// The value in parts that stay on one line.
    var parts: [String]
    var style = Style.plain

    init(_ label: String, _ parts: [String], _ style: Style = .plain) {
      (self.label, self.parts, self.style) = (label, parts, style)
    }

    init(_ label: String, _ text: String, _ style: Style = .plain) {
      self.init(label, text.split(separator: " ").map(String.init), style)
    }
  }

  private var data: [Datum] {
    let about = scene.say(
      "(\(file.sex.rawValue), \(file.age) th)", "(\(file.sex.rawValue), \(file.age))")
    var data: [Datum]
    if let person = file.person.value {
      data = [
        Datum("NIK", [nik(person.nik)]),
        Datum(wording.field(.name), person.name),
        Datum(
          scene.say("Lahir", "Born"),
          words(person.birthPlace.map { $0 + "," }) + [birthDate(person), about]),
        Datum(wording.field(.address), address(person)),
      ]
    } else {
      data = [
        Datum(
          wording.field(.name), scene.say("(data orang sudah dihapus)", "(personal data erased)")),
        Datum(scene.say("Usia", "Age"), [about]),
      ]
    }
    let district = "\(scene.say("Kec.", "district")) \(wording.area(file.area.district))"
    data.append(Datum(wording.field(.area), words("\(wording.area(file.area)),") + [district]))
    let other = file.person.value?.occupationOther.map { ": \($0)" } ?? ""
    data.append(Datum(wording.field(.occupation), wording.occupation(file.occupation) + other))
    data += numbers
    let papers = file.papers.map(wording.paper)
    data.append(
      Datum(
        scene.say("Dokumen", "Papers"),
        papers.isEmpty ? scene.say("belum ada", "none") : papers.joined(separator: ", ")))
    if !missing.isEmpty {
      data.append(Datum(scene.say("Belum diisi", "Empty"), missing, .attention))
    }
    return data
  }

  /// What BPJS asks for beside the card, as far as it is filled.
  private var numbers: [Datum] {
    var data: [Datum] = []
    let person = file.person.value
    if let name = person?.motherName {
      data.append(Datum(scene.say("Ibu kandung", "Mother"), name))
    }
    let kk = showsAll ? person?.kk?.digits : person?.kk?.description
    let phone = showsAll ? person?.phone : person?.phone.map(masked)
    if let kk, let phone {
      data.append(Datum(scene.say("No. KK, HP", "KK, phone"), ["\(kk) \(phone)"]))
    } else if let kk {
      data.append(Datum(wording.field(.kk), [kk]))
    } else if let phone {
      data.append(Datum(wording.field(.phone), [phone]))
    }
    if let kpj = file.membership?.value?.kpj { data.append(Datum("KPJ", [masked(kpj)])) }
    return data
  }

  private func words(_ text: String?) -> [String] {
    (text ?? "").split(separator: " ").map(String.init)
  }

  /// `210204 070784 9031`: region, date and serial apart, as eyes compare them with the card.
  private func nik(_ nik: NIK) -> String {
    guard showsNIK else { return nik.masked }
    let digits = nik.digits
    return "\(digits.prefix(6)) \(digits.dropFirst(6).prefix(6)) \(digits.dropFirst(12))"
  }

  private func birthDate(_ person: Person) -> String {
    showsNIK ? wording.day(person.birthDate) : wording.maskedDay
  }

  private func masked(_ digits: String) -> String {
    String(repeating: "*", count: max(0, digits.count - 4)) + digits.suffix(4)
  }

  /// `JL. POROS`, then `RT 002/RW 005`.
  private func address(_ person: Person) -> [String] {
    let neighbourhood = [person.rt.map { "RT \($0)" }, person.rw.map { "RW \($0)" }]
      .compactMap(\.self).joined(separator: "/")
    let parts = words(person.address) + (neighbourhood.isEmpty ? [] : [neighbourhood])
    return parts.isEmpty ? [scene.say("belum diisi", "empty")] : parts
  }

  /// What BPJS asks for and nobody has written down yet.
  private var missing: String {
    guard let programme = caseload.rules?.programme, file.isOpen else { return "" }
    return file.missingForBPJS(programme).map(wording.field).joined(separator: ", ")
  }
}

// MARK: - What the rules say

extension CaseContent {
  private struct Finding {
    var verdict: String
    var text: String
    var style: Style = .plain
    var isInOrder = true
  }

  private var checksTitle: String {
    // As on the form: their place among all rules, not the entry that set them.
    let version = caseload.rulesets.count
    return scene.say("Pemeriksaan (ketentuan v\(version))", "Checks (rules v\(version))")
  }

  private var findings: [Finding] {
    var checks = caseload.checks(of: file)
    var findings: [Finding] = []
    // Three lines that say the same of one number would hide those that say something.
    let onNIK: [Check.Kind] = [.nikNew, .issuedHere, .birthDateAgrees, .sexAgrees]
    let ofNIK = checks.filter { onNIK.contains($0.kind) }
    if ofNIK.count == onNIK.count, ofNIK.allSatisfy({ $0.verdict == .passes }) {
      checks.removeAll { onNIK.contains($0.kind) }
      let text = scene.say("NIK, tgl lahir, L/P", "NIK, birth date, sex")
      findings.append(Finding(verdict: wording.verdict(.passes), text: text))
    }
    for check in checks {
      let words = wording.check(check)
      let style: Style =
        switch check.verdict {
        case .passes, .missing: .plain
        case .check: .attention
        case .fails: .urgent
        }
      let isInOrder = check.verdict == .passes
      findings.append(
        Finding(verdict: words.verdict, text: words.text, style: style, isInOrder: isInOrder))
      if let detail = words.detail {
        findings.append(Finding(verdict: "", text: detail, isInOrder: isInOrder))
      }
    }
    for paper in papersLacking {
      findings.append(
        Finding(
          verdict: wording.verdict(.missing), text: wording.paper(paper), style: .attention,
          isInOrder: false))
    }
    return findings
  }

  /// The papers without which nothing is approved where the case waits.
  private var papersLacking: [PaperCode] {
    (level?.requires ?? []).filter { !file.papers.contains($0) }
  }
}

// MARK: - The lines

extension CaseContent {
  private typealias Line = [CaseView.Piece]

  /// The page in lines of so many columns; terse ones leave out what is in order and blank lines.
  func lines(_ columns: Int, isTerse: Bool) -> [[CaseView.Piece]] {
    let gap: [Line] = isTerse ? [] : [[]]
    var lines = top(columns, isTerse)
    for block in [affirmations(columns), explanation(columns), history(columns)]
    where !block.isEmpty {
      lines += gap + block
    }
    return lines
  }

  private func top(_ columns: Int, _ isTerse: Bool) -> [Line] {
    if columns >= CaseContent.columnsForTwo {
      // Two columns; the right one begins where three fifths of the width end.
      let middle = columns * 3 / 5
      let left = dataLines(valueAt: 17, end: middle - 2)
      let right = findingLines(at: middle, textAt: middle + 9, end: columns, isTerse: isTerse)
      return (0..<max(left.count, right.count)).map { index in
        (left.indices.contains(index) ? left[index] : [])
          + (right.indices.contains(index) ? right[index] : [])
      }
    }
    let left = dataLines(valueAt: 15, end: columns)
    let right = findingLines(at: 2, textAt: 15, end: columns, isTerse: isTerse)
    return left + (isTerse || right.isEmpty ? [] : [[]]) + right
  }

  private static let columnsForTwo = 76

  private func dataLines(valueAt column: Int, end: Int) -> [Line] {
    data.flatMap { datum -> [Line] in
      let values = WrappedText.lines(datum.parts, max(8, end - column))
      let first: Line = [
        CaseView.Piece(column: 2, text: datum.label, end: column - 1),
        CaseView.Piece(column: column, text: values.first ?? "", style: datum.style, end: end),
      ]
      return [first]
        + values.dropFirst().map {
          [CaseView.Piece(column: column, text: $0, style: datum.style, end: end)]
        }
    }
  }

  private func findingLines(at start: Int, textAt column: Int, end: Int, isTerse: Bool) -> [Line] {
    let findings = findings
    let shown = isTerse ? findings.filter { !$0.isInOrder } : findings
    if isTerse, shown.isEmpty, !findings.isEmpty {
      return [
        [
          CaseView.Piece(column: start, text: wording.verdict(.passes)),
          CaseView.Piece(column: column, text: scene.say("semua pemeriksaan", "all checks")),
        ]
      ]
    }
    let title: [Line] = isTerse ? [] : [[CaseView.Piece(column: start, text: checksTitle)]]
    return title
      + shown.flatMap { finding -> [Line] in
        let texts = WrappedText.lines(finding.text, max(8, end - column))
        return texts.enumerated().map { index, text in
          let words = CaseView.Piece(column: column, text: text, style: finding.style, end: end)
          guard index == 0, !finding.verdict.isEmpty else { return [words] }
          return [
            CaseView.Piece(column: start, text: finding.verdict, style: finding.style), words,
          ]
        }
      }
  }

  /// What whoever approves the case now says by that.
  private func affirmations(_ columns: Int) -> [Line] {
    guard let level, !level.affirms.isEmpty else { return [] }
    let who = level.signedBy ?? level.name
    let title = scene.say(
      "Menyetujui berarti \(who) sudah memeriksa:", "To approve means that \(who) has checked:")
    return paragraph(title, columns)
      + level.affirms.enumerated().flatMap { index, text in
        paragraph("\(index + 1). \(text)", columns, indent: "   ")
      }
  }

  /// The decision as it can be told to the citizen, and what must be repaired.
  private func explanation(_ columns: Int) -> [Line] {
    guard file.standing.stage != .waiting, file.standing.stage != .cancelled else { return [] }
    var lines: [Line] = []
    if let sentence = wording.explanation(of: file, caseload) {
      lines += paragraph(sentence, columns)
    }
    if let note = wording.repair(of: file) {
      lines += paragraph(
        scene.say("Yang harus diperbaiki: \(note)", "To be repaired: \(note)"), columns)
    }
    return lines
  }

  private func history(_ columns: Int) -> [Line] {
    let title = CaseView.Piece(column: 2, text: scene.say("Riwayat", "History"))
    return [[title]]
      + file.history.reversed().flatMap { item in
        wording.history(item, of: file, caseload, width: columns - 2).map {
          [CaseView.Piece(column: 2, text: $0)]
        }
      }
  }

  private func paragraph(_ text: String, _ columns: Int, indent: String = "") -> [Line] {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    return WrappedText.lines(words, columns - 3, indent: indent).map {
      [CaseView.Piece(column: 2, text: $0)]
    }
  }
}
