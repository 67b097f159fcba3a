internal import CanonicalForm

extension Wording {
  /// What is wrong with an event of the history, as a sentence or two; the caller says which event.
  ///
  /// What the event says may have been written by anybody: it is quoted, and long numbers are masked.
  public func irregularity(_ irregularity: Irregularity) -> String {
    switch irregularity {
    // The store and its rules.
    case .notCreated:
      language(
        "Penyimpanan belum dibuat pada saat itu.", "The store had not been created by then.")
    case .createdAgain:
      language(
        "Penyimpanan dibuat hanya sekali, dengan kejadian pertama.",
        "A store is created once, with its first event.")
    case .noProgramme:
      language(
        "Ketentuan program belum ditetapkan pada saat itu.",
        "The programme had no settings by then.")
    case .programme(let faults):
      language("Ketentuan program tidak dapat dipakai.", "The settings cannot be used.")
        + (faults.first.map { " \(sentence(harmless(programmeFault($0))))" } ?? "")
    case .sameProgramme:
      language("Ketentuan itu sudah berlaku.", "Those rules were in force already.")
    case .otherStore:
      language(
        "Pemulihan itu menyebut penyimpanan lain.", "The restoration names another store.")
    case .badRestoration:
      language(
        "Pemulihan itu tidak menyebut entri dan hash yang ada.",
        "The restoration names no entry and hash that could be.")

    // Who.
    case .unknownOfficer(let id):
      language(
        "Tidak ada petugas \(quoted(id.rawValue)) pada saat itu.",
        "There was no officer \(quoted(id.rawValue)) by then.")
    case .ownerDoesNotDecide(let verb):
      language(
        "Pemilik penyimpanan tidak boleh \(act(verb, nil)).",
        "The owner of the store may not \(act(verb, nil)).")
    case .notOwner(let id):
      language(
        "Hanya pemilik penyimpanan yang boleh; kejadian ini dicatat \(quoted(id.rawValue)).",
        "Only the owner of the store may; this was recorded by \(quoted(id.rawValue)).")
    case .grantNotHeld(let id, let grant):
      language(
        "Petugas \(quoted(id.rawValue)) tidak memiliki wewenang \(quoted(grant)) pada saat itu.",
        "Officer \(quoted(id.rawValue)) did not hold \(quoted(grant)) then.")
    case .grantNotInForce(let grant, let day):
      language(
        "Wewenang \(quoted(grant)) tidak berlaku pada \(self.day(day)).",
        "Grant \(quoted(grant)) was not in force on \(self.day(day)).")
    case .otherRole(let grant, let verb):
      language(
        "Wewenang \(quoted(grant)) tidak cukup untuk \(act(verb, nil)).",
        "Grant \(quoted(grant)) is not one to \(act(verb, nil)).")
    case .otherLevel(let grant, let level):
      language(
        "Wewenang \(quoted(grant)) bukan untuk \(named(level)).",
        "Grant \(quoted(grant)) is not for \(named(level)).")
    case .outsideArea(let grant, let area):
      language(
        "Wewenang \(quoted(grant)) tidak mencakup wilayah \(quoted(area.rawValue)).",
        "Grant \(quoted(grant)) does not cover area \(quoted(area.rawValue)).")
    case .notOwn(let id, let officer):
      language(
        "Kejadian terakhir \(numbered(id)) dicatat \(quoted(officer.rawValue)), bukan petugas itu sendiri.",
        "The last event of \(numbered(id)) is that of \(quoted(officer.rawValue)), not the officer's own."
      )

    // By which door.
    case .unknownDesk(let id):
      language(
        "Tidak ada meja \(quoted(id.rawValue)) pada saat itu.",
        "There was no desk \(quoted(id.rawValue)) by then.")
    case .badDesk(let id):
      language(
        "\(quoted(id.rawValue)) tidak dapat menjadi nama meja.",
        "\(quoted(id.rawValue)) cannot name a desk.")
    case .notAtDesk(let officer, let desk):
      language(
        "Petugas \(quoted(officer.rawValue)) tidak bertugas di meja \(quoted(desk.rawValue)) pada saat itu.",
        "Officer \(quoted(officer.rawValue)) did not sit at desk \(quoted(desk.rawValue)) then.")
    case .otherHolder(let holder):
      language(
        "Kunci SSH itu pada saat itu bukan milik \(quoted(holder.name)) menurut daftar petugas.",
        "By the roster of that moment the SSH key was not one that could be \(quoted(holder.name))'s."
      )
    case .badDoor:
      language(
        "Kunci atau meja itu sudah demikian, atau tidak dapat demikian.",
        "The key or desk was so already, or could not be so.")

    // Officers.
    case .badOfficer(let id):
      language(
        "\(quoted(id.rawValue)) tidak dapat menjadi nama petugas.",
        "\(quoted(id.rawValue)) cannot name an officer.")
    case .officerRenamed(let id):
      language(
        "Nama atau kantor petugas \(quoted(id.rawValue)) berubah; hanya wewenang yang dapat berubah.",
        "Name or office of officer \(quoted(id.rawValue)) changed; only grants can change.")
    case .badGrant(let text):
      language(
        "Wewenang \(quoted(text)) menyebut tingkat atau wilayah di luar program, atau hari terbalik.",
        "Grant \(quoted(text)) names a level or area outside the programme, or ends before it begins."
      )
    case .lastAdministrator:
      language("Tidak ada administrator lagi sesudah itu.", "No administrator was left after it.")

    // Which case.
    case .otherNumber(let id, let next):
      language(
        "Nomor berkas tidak berurutan: \(numbered(id)), seharusnya \(numbered(next)).",
        "The numbers do not run on: \(numbered(id)), it should be \(numbered(next)).")
    case .unknownCase(let id):
      language(
        "Tidak ada \(numbered(id)) pada saat itu.", "There was no \(numbered(id)) by then.")
    case .cancelled(let id):
      language(
        "Pendataan \(numbered(id)) sudah dibatalkan pada saat itu.",
        "Registration of \(numbered(id)) had been cancelled by then.")
    case .erased(let id):
      language(
        "Data orang pada \(numbered(id)) sudah dihapus pada saat itu.",
        "The personal data of \(numbered(id)) had been erased by then.")
    case .wrongStage(let id, let stage, let level, let verb):
      wrongStage(id, place(Destination(stage, level)), verb)
    case .notAtLevel(let id, let level):
      language(
        "\(sentence(numbered(id))) tidak sedang menunggu \(named(level)).",
        "\(sentence(numbered(id))) was not awaiting \(named(level)).")
    case .otherDestination(let id, let said, let expected):
      language(
        "Status \(numbered(id)) menjadi \(place(said)), seharusnya \(place(expected)).",
        "\(sentence(numbered(id))) moved to \(place(said)), it should be \(place(expected)).")

    // What it says of the person.
    case .nikTaken(let id, let other):
      language(
        "NIK \(numbered(id)) sudah diusulkan pada \(numbered(other)).",
        "The NIK of \(numbered(id)) had been put forward in \(numbered(other)).")
    case .unknownCode(let id, let field):
      language(
        "\(self.field(field)) \(numbered(id)) tidak ada dalam program.",
        "\(self.field(field)) of \(numbered(id)) is none of the programme.")
    case .otherFields(let id, _):
      language(
        "Isian \(numbered(id)) yang berubah bukan yang disebut, atau tidak boleh berubah.",
        "The fields of \(numbered(id)) that changed are not those named, or may not change.")
    case .otherWarnings(let id):
      language(
        "Hal yang perlu diperiksa pada \(numbered(id)) bukan yang disebut.",
        "What is unusual about \(numbered(id)) is not what is named.")

    // Deciding.
    case .otherRules(let id, let entry):
      language(
        "Ketentuan nomor \(harmless(number(entry))) tidak berlaku untuk \(numbered(id)) pada saat itu.",
        "Rules number \(harmless(number(entry))) were not in force for \(numbered(id)) then.")
    case .otherValues(let id):
      language(
        "Nilai yang dibandingkan untuk \(numbered(id)) bukan nilai pada saat itu.",
        "The values compared for \(numbered(id)) are not those of then.")
    case .excluded(let id, let rule):
      language(
        "\(sentence(numbered(id))) diteruskan, padahal kena ketentuan \(quoted(rule.rawValue)).",
        "\(sentence(numbered(id))) went on, though rule \(quoted(rule.rawValue)) keeps it out.")
    case .notExcluded(let id):
      language(
        "\(sentence(numbered(id))) ditolak otomatis, padahal tidak kena ketentuan itu.",
        "\(sentence(numbered(id))) was rejected by a rule that does not keep it out.")
    case .noList(let id):
      language(
        "\(sentence(numbered(id))) ditolak otomatis tanpa daftar peserta pada entri itu.",
        "\(sentence(numbered(id))) was rejected by rule without a list of participants in that entry."
      )
    case .fourEyes(let id):
      language(
        "Petugas itu sendiri yang mendata, memperbaiki, atau memverifikasi \(numbered(id)) sebelumnya.",
        "The same officer had registered, corrected or verified \(numbered(id)) before.")
    case .signatureMissing(let id, let level):
      language(
        "Penandatangan lembar \(named(level)) untuk \(numbered(id)) tidak ada.",
        "The signature on the sheet of \(named(level)) for \(numbered(id)) is missing.")
    case .signatureNotHere(let id, let level):
      language(
        "\(sentence(named(level))) memutuskan \(numbered(id)) tanpa lembar, tetapi ada penandatangannya.",
        "\(sentence(named(level))) decides \(numbered(id)) without a sheet, but there is a signature."
      )
    case .papersMissing(let id, let papers):
      language(
        "Dokumen \(numbered(id)) belum lengkap: \(list(papers.map { quoted($0.rawValue) })).",
        "\(sentence(numbered(id))) lacked papers: \(list(papers.map { quoted($0.rawValue) })).")
    case .reasonNotHere(let id, let code):
      language(
        "Alasan \(given(code)) untuk \(numbered(id)) tidak berlaku di sana.",
        "Reason \(given(code)) for \(numbered(id)) does not apply there.")
    case .noteMissing(let id):
      language(
        "Catatan yang wajib untuk \(numbered(id)) tidak ada.",
        "The note that \(numbered(id)) needs is missing.")
    case .dayInFuture(let day):
      language(
        "\(self.day(day)) belum tiba pada saat itu.", "\(self.day(day)) lay ahead by then.")

    // Telling apart.
    case .sameCase(let id):
      language(
        "\(sentence(numbered(id))) dibedakan dari dirinya sendiri.",
        "\(sentence(numbered(id))) was told apart from itself.")
    case .alreadyDistinguished(let id, let other):
      language(
        "\(sentence(numbered(id))) sudah dibedakan dari \(numbered(other)) pada saat itu.",
        "\(sentence(numbered(id))) had been told apart from \(numbered(other)) by then.")

    // Taking back.
    case .notLast(let id):
      language(
        "Yang diurungkan bukan kejadian terakhir \(numbered(id)).",
        "What was undone is not the last event of \(numbered(id)).")
    case .automatic(let id):
      language(
        "Penolakan otomatis \(numbered(id)) tidak dapat diurungkan.",
        "The rejection of \(numbered(id)) by rule cannot be undone.")
    case .otherPast(let id):
      language(
        "Keadaan \(numbered(id)) sesudah diurungkan bukan keadaan sebelumnya.",
        "What holds of \(numbered(id)) after the undo is not what held before.")

    // Enrolment.
    case .monthOutside(let id, let month):
      language(
        "\(self.month(month)) untuk \(numbered(id)) bukan bulan iuran program.",
        "\(self.month(month)) for \(numbered(id)) is no month of cover.")
    case .badKPJ(let id):
      language(
        "Nomor KPJ \(numbered(id)) tidak terdiri atas 11 angka.",
        "The KPJ number of \(numbered(id)) has not 11 digits.")
    case .noPlace(let id, let month):
      language(
        "Kuota \(self.month(month)) sudah penuh sebelum \(numbered(id)).",
        "No place was left in \(self.month(month)) for \(numbered(id)).")
    case .overCeiling(let id):
      language(
        "Pagu tidak cukup lagi untuk \(numbered(id)).",
        "The ceiling left nothing for \(numbered(id)).")
    case .outOfOrder(let id, let earlier):
      language(
        "\(sentence(numbered(earlier))) lebih dahulu memenuhi syarat daripada \(numbered(id)), dan tidak mendapat tempat.",
        "\(sentence(numbered(earlier))) qualified before \(numbered(id)), and was left without a place."
      )
    case .lastMonth(let id):
      language(
        "Bulan terakhir \(numbered(id)) di luar masa perlindungan, atau bukan bulan kematiannya.",
        "The last month of \(numbered(id)) is outside its cover, or not that of the death.")

    // Participants.
    case .otherCount:
      language(
        "Jumlah orang dalam daftar peserta itu tidak cocok.",
        "The numbers of people on that list of participants do not agree.")

    // Erasure.
    case .badGround(let id):
      language(
        "Dasar penghapusan \(numbered(id)) bukan dasar yang boleh ditulis.",
        "The ground for the erasure of \(numbered(id)) is not one that may be given.")
    case .nothingErased(let id):
      language(
        "Penghapusan \(numbered(id)) tidak menyebut satu baris pun.",
        "The erasure of \(numbered(id)) names no line.")
    case .refused:
      language("Tidak ada perintah yang menghasilkannya.", "No command makes such an event.")
    }
  }

  private func wrongStage(_ id: CaseID, _ stage: String, _ verb: Verb) -> String {
    language(
      "\(sentence(numbered(id))) tidak dapat \(passive(verb)), statusnya \(stage) pada saat itu.",
      "\(sentence(numbered(id))) could not be \(passive(verb)), its stage was \(stage) then.")
  }

  /// `berkas 214`; a number that is too long for one may be a NIK.
  private func numbered(_ id: CaseID) -> String {
    language("berkas ", "case ") + harmless(id.description)
  }

  /// The code of a reason, quoted.
  private func given(_ code: ReasonCode?) -> String {
    code.map { quoted($0.rawValue) } ?? language("(kosong)", "(none)")
  }

  /// The name of a level; what an unknown one is called, quoted.
  private func named(_ level: LevelID?) -> String {
    guard let level else { return language("tingkat mana pun", "any level") }
    return level == .bpjs || programme?.level(level) != nil
      ? self.level(level) : quoted(level.rawValue)
  }

  /// Where an event says that a case stands.
  private func place(_ destination: Destination) -> String {
    guard let level = destination.level, level != .bpjs, programme?.level(level) == nil else {
      return inSentence(stage(destination.stage, destination.level))
    }
    return "\(inSentence(stage(destination.stage, nil))) (\(named(level)))"
  }
}
