internal import CanonicalForm

extension Wording {
  /// Why a change of keys or desks is refused.
  func doorRefusal(_ refusal: Refusal) -> String {
    switch refusal {
    case .unknownDesk(let id):
      language(
        "Tidak ada meja \(quoted(id.rawValue)). Buat dahulu: payung officers desk.",
        "There is no desk \(quoted(id.rawValue)). First make it: payung officers desk.")
    case .badDesk(let id):
      language(
        "\(quoted(id.rawValue)) tidak dapat menjadi nama meja. Tulis huruf kecil, angka, - atau _, "
          + "paling banyak 32, diawali huruf, bukan owner dan bukan nama petugas.",
        "\(quoted(id.rawValue)) cannot name a desk. Write small letters, digits, - or _, at most 32, "
          + "a letter first, but not owner and no officer's name.")
    case .tooManyAtDesk(let count):
      language(
        "\(number(count)) petugas untuk satu meja: paling banyak \(number(Caseload.mostOfficersAtDesk)). "
          + "Bagi menjadi beberapa meja.",
        "\(number(count)) officers at one desk: at most \(number(Caseload.mostOfficersAtDesk)). "
          + "Divide them among several desks.")
    case .sameDesk(let id):
      language(
        "Meja \(quoted(id.rawValue)) sudah demikian. Tidak ada yang disimpan.",
        "Desk \(quoted(id.rawValue)) is so already. Nothing was saved.")
    case .notAtDesk(let officer, let desk): dismissal(.notAtDesk(officer, desk))
    case .keyTaken(let holder):
      language(
        "Kunci itu sudah milik \(self.holder(holder)). Cabut dahulu di sana, atau pakai kunci lain.",
        "That key is \(self.holder(holder))'s. First take it back there, or use another.")
    case .keyEnded(let day):
      language(
        "\(self.day(day)) sudah lewat: kunci itu tidak akan membuka apa pun. Tulis hari yang akan datang.",
        "\(self.day(day)) is past: the key would open nothing. Write a day to come.")
    case .sameKey(let holder):
      language(
        "\(sentence(self.holder(holder))) sudah memiliki kunci itu. Tidak ada yang disimpan.",
        "\(sentence(self.holder(holder))) has that key already. Nothing was saved.")
    case .noSuchKey(let holder):
      language(
        "\(sentence(self.holder(holder))) tidak memiliki kunci itu. Periksa: payung officers list.",
        "\(sentence(self.holder(holder))) has no such key. Check: payung officers list.")
    default: self.refusal(refusal)
    }
  }

  /// Why somebody may not come in, or not stay.
  public func dismissal(_ dismissal: Dismissal) -> String {
    switch dismissal {
    case .unknownOfficer(let id): refusal(.unknownOfficer(id))
    case .noGrant(let id):
      language(
        "Petugas \(quoted(id.rawValue)) tidak memiliki wewenang yang berlaku hari ini. Hubungi administrator.",
        "Officer \(quoted(id.rawValue)) holds no grant today. Ask the administrator.")
    case .unknownDesk(let id):
      language(
        "Tidak ada meja \(quoted(id.rawValue)). Hubungi administrator.",
        "There is no desk \(quoted(id.rawValue)). Ask the administrator.")
    case .notAtDesk(let officer, let desk):
      language(
        "Petugas \(quoted(officer.rawValue)) tidak bertugas di meja \(quoted(desk.rawValue)). "
          + "Hubungi administrator.",
        "Officer \(quoted(officer.rawValue)) does not sit at desk \(quoted(desk.rawValue)). "
          + "Ask the administrator.")
    case .unknownKey(let holder):
      language(
        "Kunci SSH ini bukan, atau bukan lagi, kunci \(self.holder(holder)). Hubungi administrator.",
        "This SSH key is not, or no longer, one of \(self.holder(holder)). Ask the administrator.")
    case .keyEnded(let day):
      language(
        "Kunci SSH ini berlaku sampai \(self.day(day)). Hubungi administrator.",
        "This SSH key was good until \(self.day(day)). Ask the administrator.")
    }
  }

  /// `petugas siti`, `meja desk-2`.
  public func holder(_ holder: KeyHolder) -> String {
    switch holder {
    case .officer(let id): language("petugas ", "officer ") + harmless(id.rawValue)
    case .desk(let id): language("meja ", "desk ") + harmless(id.rawValue)
    }
  }

  /// An event about keys, desks and PINs in one line.
  func door(_ event: Event) -> String {
    switch event {
    case .keySet(let event):
      let until = event.until.map { language(", sampai ", ", until ") + shortDay($0) } ?? ""
      return language("kunci SSH diberikan: ", "SSH key given: ") + key(event.key, event.holder)
        + until
    case .keyRemoved(let event):
      return language("kunci SSH dicabut: ", "SSH key taken back: ") + key(event.key, event.holder)
    case .deskSet(let event):
      let names = event.officers.map { harmless($0.rawValue) }.joined(separator: ", ")
      return self.holder(.desk(event.desk)) + ": "
        + (names.isEmpty ? language("tanpa petugas", "no officers") : names)
    case .pinSet(let event):
      return language("PIN diberikan: ", "PIN given: ") + self.holder(.officer(event.officer))
    default: return self.event(event)
    }
  }

  /// A key as it is told apart at a glance: its holder, its kind and its last letters.
  private func key(_ key: SSHKey, _ holder: KeyHolder) -> String {
    "\(self.holder(holder)), \(key.kind) …\(key.text.suffix(8))"
  }
}
