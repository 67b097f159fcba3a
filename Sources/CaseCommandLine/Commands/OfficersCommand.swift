internal import ArgumentParser
internal import CanonicalForm
internal import CaseDomain
internal import CaseStore

/// `payung officers`: who may do what.
struct OfficersCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "officers",
      abstract: say("Petugas dan wewenangnya.", "Officers and what they may do."),
      subcommands: [
        Add.self, GrantCommand.self, Revoke.self, KeyCommand.self, DeskCommand.self,
        PINCommand.self, List.self,
      ])
  }

  struct Add: StoreCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "add", abstract: say("Menambah petugas.", "Adds an officer."),
        discussion: say(
          "Contoh: payung officers add siti --name \"Siti\" --office \"Kel. Tanjung Balai\" --grant registrar:21.02.03.1001",
          "Example: payung officers add siti --name \"Siti\" --office \"Kel. Tanjung Balai\" --grant registrar:21.02.03.1001"
        ))
    }

    @OptionGroup var options: StoreOptions
    @OptionGroup var writing: WriteOptions
    @Argument(
      help: help("Nama pendek petugas.", "The officer's short name.", value: ValueName.officer))
    var id: String
    @Option(help: help("Nama lengkap.", "The full name.", value: ValueName.text)) var name: String
    @Option(help: help("Kantor.", "The office.", value: ValueName.text)) var office: String
    @Option(
      name: .customLong("grant"),
      help: help(
        "Wewenang PERAN[:TINGKAT]:WILAYAH; boleh beberapa.", "ROLE[:LEVEL]:AREA; may be repeated.",
        value: ValueName.grant))
    var grants: [String] = []
    @Option(
      help: help(
        "Akun lain orang yang sama: empat mata menghitung orang, bukan akun.",
        "Another account of the same person: four eyes count people, not accounts.",
        value: ValueName.officer))
    var sameAs: String?

    func run(_ session: Session) throws(CommandFailure) {
      var list: [Grant] = []
      for text in grants { list.append(try session.grant(text)) }
      let officer = Officer(
        id: OfficerID(id), name: name, office: office, grants: list,
        sameAs: sameAs.map { OfficerID($0) })
      try session.report(try session.perform([.setOfficer(.add(officer))], writing))
    }
  }

  struct GrantCommand: StoreCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "grant", abstract: say("Memberi wewenang.", "Gives a grant."))
    }

    @OptionGroup var options: StoreOptions
    @OptionGroup var writing: WriteOptions
    @Argument(
      help: help("Nama pendek petugas.", "The officer's short name.", value: ValueName.officer))
    var id: String
    @Argument(help: help("PERAN[:TINGKAT]:WILAYAH", "ROLE[:LEVEL]:AREA", value: ValueName.grant))
    var grant: String
    @Option(help: help("Hari pertama.", "The first day.", value: ValueName.day)) var from: String?
    @Option(help: help("Hari terakhir.", "The last day.", value: ValueName.day)) var until: String?
    @Option(
      name: .customLong("for"),
      help: help(
        "Pelaksana harian untuk siapa.", "Whom the officer stands in for.", value: ValueName.text))
    var standsInFor: String?

    func run(_ session: Session) throws(CommandFailure) {
      var grant = try session.grant(grant)
      if let from { grant.from = try session.day(from, option: "--from") }
      if let until { grant.until = try session.day(until, option: "--until") }
      grant.standsInFor = standsInFor
      let command = Command.setOfficer(.grant(OfficerID(id), grant))
      try session.report(try session.perform([command], writing))
    }
  }

  struct Revoke: StoreCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "revoke", abstract: say("Mencabut wewenang.", "Takes a grant back."))
    }

    @OptionGroup var options: StoreOptions
    @OptionGroup var writing: WriteOptions
    @Argument(
      help: help("Nama pendek petugas.", "The officer's short name.", value: ValueName.officer))
    var id: String
    @Argument(help: help("PERAN[:TINGKAT]:WILAYAH", "ROLE[:LEVEL]:AREA", value: ValueName.grant))
    var grant: String

    func run(_ session: Session) throws(CommandFailure) {
      let command = Command.setOfficer(.revoke(OfficerID(id), try session.grant(grant)))
      try session.report(try session.perform([command], writing))
    }
  }

  struct List: StoreCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "list", abstract: say("Daftar petugas.", "Lists the officers."))
    }

    @OptionGroup var options: StoreOptions
    @OptionGroup var table: TableOptions

    func run(_ session: Session) throws(CommandFailure) {
      let officers = session.store.caseload.officers.values.sorted { $0.id < $1.id }
      if session.json { return write(officers, session) }
      var list = Listing([
        .text(session.say("Petugas", "Officer"), "officer"),
        .text(session.say("Nama", "Name"), "name"),
        .text(session.say("Kantor", "Office"), "office"),
        .text(session.say("Wewenang", "Grants"), "grants"),
      ])
      for officer in officers {
        let grants = officer.grants.map { session.wording.grant($0) }.joined(separator: "; ")
        list.rows.append([
          .text(officer.id.rawValue), .text(name(of: officer, session)), .text(officer.office),
          .text(grants),
        ])
      }
      list.mark = "\(session.mark(session.store.view))."
      session.show(list, table)
      if !table.csv {
        session.printDoors()
        session.print("\(session.mark(session.store.view)).")
      }
    }

    private func name(of officer: Officer, _ session: Session) -> String {
      guard let former = officer.sameAs else { return officer.name }
      return officer.name + session.say(" (juga \(former))", " (also \(former))")
    }

    /// As the programme file has them, so that one can be made of the other; behind that how they come in, where they
    /// do by a key, at a desk or with a PIN.
    private func write(_ officers: [Officer], _ session: Session) {
      var writer = JSONWriter()
      writer.array(officers) { json, officer in
        json.object { json in
          json.field("id", officer.id.rawValue)
          json.field("name", officer.name)
          json.field("office", officer.office)
          json.field("sameAs", ifPresent: officer.sameAs?.rawValue)
          json.array("grants", officer.grants) { json, grant in
            json.object {
              $0.field("grant", grant.description)
              $0.field("from", ifPresent: grant.from?.description)
              $0.field("until", ifPresent: grant.until?.description)
              $0.field("for", ifPresent: grant.standsInFor)
            }
          }
          session.writeDoors(of: officer.id, to: &json)
        }
      }
      session.print(String(decoding: writer.bytes, as: UTF8.self))
    }
  }
}

extension Session {
  /// The grant that is written `ROLE[:LEVEL]:AREA`.
  func grant(_ text: String) throws(CommandFailure) -> Grant {
    guard let grant = Grant(text) else {
      throw CommandFailure(
        .refused,
        say(
          "Wewenang \"\(text)\": tulis registrar, enroller, auditor atau administrator dengan wilayahnya "
            + "(registrar:21.02.03), verifier dengan tingkat dan wilayahnya (verifier:kelurahan:21.02.03).",
          "Grant \"\(text)\": write registrar, enroller, auditor or administrator with an area "
            + "(registrar:21.02.03), verifier with a level and an area (verifier:kelurahan:21.02.03)."
        ))
    }
    return grant
  }
}
