internal import ArgumentParser
internal import CanonicalForm
internal import CaseDomain
internal import CaseStore
internal import SystemFiles

extension OfficersCommand {
  struct KeyCommand: StoreCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "key",
        abstract: say(
          "Memberi atau mencabut kunci SSH petugas atau meja.",
          "Gives an SSH key to an officer or a desk, or takes one back."),
        discussion: say(
          "Contoh: payung officers key siti siti.pub --until 2026-12-31",
          "Example: payung officers key siti siti.pub --until 2026-12-31"))
    }

    @OptionGroup var options: StoreOptions
    @OptionGroup var writing: WriteOptions
    @Argument(
      help: help(
        "Nama pendek petugas atau meja.", "The short name of the officer or desk.",
        value: ValueName.officer))
    var id: String
    @Argument(
      help: help(
        "Berkas kunci publik (.pub); - untuk masukan baku.",
        "The public key's file (.pub); - for standard input.", value: ValueName.file))
    var file: String?
    @Option(help: help("Hari terakhir.", "The last day.", value: ValueName.day)) var until: String?
    @Option(
      help: help(
        "Mencabut kunci dengan sidik jari ini.", "Takes back the key with this fingerprint.",
        value: ValueName.code))
    var remove: String?

    func validate() throws {
      guard (file == nil) != (remove == nil), remove == nil || until == nil else {
        throw ValidationError(
          say(
            "Sebutkan berkas kunci, atau --remove SIDIKJARI.",
            "Name the key's file, or --remove FINGERPRINT."))
      }
    }

    func run(_ session: Session) throws(CommandFailure) {
      let holder = session.store.caseload.holder(named: id) ?? .officer(OfficerID(id))
      let command: Command
      if let remove {
        guard let key = session.store.caseload.key(fingerprint: remove) else {
          throw session.refused(.noSuchKey(holder))
        }
        command = .removeKey(RemoveKey(key, of: holder))
      } else {
        var last: Day?
        if let until { last = try session.day(until, option: "--until") }
        command = .setKey(SetKey(try session.key(file ?? "-"), of: holder, until: last))
      }
      try session.report(try session.perform([command], writing))
    }
  }

  struct DeskCommand: StoreCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "desk",
        abstract: say(
          "Menentukan siapa yang bertugas di meja bersama.", "Says who sits at a shared desk."),
        discussion: say(
          "Contoh: payung officers desk meja-1 --officers siti,budi --key meja-1.pub",
          "Example: payung officers desk meja-1 --officers siti,budi --key meja-1.pub"))
    }

    @OptionGroup var options: StoreOptions
    @OptionGroup var writing: WriteOptions
    @Argument(help: help("Nama pendek meja.", "The desk's short name.", value: ValueName.desk))
    var id: String
    @Option(
      help: help(
        "Semua petugasnya, dipisahkan koma; kosong untuk tidak seorang pun.",
        "All its officers, with commas between; empty for nobody.", value: ValueName.officer))
    var officers: String
    @Option(
      help: help(
        "Berkas kunci publik meja itu; - untuk masukan baku.",
        "The file of the desk's public key; - for standard input.", value: ValueName.file))
    var key: String?

    func run(_ session: Session) throws(CommandFailure) {
      let ids = officers.split(separator: ",").map { OfficerID(String($0.filter { $0 != " " })) }
      let desk = DeskID(id)
      var commands = [Command.setDesk(SetDesk(desk, officers: ids))]
      if let key {
        // A desk that is so already may still get a key.
        if session.store.caseload.desks[desk] == Set(ids).sorted() { commands = [] }
        commands.append(.setKey(SetKey(try session.key(key), of: .desk(desk))))
      }
      try session.report(try session.perform(commands, writing))
    }
  }

  struct PINCommand: StoreCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "pin",
        abstract: say(
          "Memberi PIN untuk meja bersama.", "Gives a PIN for the shared desks."))
    }

    @OptionGroup var options: StoreOptions
    @OptionGroup var writing: WriteOptions
    @Argument(
      help: help("Nama pendek petugas.", "The officer's short name.", value: ValueName.officer))
    var id: String

    func run(_ session: Session) throws(CommandFailure) {
      let officer = OfficerID(id)
      // Before anybody types in vain.
      guard session.store.caseload.officers[officer] != nil else {
        throw session.refused(.unknownOfficer(officer))
      }
      let digits = try read(session)
      let pin: PIN
      do throws(PIN.Fault) {
        pin = try PIN(digits)
      } catch {
        throw CommandFailure(.refused, session.words(error), word: "badPIN")
      }
      guard let verifier = pin.verifier() else {
        throw CommandFailure(
          .store, session.say("Memori tidak cukup.", "There is not enough memory."))
      }
      try session.report(
        try session.perform([.setPIN(SetPIN(officer, verifier))], writing))
    }

    /// The digits, typed twice on the terminal, or the first line of the standard input.
    private func read(_ session: Session) throws(CommandFailure) -> String {
      guard session.host.hasTerminal, let terminal = TerminalQuestion() else {
        let bytes = try session.read("-", limit: 4_096)
        let line = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
        return String(decoding: line, as: UTF8.self)
      }
      let first = terminal.ask(session.say("PIN baru: ", "New PIN: "), isSecret: true)
      let again =
        first == nil ? nil : terminal.ask(session.say("Sekali lagi: ", "Again: "), isSecret: true)
      guard let first, let again else { throw CommandFailure(.cancelled) }
      guard first == again else {
        throw CommandFailure(
          .refused,
          session.say("Keduanya tidak sama. Ulangi.", "The two differ. Do it again."),
          word: "badPIN")
      }
      return first
    }
  }
}

extension Session {
  /// The public key in a file.
  func key(_ path: String) throws(CommandFailure) -> SSHKey {
    let text = String(
      decoding: try read(path, limit: SSHKey.longestLine), as: UTF8.self)
    do throws(SSHKey.Fault) {
      return try SSHKey(text)
    } catch {
      throw CommandFailure(.refused, "\(shown(path)): \(words(error))", word: "badKey")
    }
  }

  private func words(_ fault: SSHKey.Fault) -> String {
    switch fault {
    case .isPrivate:
      say(
        "ini kunci rahasia, yang tidak boleh diberikan kepada siapa pun. Pakai berkas .pub di sebelahnya, "
          + "dan buat kunci baru bila berkas ini pernah dikirim.",
        "this is the private key, which nobody may hand out. Use the .pub file beside it, and make a new key "
          + "if this file was ever sent.")
    case .isNoKey:
      say(
        "bukan satu baris kunci publik. Diharapkan: ssh-ed25519 AAAA… (isi berkas .pub).",
        "not one line of a public key. Expected: ssh-ed25519 AAAA… (what the .pub file holds).")
    case .kind(let kind):
      say(
        "jenis kunci \(Console.harmless(kind)) tidak diterima. Buat dengan: ssh-keygen -t ed25519",
        "keys of the kind \(Console.harmless(kind)) are not taken. Make one with: ssh-keygen -t ed25519"
      )
    case .isShort(let bits):
      say(
        "kunci RSA \(bits) bit terlalu pendek (paling sedikit 2048). Buat dengan: ssh-keygen -t ed25519",
        "an RSA key of \(bits) bits is too short (2048 at least). Make one with: ssh-keygen -t ed25519"
      )
    }
  }

  func words(_ fault: PIN.Fault) -> String {
    switch fault {
    case .notDigits: say("PIN hanya angka.", "A PIN has digits alone.")
    case .length:
      say(
        "PIN terdiri dari \(PIN.lengths.lowerBound) sampai \(PIN.lengths.upperBound) angka.",
        "A PIN has \(PIN.lengths.lowerBound) to \(PIN.lengths.upperBound) digits.")
    case .trivial:
      say(
        "PIN itu mudah ditebak (angka berurutan atau berulang). Pilih yang lain.",
        "That PIN is easily guessed (a run, or a pattern). Choose another.")
    }
  }

  /// Who comes in how, below the list of officers, where anybody has a key or a desk.
  func printDoors() {
    let caseload = store.caseload
    for (desk, officers) in caseload.desks.sorted(by: { $0.key < $1.key }) {
      print(wording.holder(.desk(desk)) + ": " + officers.map(\.rawValue).joined(separator: ", "))
    }
    for (key, held) in sortedKeys {
      let until = held.until.map { say(", sampai ", ", until ") + wording.shortDay($0) } ?? ""
      print("\(wording.holder(held.holder)): \(key.fingerprint)\(until)")
    }
    if !caseload.pins.isEmpty {
      print("PIN: " + caseload.pins.keys.sorted().map(\.rawValue).joined(separator: ", "))
    }
  }

  func writeDoors(of officer: OfficerID, to json: inout JSONWriter) {
    let caseload = store.caseload
    let keys = sortedKeys.filter { $0.held.holder == .officer(officer) }
    if !keys.isEmpty {
      json.array("keys", keys) { json, item in
        json.object {
          $0.field("fingerprint", item.key.fingerprint)
          $0.field("until", ifPresent: item.held.until?.description)
        }
      }
    }
    let desks = caseload.desks.filter { $0.value.contains(officer) }.keys.sorted()
    json.field("desks", ifAny: desks.map(\.rawValue))
    json.field("pin", ifTrue: caseload.pins[officer] != nil)
  }

  private var sortedKeys: [(key: SSHKey, held: HeldKey)] {
    store.caseload.keys.map { (key: $0.key, held: $0.value) }
      .sorted { ($0.held.holder.name, $0.key) < ($1.held.holder.name, $1.key) }
  }
}
