internal import CaseDomain
internal import CaseStore
internal import EventJournal

extension Wording {
  /// Everything that a check found, and what it comes to.
  func checkLines(_ report: StoreReport) -> [String] {
    report.journal.findings.map(finding) + (report.access?.findings ?? []).map(finding)
      + report.irregularities.map(irregular) + report.contradictions.map(contradiction)
      + report.trespasses.map(trespass)
      + [snapshot(report.snapshot)].compactMap(\.self) + report.journal.erasures.map(erased)
      + report.anchors.map(anchor) + [checked(report)]
  }

  private func checked(_ report: StoreReport) -> String {
    let entries = number(report.journal.entries)
    let head = report.journal.head
    switch report.severity {
    case .clean:
      return language(
        "Baik: \(entries) entri, jurnal \(number(head.number)), \(head.hash).",
        "Clean: \(entries) entries, journal \(number(head.number)), \(head.hash).")
    case .repairable:
      return language(
        "Dapat diperbaiki (payung repair); tidak ada yang hilang. \(entries) entri terbaca.",
        "Repairable (payung repair); nothing is lost. \(entries) entries can be read.")
    case .needsPerson:
      return language(
        "Perlu orang: jangan menulis apa pun, hubungi admin. \(entries) entri terbaca.",
        "Needs a person: write nothing, call the administrator. \(entries) entries can be read.")
    case .tampered:
      return language(
        "Diubah setelah ditulis, atau ditulis tanpa wewenang: jangan menulis apa pun, hubungi admin. \(entries) entri terbaca.",
        "Changed after it was written, or written without the right: write nothing, call the administrator. \(entries) entries can be read."
      )
    }
  }

  private func finding(_ finding: Finding) -> String {
    var place = finding.file
    if let line = finding.line { place += ":\(line)" }
    if let entry = finding.entry { place += language(": entri ", ": entry ") + String(entry) }
    if let bytes = finding.bytes {
      place += language(", bita ", ", bytes ") + "\(bytes.lowerBound)–\(bytes.upperBound)"
    }
    return "\(place): \(problem(finding.problem))."
  }

  private func problem(_ problem: Finding.Problem) -> String {
    switch problem {
    case .loosePermissions(let mode):
      language(
        "terbuka untuk orang lain (mode \(String(mode, radix: 8)))",
        "open to others (mode \(String(mode, radix: 8)))")
    case .missing: language("tidak ada", "missing")
    case .poisoned:
      language("penyimpanan pernah menolak menulis", "the disk once refused to keep a write")
    case .tornTail:
      language(
        "baris terakhir terputus; penulis berikutnya menutupnya",
        "the last line is torn; the next writer seals it")
    case .lacksNewline:
      language(
        "baris terakhir tanpa akhir baris; penulis berikutnya menambahnya",
        "the last line lacks its newline; the next writer adds it")
    case .damage(let flaw): self.flaw(flaw)
    case .lostSegment:
      language("ruas jurnal ini hilang", "this segment of the journal is lost")
    case .strangeFile:
      language(
        "bukan bagian jurnal; pindahkan dari folder ini",
        "no part of the journal; move it out of this folder")
    case .erasureUnfinished:
      language(
        "penghapusan belum selesai; penulis berikutnya menyelesaikannya",
        "an erasure is not finished; the next writer goes on")
    case .notErased(let entry):
      language(
        "dihapus oleh entri \(entry), tetapi masih terbaca; selesaikan dengan: payung repair",
        "erased by entry \(entry), but still readable; finish it with: payung repair")
    case .erasedByNobody:
      language(
        "tertimpa tanpa entri penghapusan", "overwritten, and no entry says that it was erased")
    case .newerVersion(let program):
      language(
        "ditulis oleh \(program ?? "versi yang lebih baru")",
        "written by \(program ?? "a newer version")")
    }
  }

  private func irregular(_ event: IrregularEvent) -> String {
    let case_ = event.case.map { language(", berkas \($0)", ", case \($0)") } ?? ""
    return language("entri ", "entry ") + "\(event.stamp.entry) (\(event.kind)\(case_), "
      + "\(event.stamp.by)): \(irregularity(event.irregularity))"
  }

  private func contradiction(_ found: AccessContradiction) -> String {
    language(
      "access.jsonl:\(found.line): menyebut entri \(found.entry) dengan sidik lain; "
        + "jurnal atau catatan akses ditulis ulang.",
      "access.jsonl:\(found.line): names entry \(found.entry) by another hash; "
        + "the journal or the access record was rewritten.")
  }

  private func trespass(_ found: AccessTrespass) -> String {
    let case_ = found.case.map { "\($0)" } ?? "–"
    return language(
      "access.jsonl:\(found.line): \(found.by) melihat berkas \(case_) tanpa wewenang "
        + "pada entri \(found.entry).",
      "access.jsonl:\(found.line): \(found.by) saw case \(case_) without a right to it "
        + "at entry \(found.entry).")
  }

  private func snapshot(_ finding: SnapshotFinding) -> String? {
    switch finding {
    case .none, .right: nil
    case .unusable:
      language(
        "snapshot.jsonl: tidak dapat dipakai dan tidak dipakai; jurnal yang berlaku.",
        "snapshot.jsonl: cannot be used and is not used; the journal is what holds.")
    case .different(let entry):
      language(
        "snapshot.jsonl: isinya bukan keadaan pada entri \(entry). Hapus berkas itu; jurnal yang berlaku.",
        "snapshot.jsonl: does not hold the state at entry \(entry). Remove it; the journal is what holds."
      )
    }
  }

  private func erased(_ erasure: ErasureCount) -> String {
    language(
      "Dihapus oleh entri \(erasure.entry): \(number(erasure.lines)) baris tertutup.",
      "Erased by entry \(erasure.entry): \(number(erasure.lines)) sealed lines.")
  }

  private func anchor(_ finding: AnchorFinding) -> String {
    let entry = number(finding.anchor.entry)
    switch finding {
    case .holds:
      return language("Segel entri \(entry): cocok.", "The seal of entry \(entry) agrees.")
    case .rewritten(let anchor, let found):
      return language(
        "Segel entri \(entry): \(anchor.hash.prefix(16))…, jurnal kini \(found.prefix(16))…: riwayat ditulis ulang.",
        "The seal of entry \(entry): \(anchor.hash.prefix(16))…, the journal now \(found.prefix(16))…: the history was rewritten."
      )
    case .beyond(_, let last):
      return language(
        "Segel entri \(entry): jurnal berakhir pada entri \(number(last)); yang sesudahnya hilang atau ini salinan lama.",
        "The seal of entry \(entry): the journal ends with entry \(number(last)); the rest is lost, or this is an older copy."
      )
    case .accessRewritten:
      return language(
        "Segel entri \(entry): catatan akses ditulis ulang.",
        "The seal of entry \(entry): the access record was rewritten.")
    case .accessBeyond(_, let last):
      return language(
        "Segel entri \(entry): catatan akses berakhir pada baris \(number(last)); sisanya hilang atau ini salinan lama.",
        "The seal of entry \(entry): the access record ends with line \(number(last)); the rest is lost, or this is an older copy."
      )
    case .otherStore:
      return language(
        "Segel entri \(entry): dari data lain.", "The seal of entry \(entry) is of another store.")
    }
  }
}
