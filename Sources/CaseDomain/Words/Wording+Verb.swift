extension Wording {
  /// What a command does, as it follows "may not": `menyetujui`, `approve`.
  public func verb(_ verb: Verb) -> String {
    switch verb {
    case .register: language("mendata", "register")
    case .correct: language("memperbaiki", "correct")
    case .approve: language("menyetujui", "approve")
    case .reject: language("menolak", "reject")
    case .return: language("mengembalikan", "return")
    case .distinguish: language("membedakan", "tell apart")
    case .undo: language("mengurungkan", "undo")
    case .withdraw: language("mencabut", "withdraw")
    case .enrol: language("mendaftarkan", "enrol")
    case .end: language("mengakhiri", "end")
    case .addParticipants: language("memasukkan daftar peserta", "bring a list of participants")
    case .setProgramme: language("menetapkan ketentuan program", "set the programme")
    case .setOfficer: language("mengatur petugas", "set officers")
    case .setKey: language("memberi kunci SSH", "give SSH keys")
    case .removeKey: language("mencabut kunci SSH", "take SSH keys back")
    case .setDesk: language("mengatur meja bersama", "set shared desks")
    case .setPIN: language("memberi PIN", "give PINs")
    case .erase: language("menghapus data", "erase")
    }
  }

  /// What a command does to a case, as it follows "cannot be": `disetujui`, `approved`.
  public func passive(_ verb: Verb) -> String {
    switch verb {
    case .register: language("didata", "registered")
    case .correct: language("diperbaiki", "corrected")
    case .approve: language("disetujui", "approved")
    case .reject: language("ditolak", "rejected")
    case .return: language("dikembalikan", "returned")
    case .distinguish: language("dibedakan", "told apart")
    case .undo: language("diurungkan", "undone")
    case .withdraw: language("dicabut", "withdrawn")
    case .enrol: language("didaftarkan", "enrolled")
    case .end: language("diakhiri", "ended")
    case .addParticipants: language("dimasukkan", "brought in")
    case .setProgramme: language("ditetapkan", "set")
    case .setOfficer, .setDesk: language("diatur", "set")
    case .setKey, .setPIN: language("diberikan", "given")
    case .removeKey: language("dicabut", "taken back")
    case .erase: language("dihapus datanya", "erased")
    }
  }

  /// What was wanted, with the case where there is one: `menyetujui berkas 214`.
  func act(_ verb: Verb, _ id: CaseID?) -> String {
    switch verb {
    case .addParticipants, .setProgramme, .setOfficer, .setKey, .removeKey, .setDesk, .setPIN:
      self.verb(verb)
    case .register: language("mendata usulan", "register anybody")
    case .undo:
      language(
        "mengurungkan kejadian terakhir \(self.case(id))",
        "undo the last event of \(self.case(id))")
    case .withdraw where id == nil: language("mencabut usulan", "withdraw cases")
    case .end:
      language("mengakhiri kepesertaan \(self.case(id))", "end \(self.case(id))")
    case .distinguish:
      language(
        "membedakan \(self.case(id)) dari yang lain", "tell \(self.case(id)) apart from others")
    case .correct, .approve, .reject, .return, .withdraw, .enrol, .erase:
      "\(self.verb(verb)) \(self.case(id))"
    }
  }

  /// `berkas 214`; `berkas` alone where the number is not known.
  func `case`(_ id: CaseID?) -> String {
    id.map { language("berkas \($0)", "case \($0)") } ?? language("berkas", "cases")
  }
}
