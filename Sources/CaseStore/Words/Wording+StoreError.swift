public import CaseDomain
public import EventJournal
public import SystemFiles
internal import CanonicalForm

extension Wording {
  /// Why a store cannot be read or written, and what to do now.
  public func storeError(_ error: StoreError) -> String {
    switch error {
    case .journal(let error): journalError(error)
    case .noBeginning(let path):
      language(
        "\(path): bukan data Payung, entri pertamanya bukan awal sebuah data.",
        "\(path): this is no store of Payung; its first entry does not begin one.")
    case .newerFormat(let path, let format, let program):
      language(
        "\(path): ditulis oleh \(program) (bentuk \(format)), lebih baru dari program ini. "
          + "Pasang versi yang baru.",
        "\(path): written by \(program) (format \(format)), newer than this program. "
          + "Install the newer version.")
    case .clockAhead(let last, let now):
      language(
        "Jam komputer menunjuk \(moment(now)), entri terakhir \(moment(last)). Periksa jam. "
          + "Bila benar, ulangi dengan --clock-is-right.",
        "The clock says \(moment(now)), the last entry is of \(moment(last)). Check the clock. "
          + "If it is right, repeat with --clock-is-right.")
    case .cancelled:
      language("Dibatalkan, tidak ada yang disimpan.", "Cancelled, nothing was saved.")
    case .otherFile(let path):
      language(
        "\(path): bukan seperti ketika salinan dibuat. Pakai salinan lain.",
        "\(path): not as it was when the backup was made. Use another copy.")
    case .noSuchMoment(.entry(let number)):
      language(
        "Tidak ada entri #\(number). Lihat nomor entri dengan: payung history.",
        "There is no entry #\(number). See the numbers with: payung history.")
    case .noSuchMoment(.instant(let instant)):
      language(
        "Belum ada catatan pada \(moment(instant)).", "Nothing was recorded by \(moment(instant)).")
    case .refused(let refusal): self.refusal(refusal)
    }
  }

  private func journalError(_ error: JournalError) -> String {
    switch error {
    case .notAStore(let path):
      language(
        "\(path): bukan folder data Payung, atau jurnalnya (journal/000001.jsonl) hilang. "
          + "Periksa --store. Folder baru dibuat dengan payung init; bila dahulu ada isinya, hubungi admin.",
        "\(path): no store of Payung, or one that lost its journal (journal/000001.jsonl). "
          + "Check --store. A new one is made with payung init; if this was a store, call the administrator."
      )
    case .missing(let path):
      language(
        "\(path): tidak ada. Periksa --store, atau buat dengan: payung init.",
        "\(path): does not exist. Check --store, or make one with: payung init.")
    case .notEmpty(let path):
      language(
        "\(path): folder tidak kosong. Pilih folder yang belum ada.",
        "\(path): the folder is not empty. Choose one that does not exist.")
    case .loosePermissions(let path, let mode):
      language(
        "\(path): terbuka untuk orang lain (mode \(String(mode, radix: 8))). "
          + "Tutup dengan: chmod go= \(path)",
        "\(path): open to others (mode \(String(mode, radix: 8))). Close it with: chmod go= \(path)"
      )
    case .system(let failure): cause(failure)
    case .notSaved(let failure): language("Belum tersimpan: ", "Not saved: ") + cause(failure)
    case .busy(let holder):
      language(
        "Belum tersimpan: data sedang dipakai \(holder.map { officer(OfficerID($0.name)) } ?? "proses lain"). Ulangi sebentar lagi.",
        "Not saved: \(holder.map { officer(OfficerID($0.name)) } ?? "another process") is writing. Try again in a moment."
      )
    case .poisoned:
      language(
        "Belum tersimpan: penyimpanan pernah menolak menulis. Admin menjalankan: payung repair. "
          + "Data tetap dapat dibaca.",
        "Not saved: the disk has refused a write. The administrator runs: payung repair. "
          + "Reading still works.")
    case .damaged(let damage): self.damage(damage)
    case .shrunk(let path):
      language(
        "\(path): lebih pendek dari sebelumnya. Jangan menulis apa pun; hubungi admin.",
        "\(path): shorter than it was. Write nothing; call the administrator.")
    case .replaced(let path):
      language(
        "\(path): diganti dengan berkas lain. Jangan menulis apa pun; hubungi admin.",
        "\(path): replaced by another file. Write nothing; call the administrator.")
    case .newerVersion(let program):
      language(
        "Data ditulis oleh \(program ?? "versi yang lebih baru"): dapat dibaca, tidak dapat ditambah. Pasang versi yang baru.",
        "The store was written by \(program ?? "a newer version"): it can be read, not written. Install the newer version."
      )
    case .notDurable(let failure):
      language(
        "Belum pasti tersimpan: \(cause(failure)) Hubungi admin sebelum melanjutkan.",
        "Perhaps not saved: \(cause(failure)) Call the administrator before going on.")
    case .notErased(let failure):
      language(
        "Penghapusan tercatat, tetapi isinya belum tertimpa seluruhnya: \(cause(failure)) "
          + "Selesaikan dengan: payung repair.",
        "The erasure is recorded, but not all of it is overwritten: \(cause(failure)) "
          + "Finish it with: payung repair.")
    case .superseded:
      language(
        "Data diperbaiki admin sementara dibaca. Ulangi.",
        "The administrator repaired the store while it was read. Repeat.")
    case .remote(let path, let system):
      language(
        "\(path): ada di komputer lain (\(system)); di sana tidak ada yang dapat dijamin tersimpan. "
          + "Pindahkan ke disk komputer ini; membaca tetap dapat.",
        "\(path): is on another machine (\(system)), where nothing can be promised to be saved. "
          + "Move it to a disk of this machine; reading still works.")
    case .tooLarge:
      language(
        "Terlalu banyak untuk satu entri (paling banyak 100.000 baris dan 64 MiB). Bagi berkasnya.",
        "Too much for one entry (at most 100,000 rows and 64 MiB). Split the file.")
    }
  }

  /// The place and kind of damage.
  public func damage(_ damage: Damage) -> String {
    let place = "\(damage.file):\(damage.line)"
    let bytes = "\(damage.bytes.lowerBound)–\(damage.bytes.upperBound)"
    return language(
      "\(place): entri \(damage.entry) rusak (bita \(bytes)): \(flaw(damage.flaw)). "
        + "Lihat semuanya dengan: payung check.",
      "\(place): entry \(damage.entry) is damaged (bytes \(bytes)): \(flaw(damage.flaw)). "
        + "See all of it with: payung check.")
  }

  public func flaw(_ flaw: Flaw) -> String {
    switch flaw {
    case .hash(let written, let computed):
      language(
        "tertulis \(written.prefix(8))…, isinya memberi \(computed.prefix(8))…",
        "its hash says \(written.prefix(8))…, its bytes give \(computed.prefix(8))…")
    case .number(let found):
      language("bernomor \(found)", "it is numbered \(found)")
    case .timeRunsBackwards:
      language("waktunya sebelum entri di atasnya", "its time is before the entry above")
    case .form: language("bentuknya bukan bentuk entri", "it has not the form of an entry")
    case .unreadable(let failure):
      language(
        "tidak terbaca: \(self.failure(failure.problem))",
        "unreadable: \(self.failure(failure.problem))")
    case .sealedNotNamed:
      language(
        "baris tertutup yang tidak disebut entri", "a sealed line that its entry does not name")
    case .sealedMissing:
      language(
        "baris tertutup yang disebutnya tidak ada", "the sealed line that it names is missing")
    case .voidMismatch:
      language(
        "penutup yang tidak cocok dengan yang ditutupnya", "a void that does not fit what it covers"
      )
    case .segmentStart:
      language(
        "tidak bersambung dengan ruas jurnal sebelumnya",
        "it does not follow the segment of the journal before it")
    case .notOnDisk:
      language(
        "tidak ada di penyimpanan; cari salinan, lalu: payung restore",
        "the disk does not hold it; find a copy, then: payung restore")
    case .unknownLine: language("bukan baris jurnal", "this is no line of a journal")
    case .tooLong: language("terlalu panjang", "too long")
    case .unverifiable:
      language(
        "tidak dapat diperiksa, entri di atasnya hilang",
        "cannot be checked, for the entry above is lost")
    }
  }

  /// That this computer's clock is so many milliseconds behind the last entry.
  public func clockBehind(_ milliseconds: Int) -> String {
    let minutes = number(milliseconds / 60_000)
    return language(
      "Perhatian: jam komputer tertinggal \(minutes) menit dari entri terakhir.",
      "Note: this clock is \(minutes) minutes behind the last entry.")
  }

  /// Why the system said no, in words.
  public func cause(_ failure: SystemFailure) -> String {
    if failure.isOutOfSpace {
      return language(
        "penyimpanan penuh (\(failure.path)). Kosongkan tempat, lalu ulangi.",
        "the disk is full (\(failure.path)). Make room, then repeat.")
    }
    if failure.isMissing {
      return language("\(failure.path) tidak ada.", "\(failure.path) does not exist.")
    }
    if failure.isReadOnly {
      return language(
        "\(failure.path) tidak dapat ditulis: penyimpanannya hanya untuk dibaca.",
        "\(failure.path) cannot be written: the disk is read-only.")
    }
    if failure.isForbidden {
      return language(
        "\(failure.path) tidak boleh dibuka atau ditulis oleh pengguna ini. Periksa akun dan hak aksesnya.",
        "\(failure.path) may not be opened or written by this user. Check the account and the permissions."
      )
    }
    if failure.isInUse {
      return language(
        "\(failure.path) sedang dibuka petugas lain.",
        "\(failure.path) is open at another desk.")
    }
    if failure.isTooLarge {
      return language("\(failure.path) terlalu besar.", "\(failure.path) is too large.")
    }
    if failure.isFolder {
      return language("\(failure.path) adalah folder.", "\(failure.path) is a folder.")
    }
    return language(
      "\(failure.path): \(failure.call) gagal (kode \(failure.code)).",
      "\(failure.path): \(failure.call) failed (code \(failure.code)).")
  }

  /// Why a store's folder cannot be looked at.
  public func storeFailure(_ failure: SystemFailure, folder: String) -> String {
    if failure.isMissing { return journalError(.missing(path: folder)) }
    return cause(failure)
  }

  /// Why a file that a person named cannot be read.
  public func inputFailure(_ failure: SystemFailure, path: String, limit: Int) -> String {
    if failure.isTooLarge {
      let size = "\(limit >> 20) MiB"
      return language(
        "\(path): lebih besar dari \(size). Bagi berkasnya.",
        "\(path): larger than \(size). Split the file.")
    }
    if failure.isMissing {
      return language(
        "\(path): tidak ada. Periksa nama berkasnya.", "\(path): does not exist. Check the name.")
    }
    return cause(failure)
  }
}
