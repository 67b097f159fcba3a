internal import CanonicalForm

extension Wording {
  /// Why a rule says no: what happened, where, what was expected, what to do now.
  ///
  /// One line for every fault of a form or of a programme's settings. Names no citizen: cases, offices
  /// and levels stand for people.
  public func refusal(_ refusal: Refusal) -> String {
    switch refusal {
    // The store and its rules.
    case .noProgramme:
      language(
        "Ketentuan program belum ditetapkan. Administrator menetapkannya dahulu.",
        "The programme has no settings yet. First an administrator must set them.")
    case .programme(let faults): faults.map(programmeFault).joined(separator: "\n")
    case .unknownLevel(let id):
      language(
        "Tidak ada tingkat \(quoted(id.rawValue)).\(pick(programme?.levels.map(\.id.rawValue)))",
        "There is no level \(quoted(id.rawValue)).\(pick(programme?.levels.map(\.id.rawValue)))")

    // Who.
    case .unknownOfficer(let id):
      language(
        "Tidak ada petugas \(quoted(id.rawValue)). Administrator menambahkannya dahulu.",
        "There is no officer \(quoted(id.rawValue)). First an administrator must add them.")
    case .ownerDoesNotDecide(let verb):
      language(
        "Pemilik penyimpanan tidak boleh \(act(verb, nil)). Sebutkan petugas yang bertindak.",
        "The owner of the store may not \(act(verb, nil)). Name the officer who acts.")
    case .notAllowed(let right): notAllowed(right)
    case .mayNotRead(let reading, let officer): mayNotRead(reading, officer)
    case .caseOutside(let id, let officer):
      language(
        "Berkas \(id) di luar wilayah kerja \(self.officer(officer)).",
        "Case \(id) is outside the area of \(self.officer(officer)).")
    case .areaOutside(let area, let officer):
      language(
        "\(sentence(place(area))) di luar wilayah kerja \(self.officer(officer)).",
        "\(sentence(place(area))) is outside the area of \(self.officer(officer)).")
    case .badOfficer(let id):
      language(
        "\(quoted(id.rawValue)) tidak dapat menjadi nama petugas. "
          + "Tulis huruf kecil, angka, - atau _, paling banyak 32, diawali huruf, bukan owner.",
        "\(quoted(id.rawValue)) cannot name an officer. "
          + "Write small letters, digits, - or _, at most 32, a letter first, but not owner.")
    case .officerExists(let id):
      language(
        "Petugas \(quoted(id.rawValue)) sudah ada. Pilih nama lain atau ubah haknya.",
        "Officer \(quoted(id.rawValue)) exists. Choose another name or change the grants.")
    case .badGrant(let text):
      language(
        "Wewenang \(quoted(text)) menyebut tingkat atau wilayah di luar program, atau hari terbalik. "
          + "Tulis misalnya verifier:kelurahan:21.02.03.1001.",
        "Grant \(quoted(text)) names a level or area outside the programme, or ends before it begins. "
          + "Write for example verifier:kelurahan:21.02.03.1001.")
    case .noSuchGrant(let id, let text):
      language(
        "Petugas \(quoted(id.rawValue)) tidak memiliki wewenang \(quoted(text)). Periksa: payung officers list.",
        "Officer \(quoted(id.rawValue)) does not hold \(quoted(text)). Check: payung officers list."
      )
    case .lastAdministrator:
      language(
        "Harus ada sedikitnya satu administrator. Angkat dahulu administrator lain.",
        "At least one administrator must remain. First appoint another.")

    // By which door.
    case .unknownDesk, .badDesk, .tooManyAtDesk, .sameDesk, .notAtDesk, .keyTaken, .keyEnded,
      .sameKey, .noSuchKey:
      doorRefusal(refusal)

    // Which case.
    case .unknownCase(let id):
      language(
        "Tidak ada berkas \(id). Periksa kembali nomornya.",
        "There is no case \(id). Check the number again.")
    case .unreadable(let id):
      language(
        "Berkas \(id) tidak dapat dibaca dari jurnal. Jangan diputus; periksa dengan: payung check.",
        "Case \(id) cannot be read from the journal. Do not decide it; look with: payung check.")
    case .cancelled(let id):
      language(
        "Pendataan berkas \(id) sudah dibatalkan. Data kembali sebagai usulan baru.",
        "Registration of case \(id) was cancelled. Register the person anew.")
    case .erased(let id):
      language(
        "Data orang pada berkas \(id) sudah dihapus. Berkas itu tidak dapat diubah lagi.",
        "The personal data of case \(id) were erased. It can no longer be changed.")
    case .wrongStage(let id, let stage, let level, let verb):
      wrongStage(id, inSentence(self.stage(stage, level)), verb)
    case .notAtLevel(let id, let meant, let level):
      language(
        "Berkas \(id) tidak sedang menunggu \(self.level(meant)). "
          + "Berkas itu menunggu \(self.level(level)).",
        "Case \(id) is not awaiting \(self.level(meant)). It awaits \(self.level(level)).")

    // The form.
    case .form(let faults): faults.map(fault).joined(separator: "\n")
    case .duplicate(let other): duplicate(other)
    case .warningsNeedNote(let warnings):
      language(
        "\(sentences(warnings)) Periksa kembali KTP; jika benar, tulis sebabnya pada catatan.",
        "\(sentences(warnings)) Check the card again; if it is right, give the reason in a note.")
    case .badOfficerText(let problem):
      "\(language("Nama atau kantor petugas", "Name or office of an officer")): \(predicate(problem))"
    case .badNote(let problem): "\(language("Catatan", "Note")): \(predicate(problem))"
    case .nothingToCorrect(let id):
      language(
        "Tidak ada isian berkas \(id) yang berubah. Tulis nilai yang baru.",
        "No field of case \(id) changes. Give a new value.")
    case .onlyEmptyFields(let id, let stage, let level, let fields):
      onlyEmptyFields(id, inSentence(self.stage(stage, level)), list(fields.map(field)))
    case .nothingNew:
      language(
        "Semua orang dalam daftar ini sudah tercatat. Tidak ada yang disimpan.",
        "Everybody on this list is known already. Nothing was stored.")

    case .sameProgramme:
      language(
        "Ketentuan itu sudah berlaku. Tidak ada yang disimpan.",
        "Those rules are in force already. Nothing was stored.")

    // Deciding.
    case .ownRegistration(let id):
      language(
        "Berkas \(id) didata petugas yang sama; verifikasi oleh petugas lain.",
        "Case \(id) was registered by the same officer; another must verify it.")
    case .ownDecision(let id, let level):
      language(
        "Petugas yang sama sudah memverifikasi berkas \(id) di \(self.level(level)).",
        "The same officer has already verified case \(id) at \(self.level(level)).")
    case .signatureNeeded(let id, let level):
      language(
        "Isi dahulu penandatangan dan tanggal lembar. "
          + "Berkas \(id) diputuskan \(self.level(level)) pada lembar bernomor.",
        "First set the signer and the day of the sheet. "
          + "Case \(id) is decided by \(self.level(level)) on a numbered sheet.")
    case .noSignatureHere(let id, let level):
      language(
        "\(self.level(level)) memutuskan berkas \(id) tanpa lembar. Kosongkan penandatangannya.",
        "\(self.level(level)) decides case \(id) without a sheet. Leave the signer out.")
    case .papersMissing(let id, let papers):
      language(
        "Dokumen berkas \(id) belum lengkap: \(list(papers.map(paper))). "
          + "Lengkapi atau kembalikan untuk perbaikan.",
        "Case \(id) lacks papers: \(list(papers.map(paper))). Complete them or return it for repair."
      )
    case .reasonNotHere(let code, let level, let allowed):
      language(
        "Alasan \(quoted(code.rawValue)) tidak berlaku di \(self.level(level)).\(pick(allowed))",
        "Reason \(quoted(code.rawValue)) does not apply at \(self.level(level)).\(pick(allowed))")
    case .reasonNotForLeaving(let code, let allowed):
      language(
        "\(quoted(code.rawValue)) bukan alasan keluar.\(pick(allowed))",
        "\(quoted(code.rawValue)) is no reason for leaving.\(pick(allowed))")
    case .noteNeeded(let id):
      language(
        "Berkas \(id) belum dikembalikan: catatan kosong. Tulis apa yang harus diperbaiki.",
        "Case \(id) was not returned: the note is empty. Write what must be repaired.")
    case .excluded(let id, let exclusion, let compared):
      language(
        "Berkas \(id) tidak dapat diteruskan. "
          + self.exclusion(exclusion.rule, compared, list: newestList),
        "Case \(id) cannot go on. \(self.exclusion(exclusion.rule, compared, list: newestList))")
    case .dayInFuture(let day):
      language(
        "\(self.day(day)) belum tiba. Tulis hari ini atau hari sebelumnya.",
        "\(self.day(day)) lies ahead. Write today or a day before it.")

    // Telling apart.
    case .sameCase(let id):
      language(
        "Berkas \(id) tidak dapat dibedakan dari dirinya sendiri. Tulis dua nomor berkas.",
        "Case \(id) cannot be told apart from itself. Give the numbers of two cases.")
    case .alreadyDistinguished(let id, let other):
      language(
        "Berkas \(id) dan berkas \(other) sudah dibedakan: bukan orang yang sama.",
        "Case \(id) and case \(other) were told apart already: not the same person.")
    case .distinctionNeedsNote(let id, let other):
      language(
        "Tulis pada catatan apa yang membedakan berkas \(id) dari berkas \(other).",
        "Write in a note what tells case \(id) from case \(other).")

    // Taking back.
    case .automatic(let id):
      language(
        "Penolakan otomatis berkas \(id) tidak dapat diurungkan. Perbaiki isian yang salah.",
        "The rejection of case \(id) by rule cannot be undone. Correct the field that is wrong.")
    case .decidedSince(let id, _, let level?):
      language(
        "Tidak dapat diurungkan: \(self.level(level)) sudah memutuskan berkas \(id).",
        "Cannot be undone: \(self.level(level)) has already decided case \(id).")
    case .decidedSince(let id, let stamp, nil):
      language(
        "Tidak dapat diurungkan: kejadian terakhir berkas \(id) milik \(office(stamp.by)).",
        "Cannot be undone: the last event of case \(id) is that of \(office(stamp.by)).")
    case .changedSince(let id, let stamp):
      language(
        "Tidak dapat diurungkan: berkas \(id) sudah berubah (\(office(stamp.by)), "
          + "\(moment(stamp.at))).",
        "Cannot be undone: case \(id) has changed since (\(office(stamp.by)), \(moment(stamp.at)))."
      )
    case .noCasesInEntry(let entry):
      language(
        "Entri \(number(entry)) tidak memuat kejadian berkas. Periksa kembali nomornya.",
        "Entry \(number(entry)) holds no event of a case. Check the number again.")

    // Enrolment.
    case .nobodyQualified:
      language(
        "Tidak ada berkas yang memenuhi syarat dan belum didaftarkan.",
        "No case is qualified and still to be enrolled.")
    case .monthOutside(let month):
      language(
        "\(self.month(month)) bukan bulan iuran program.\(pick(programme?.months.map(self.month)))",
        "\(self.month(month)) is no month of cover.\(pick(programme?.months.map(self.month)))")
    case .badKPJ:
      language(
        "Nomor KPJ harus 11 angka. Periksa kembali kartu peserta.",
        "A KPJ number has 11 digits. Check the member's card again.")
    case .noPlace(let id, let month, let later): noPlace(id, self.month(month), later)
    case .overCeiling(let id): overCeiling(id)
    case .earlierWithoutPlace(let id, let earlier):
      language(
        "Berkas \(earlier) lebih dahulu memenuhi syarat daripada berkas \(id). Daftarkan dahulu.",
        "Case \(earlier) qualified before case \(id). Enrol it first.")
    case .lastMonth(let id, let months):
      language(
        "Bulan terakhir berkas \(id) di luar masa perlindungan. Tulis \(range(months)).",
        "The last month of case \(id) is outside its cover. Write \(range(months)).")
    case .diedBeforeCover(let id, let month):
      language(
        "Kematian pada berkas \(id) mendahului perlindungan, mulai \(self.month(month)). "
          + "Tulis tanpa bulan terakhir.",
        "The death in case \(id) came before its cover, from \(self.month(month)). "
          + "Give no last month.")

    // Erasure.
    case .badGround(let problem):
      "\(language("Dasar penghapusan", "Ground")): \(predicate(problem))"
    case .groundTooShort(let count):
      language(
        "Dasar penghapusan terlalu pendek (\(count) karakter). Tulis surat atau ketentuannya.",
        "The ground is too short (\(count) characters). Name the letter or the rule.")
    case .groundIdentifies(let id):
      language(
        "Dasar penghapusan berkas \(id) memuat nama orang atau nomor panjang. "
          + "Dasar itu sendiri tidak pernah dihapus; tulis nomor surat saja.",
        "The ground for case \(id) holds a name or a long number. "
          + "The ground itself is never erased; give the number of the letter alone.")
    case .nothingToErase(let id):
      language(
        "Data orang pada berkas \(id) sudah dihapus semua. Tidak ada yang disimpan.",
        "All personal data of case \(id) were erased already. Nothing was stored.")

    // Looking.
    case .reasonNeeded:
      language(
        "Tulis dahulu alasannya, sedikitnya 4 huruf; alasan itu dicatat.",
        "First give the reason, at least 4 characters; it is recorded.")
    case .badReason(let problem): "\(language("Alasan", "Reason")): \(predicate(problem))"
    case .reasonIdentifies:
      language(
        "Alasan itu memuat nama orang atau nomor panjang, dan catatan akses tidak pernah dihapus. "
          + "Tulis keperluannya saja.",
        "The reason holds a name or a long number, and the access record is never erased. "
          + "Give the purpose alone.")

    // Two desks.
    case .changedMeanwhile(let id, let item): changedMeanwhile(id, item)

    // Sending twice.
    case .idUsed(let entry):
      language(
        "Nomor perintah ini milik perintah lain, entri \(number(entry)). Kirim dengan nomor baru.",
        "This command's id belongs to another one, entry \(number(entry)). Send it under a new id.")
    }
  }

  /// Says whether the area, the day or the role is what lacks, as far as the officer is known.
  private func notAllowed(_ right: Right) -> String {
    let needed = self.right(right.roles, right.level, right.area)
    let office =
      officers[right.officer]?.office
      ?? language("petugas ", "officer ") + quoted(right.officer.rawValue)
    let act = self.act(right.verb, right.case)
    let grants = (officers[right.officer]?.grants ?? []).filter {
      right.roles.contains($0.role) && ($0.role != .verifier || $0.level == right.level)
    }
    if grants.contains(where: { right.area.map($0.area.covers) ?? true }) {
      return language(
        "Hak \(office) untuk \(act) tidak berlaku hari ini. Diperlukan \(needed).",
        "The right of \(office) to \(act) does not hold today. Needed: \(needed).")
    }
    if !grants.isEmpty, let id = right.case {
      return language(
        "Berkas \(id) di luar wilayah kerja \(office). Diperlukan \(needed).",
        "Case \(id) is outside the area of \(office). Needed: \(needed).")
    }
    return language(
      "\(sentence(office)) tidak berwenang \(act). Diperlukan \(needed).",
      "\(sentence(office)) may not \(act). Needed: \(needed).")
  }

  private func mayNotRead(_ reading: Reading, _ officer: OfficerID) -> String {
    let needed = needed(reading.roles)
    let act = self.reading(reading)
    return language(
      "\(sentence(self.officer(officer))) tidak berwenang \(act). \(needed)",
      "\(sentence(self.officer(officer))) may not \(act). \(needed)")
  }

  private func wrongStage(_ id: CaseID, _ stage: String, _ verb: Verb) -> String {
    language(
      "Berkas \(id) tidak dapat \(passive(verb)), statusnya \(stage). \(purpose(of: verb))",
      "Case \(id) cannot be \(passive(verb)), its stage is \(stage). \(purpose(of: verb))")
  }

  /// For which cases a verb is.
  private func purpose(of verb: Verb) -> String {
    switch verb {
    case .approve:
      language("Yang disetujui: berkas yang menunggu.", "Approve cases that await a level.")
    case .reject:
      language(
        "Yang ditolak: berkas yang menunggu, atau yang terdaftar bila ditolak BPJS.",
        "Reject cases that await a level, or enrolled ones that BPJS refused.")
    case .return:
      language(
        "Yang dikembalikan: berkas yang menunggu, atau yang terdaftar bila diminta BPJS.",
        "Return cases that await a level, or enrolled ones that BPJS sent back.")
    case .enrol:
      language("Yang didaftarkan: berkas yang memenuhi syarat.", "Enrol cases that are qualified.")
    case .end:
      language(
        "Yang diakhiri: berkas yang terdaftar; sebelum itu, usulan dicabut.",
        "End cases that are enrolled; before that, withdraw them.")
    case .withdraw:
      language(
        "Yang dicabut: usulan yang belum terdaftar; sesudah itu, kepesertaan diakhiri.",
        "Withdraw cases that are not yet enrolled; after that, end them.")
    case .erase:
      language(
        "Cabut atau tolak berkas itu dahulu; sesudah itu datanya dapat dihapus.",
        "Withdraw or reject it first; then its data can be erased.")
    case .register, .correct, .distinguish, .undo, .addParticipants, .setProgramme, .setOfficer,
      .setKey, .removeKey, .setDesk, .setPIN:
      language("Periksa riwayat berkas itu.", "Look at the history of the case.")
    }
  }

  private func duplicate(_ other: Duplicate) -> String {
    let office = other.registeredBy.flatMap { officers[$0]?.office } ?? place(other.area)
    let stage = inSentence(self.stage(other.stage, other.level))
    return language(
      "NIK sudah diusulkan: berkas \(other.id), \(office), \(stage).",
      "NIK already put forward: case \(other.id), \(office), \(stage).")
  }

  private func onlyEmptyFields(_ id: CaseID, _ stage: String, _ fields: String) -> String {
    language(
      "Berkas \(id) berstatus \(stage): \(fields) tidak dapat diganti lagi. "
        + "Lengkapi hanya isian yang kosong.",
      "Case \(id) is \(stage): \(fields) can no longer change. "
        + "Fill only what is empty.")
  }

  private func noPlace(_ id: CaseID, _ month: String, _ later: Month?) -> String {
    let target = programme.map { " (\(number($0.target)))" } ?? ""
    let then = later.map(self.month)
    return language(
      "Kuota \(month) penuh\(target); belum ada tempat untuk berkas \(id)."
        + (then.map { " Kuota masih ada mulai \($0)." } ?? ""),
      "No place left in \(month)\(target) for case \(id)."
        + (then.map { " There are places from \($0)." } ?? ""))
  }

  private func overCeiling(_ id: CaseID) -> String {
    let ceiling = programme.map { " \(rupiah($0.ceiling))" } ?? ""
    return language(
      "Pagu\(ceiling) tidak cukup untuk berkas \(id). Tunggu tempat kosong atau pagu baru.",
      "The ceiling\(ceiling) leaves nothing for case \(id). Wait for a place or a new ceiling.")
  }

  private func changedMeanwhile(_ id: CaseID, _ item: HistoryItem) -> String {
    let what = done(item.event, by: item.stamp.by)
    let time = clock(item.stamp.at)
    return language(
      "Berkas \(id) sudah \(what) pukul \(time); keputusan ini tidak disimpan.",
      "Case \(id) was \(what) at \(time); this decision was not saved.")
  }

  private func sentences(_ warnings: [Warning]) -> String {
    warnings.map(warning).joined(separator: " ")
  }

  private func range(_ months: ClosedRange<Month>) -> String {
    let (first, last) = (month(months.lowerBound), month(months.upperBound))
    return first == last ? first : language("\(first) sampai \(last)", "\(first) to \(last)")
  }

  private func pick(_ reasons: [ReasonCode]) -> String {
    reasons.isEmpty
      ? language(" Tidak ada alasan yang berlaku di sini.", " No reason applies here.")
      : pick(reasons.map(\.rawValue))
  }

  /// ` Pilih a, b, atau c.`, or nothing where there is nothing to choose from.
  private func pick(_ words: [String]?) -> String {
    guard let words, !words.isEmpty else { return "" }
    return language(" Pilih \(choice(words)).", " Choose \(choice(words)).")
  }
}
