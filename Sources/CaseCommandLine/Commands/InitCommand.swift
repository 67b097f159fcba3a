internal import ArgumentParser
internal import CanonicalForm
internal import CaseDomain
internal import CaseStore

/// `payung init`: makes a new store.
struct InitCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "init",
      abstract: say("Membuat folder data baru.", "Makes a new store."),
      discussion: say(
        "Contoh: payung init /srv/payung --programme programme.json",
        "Example: payung init /srv/payung --programme programme.json"))
  }

  @OptionGroup var language: LanguageOptions
  @Argument(
    help: help(
      "Folder yang belum ada atau kosong.", "A folder that is absent or empty.",
      value: ValueName.folder))
  var folder: String?
  @Option(
    help: help(
      "Folder data, bila tidak ditulis di depan.", "The folder, where it is not the argument.",
      value: ValueName.folder))
  var store: String?
  @Option(
    help: help(
      "Berkas ketentuan program (JSON).", "The programme file (JSON).", value: ValueName.file))
  var programme: String
  @Flag(
    help: help(
      "Untuk latihan: waktu boleh diatur, dan layar berjudul SIMULASI.",
      "For training: time may be set, and screens say SIMULASI."))
  var simulated = false

  mutating func run() throws {
    let host = Host.current
    let wording = Wording(host.language(language.language))
    let folder = host.path(folder ?? store ?? host.defaultStore)
    let file = try ProgrammeFile(programme, host, wording)
    do throws(StoreError) {
      try CaseStore.create(
        in: folder, programme: file.programme, officers: file.officers, simulated: simulated,
        program: ProgramVersion.text, Surroundings(host))
    } catch {
      let wording = Wording(wording.language, file.programme)
      guard case .refused(.programme(let faults)) = error else {
        throw CommandFailure(error, wording)
      }
      throw CommandFailure(
        .refused, wording.programmeFaults(faults, file: programme), word: "programme")
    }
    host.output(
      wording.language(
        "Folder data \(folder) siap: \(file.programme.name), kuota \(wording.number(file.programme.target)).",
        "The store \(folder) is ready: \(file.programme.name), target \(wording.number(file.programme.target))."
      ) + "\n")
  }
}

/// A programme file as a person wrote it.
struct ProgrammeFile {
  var programme: Programme
  var officers: [Officer]

  init(_ path: String, _ host: Host, _ wording: Wording) throws(CommandFailure) {
    let bytes = try InputFile.read(path, limit: 4 << 20, host, wording)
    do throws(JSONFailure) {
      let object = try JSONObject(parsing: bytes)
      programme = try Programme(from: object)
      officers = try Officer.list(from: object)
    } catch {
      throw CommandFailure(.refused, wording.failure(error, file: path, in: bytes))
    }
  }
}
