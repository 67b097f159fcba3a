internal import ArgumentParser
internal import CaseDomain
internal import CaseStore
internal import SystemFiles

/// `payung get`: an export of one's own, written to the standard output.
struct GetCommand: StoreCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "get",
      abstract: say(
        "Mengambil ekspor sendiri dari layar kerja.", "Fetches an export of one's own desk."),
      discussion: say(
        "Contoh: ssh payung@HOST get 17 > rekap.csv", "Example: ssh payung@HOST get 17 > totals.csv"
      )
    )
  }

  @OptionGroup var options: StoreOptions
  @Argument(
    help: help("Nomor ekspor.", "The number of the export.", value: ValueName.cases)) var number:
    Int

  func run(_ session: Session) throws(CommandFailure) {
    let bytes: [UInt8]?
    do throws(SystemFailure) {
      bytes = try DeskFiles(store: session.store.folder, officer: session.officer)
        .exported(number)
    } catch {
      throw CommandFailure(.store, session.wording.cause(error))
    }
    guard let bytes else {
      throw CommandFailure(
        .refused,
        session.say(
          "Ekspor \(number) tidak ada. Nomornya disebut layar kerja sesudah mengekspor.",
          "There is no export \(number). The desk says its number when it exports."),
        word: "noSuchExport")
    }
    // A file is what was exported, byte for byte; on a terminal nothing of it may act.
    guard !HostIdentity.isTerminal(1) else {
      return session.host.output(String(decoding: bytes, as: UTF8.self))
    }
    do throws(SystemFailure) {
      try StandardStreams.writeOutput(bytes)
    } catch {
      throw CommandFailure(.store, session.wording.cause(error))
    }
  }
}
