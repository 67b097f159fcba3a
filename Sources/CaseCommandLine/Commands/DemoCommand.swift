internal import ArgumentParser
internal import CanonicalForm
internal import CaseDomain
internal import CaseStore
internal import SystemFiles

/// `payung demo`: the Karimun programme of 2025, built through the ordinary commands.
struct DemoCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "demo",
      abstract: say(
        "Membangun program Karimun 2025 dengan orang-orang rekaan.",
        "Builds the Karimun programme of 2025 with people who do not exist."),
      discussion: say(
        "Contoh: payung demo --no-desk, lalu payung totals --store FOLDER",
        "Example: payung demo --no-desk, then payung totals --store FOLDER"))
  }

  @OptionGroup var language: LanguageOptions
  @Argument(help: help("Folder data latihan.", "The demo's folder.", value: ValueName.folder))
  var folder: String?
  @Flag(help: help("Hanya membangun, tanpa membuka layar.", "Only builds, opens no desk."))
  var noDesk = false
  @Flag(help: help("Berhenti di tengah pekerjaan.", "Stops in the middle of the work."))
  var working = false
  @Option(
    help: help("Folder contoh (fixtures).", "The folder of the fixtures.", value: ValueName.folder))
  var fixtures: String?

  mutating func run() throws {
    let host = Host.current
    let wording = Wording(host.language(language.language))
    let folder = host.absolutePath(folder ?? host.dataFolder("payung-demo"))
    if try isDemo(folder, host, wording) {
      host.output(
        wording.language(
          "Data latihan sudah ada: \(folder)", "The demo is there already: \(folder)")
          + "\n\n")
    } else {
      let steps = try DemoSteps(
        in: try fixturesFolder(host, wording), isWorking: working, wording)
      try steps.build(folder, host, wording)
    }
    let options = ["--store", folder] + (language.language.map { ["--language", $0] } ?? [])
    // dewi holds every level and registered nobody.
    let opensDesk = !noDesk && HostIdentity.isTerminal(0) && HostIdentity.isTerminal(1)
    let code = PayungMain.execute(
      opensDesk ? ["desk", "--officer", "dewi"] + options : ["totals"] + options)
    guard code == 0 else { throw CommandFailure(code: code) }
    guard !opensDesk else { return }
    host.output(
      wording.language(
        "\nLihat lebih jauh: payung --store \(folder) --officer dewi",
        "\nLook further: payung --store \(folder) --officer dewi") + "\n")
  }

  /// Whether a demo stands there; whatever else stands there is refused.
  private func isDemo(_ folder: String, _ host: Host, _ wording: Wording) throws(CommandFailure)
    -> Bool
  {
    let files = HostFileSystem()
    do throws(SystemFailure) {
      guard try !files.names(in: folder).isEmpty else { return false }
    } catch {
      if error.isMissing { return false }
      throw CommandFailure(.store, wording.cause(error))
    }
    do throws(StoreError) {
      let store = try host.open(folder, Surroundings())
      if store.isSimulated { return true }
    } catch {
      throw CommandFailure(error, wording)
    }
    throw CommandFailure(
      .store,
      wording.language(
        "\(folder): bukan data latihan. Pilih folder lain: payung demo FOLDER",
        "\(folder): this is no demo. Choose another folder: payung demo FOLDER"))
  }

  private func fixturesFolder(_ host: Host, _ wording: Wording) throws(CommandFailure) -> String {
    let beside = FilePath.folder(of: HostIdentity.executable) + "/../share/payung"
    let candidates = fixtures.map { [host.path($0)] } ?? [host.path("fixtures"), beside]
    let files = HostFileSystem()
    for candidate in candidates.flatMap({ ["\($0)/karimun-2025", $0] }) {
      if (try? files.status(at: "\(candidate)/\(DemoSteps.file)"))?.kind == .file {
        return candidate
      }
    }
    throw CommandFailure(
      .store,
      wording.language(
        "Contoh tidak ditemukan di \(candidates.joined(separator: ", ")). Tunjukkan dengan --fixtures FOLDER.",
        "No fixtures in \(candidates.joined(separator: ", ")). Show them with --fixtures FOLDER."))
  }
}
