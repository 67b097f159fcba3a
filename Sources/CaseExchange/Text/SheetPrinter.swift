internal import CanonicalForm
internal import CaseDomain

/// Sets one ``NeighbourhoodSheet`` in lines.
struct SheetPrinter {
  let sheet: NeighbourhoodSheet
  let wording: Wording

  private var language: Language { wording.language }
  private let width = NeighbourhoodSheet.width

  /// What stands between head and foot of each page.
  ///
  /// Rows, and under the last of them the legend and the signatures. These never stand without a row above them, as long as a page can hold both.
  func bodies() -> [[String]] {
    let room = NeighbourhoodSheet.linesPerPage - head(page: 1, of: 1).count - 2
    let end = [""] + legend() + [""] + signatures()
    var rows = sheet.rows.enumerated().map { block($0 + 1, $1) }[...]
    let canShareThePage = end.count + (rows.map(\.count).max() ?? 0) <= room
    var bodies: [[String]] = []
    var body: [String] = []
    func lines(_ rows: ArraySlice<[String]>) -> Int { rows.reduce(0) { $0 + $1.count } }
    while !rows.isEmpty, !(canShareThePage && lines(rows) + end.count <= room) {
      while let row = rows.first, body.count + row.count <= room,
        !(canShareThePage && rows.count == 1)
      {
        body += row
        rows.removeFirst()
      }
      bodies.append(body)
      body = []
    }
    body = rows.flatMap { $0 }
    for line in end {
      if body.count == room {
        bodies.append(body)
        body = []
      }
      body.append(line)
    }
    return bodies + [body]
  }

  /// The letterhead, the title and the names of the columns.
  func head(page: Int, of pages: Int) -> [String] {
    let district = language("KECAMATAN ", "DISTRICT OF ") + sheet.area.district.uppercased()
    let kind =
      sheet.area.kind == .desa
      ? language("DESA ", "RURAL VILLAGE OF ") : language("KELURAHAN ", "URBAN VILLAGE OF ")
    let title =
      language("Lembar verifikasi usulan ", "Verification sheet, ").uppercased()
      + sheet.programme.name.uppercased()
    let people = wording.number(sheet.rows.count)
    return [
      between(
        sheet.programme.office.uppercased(), language("Lembar ", "Sheet ") + sheet.number),
      between(district, language("Halaman ", "Page ") + "\(page)/\(pages)"),
      between(
        kind + sheet.area.name.uppercased(),
        language("Dicetak ", "Printed ") + wording.day(sheet.printedOn)),
      "",
    ] + WrappedText.lines(title, width - 2).map(centred) + [
      centred(
        "RT \(sheet.rt)/RW \(sheet.rw), "
          + language("\(people) orang", "\(people) \(sheet.rows.count == 1 ? "person" : "people")")),
      "",
      row(
        [
          "No", language("Berkas", "Case"), language("Nama", "Name"), language("L/P", "M/F"),
          language("Usia", "Age"), language("Alamat", "Address"),
          language("Pekerjaan", "Occupation"), "S/T/K",
          language("Alasan", "Reason"),
        ]),
    ]
  }

  /// The entry of the journal that the sheet shows, and who printed it.
  func foot() -> String {
    let hash = sheet.hash.prefix(16)
    let groups = stride(from: 0, to: hash.count, by: 4).map { hash.dropFirst($0).prefix(4) }
    return between(
      language(" Jurnal ", " Journal ") + wording.number(sheet.entry) + ", "
        + groups.joined(separator: " "),
      language("Dicetak oleh: ", "Printed by: ") + sheet.officer)
  }

  /// The columns of a row in order, with the width of each; names give room to long case numbers.
  private var widths: [Int] {
    let number = max(6, sheet.rows.map { caseNumber($0.id).count }.max() ?? 0)
    return [3, number, 25 - number, 3, 4, 14, 12, 5, 6]
  }

  private func caseNumber(_ id: CaseID) -> String { "\(id)-\(NeighbourhoodSheet.checkLetter(id))" }

  private func row(_ cells: [String]) -> String {
    let parts = zip(cells, widths).enumerated().map { place, part in
      let text = DisplayWidth.fitted(part.0, part.1)
      let space = String(repeating: " ", count: max(0, part.1 - DisplayWidth.of(text)))
      return [0, 1].contains(place) ? space + text : text + space
    }
    return trimmedEnd(parts.joined(separator: " "))
  }

  /// One person: name, address and occupation are wrapped, not cut off, on up to five lines.
  private func block(_ place: Int, _ person: SheetRow) -> [String] {
    let columns = [2, 5, 6].map { widths[$0] }
    let wrapped = zip([person.name, person.address, person.occupation], columns).map {
      WrappedText.lines($0, $1, limit: 5)
    }
    let count = wrapped.map(\.count).max() ?? 0
    let sex = language(person.sex.rawValue, person.sex == .male ? "M" : "F")
    return (0..<max(1, count)).map { line in
      let texts = wrapped.map { line < $0.count ? $0[line] : "" }
      guard line == 0 else { return row(["", "", texts[0], "", "", texts[1], texts[2], "", ""]) }
      return row(
        [
          "\(place)", caseNumber(person.id), texts[0], " " + sex, " \(person.age)", texts[1],
          texts[2], " ___", " ____",
        ])
    }
  }

  private func legend() -> [String] {
    let affirms = sheet.level.affirms.joined(separator: ", ")
    let verdicts = language(
      "S setuju   T tolak   K kembalikan.", "S approve   T reject   K return.")
    let meaning =
      affirms.isEmpty ? "" : language(" Setuju berarti: ", " Approval means: ") + affirms + "."
    // The letters keep their wide spaces; the sentence behind them is wrapped.
    let words = [verdicts] + meaning.split(separator: " ").map(String.init)
    return WrappedText.lines(words, width - 2).map { " " + $0 }
      + reasons(.reject, language("Alasan T:", "Reasons T:"))
      + reasons(.return, language("Alasan K:", "Reasons K:"))
  }

  /// The reasons of one kind that this level may give, by their digits; wrapped between reasons.
  private func reasons(_ kind: Reason.Kind, _ title: String) -> [String] {
    let reasons = sheet.programme.reasons(kind, at: sheet.level.id).sorted {
      (SheetPrinter.order($0), $0.code) < (SheetPrinter.order($1), $1.code)
    }
    guard !reasons.isEmpty else { return [] }
    var lines: [String] = []
    var line = title
    for reason in reasons {
      let text = (reason.digit.map(String.init) ?? reason.code.rawValue) + " " + reason.name
      let gap = line == title ? " " : "  "
      if DisplayWidth.of(line + gap + text) <= width - 2 {
        line += gap + text
      } else {
        lines += WrappedText.lines([line], width - 2)
        line = text
      }
    }
    lines.append(line)
    return lines.flatMap { WrappedText.lines([$0], width - 2) }.map { " " + $0 }
  }

  /// By digit as the keys lie, 0 behind 9; then what has none.
  private static func order(_ reason: Reason) -> Int {
    reason.digit.map { $0 == 0 ? 10 : $0 } ?? 11
  }

  private func signatures() -> [String] {
    let blank = "___"
    let month = wording.month(Month(of: sheet.printedOn))
    let signer = sheet.level.signedBy ?? ""
    // A level signed by somebody else than the head of an RT, such as the lurah of a small desa.
    let isRT = signer.uppercased().hasSuffix("RT")
    let dots = "(" + String(repeating: ".", count: 30) + ")"
    return [
      columns(language("Mengetahui", "Seen by"), "\(sheet.area.name), \(blank) \(month)"),
      columns(
        language("Ketua RW ", "Head of RW ") + sheet.rw, isRT ? "\(signer) \(sheet.rt)" : signer),
      "", "", columns(dots, dots),
    ]
  }

  private func columns(_ left: String, _ right: String) -> String {
    let left = " " + DisplayWidth.fitted(left, 37)
    let space = String(repeating: " ", count: max(1, 40 - DisplayWidth.of(left)))
    return trimmedEnd(left + space + DisplayWidth.fitted(right, 40))
  }

  private func between(_ left: String, _ right: String) -> String {
    let right = DisplayWidth.fitted(right, width / 2)
    let left = DisplayWidth.fitted(left, width - 2 - DisplayWidth.of(right))
    let space = width - DisplayWidth.of(left) - DisplayWidth.of(right)
    return left + String(repeating: " ", count: max(1, space)) + right
  }

  private func centred(_ text: String) -> String {
    let text = DisplayWidth.fitted(text, width)
    return String(repeating: " ", count: (width - DisplayWidth.of(text)) / 2) + text
  }

  private func trimmedEnd(_ line: String) -> String {
    line.lastIndex { $0 != " " }.map { String(line[...$0]) } ?? ""
  }
}
