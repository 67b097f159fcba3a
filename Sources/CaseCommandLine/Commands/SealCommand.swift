internal import ArgumentParser
internal import CaseDomain
internal import CaseStore

/// `payung seal`: where the journal stands, to be signed and kept elsewhere.
struct SealCommand: StoreCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "seal",
      abstract: say(
        "Menulis nomor dan hash entri terakhir untuk ditandatangani.",
        "Prints the number and hash of the last entry, to be signed."),
      discussion: say(
        "Simpan di luar komputer ini, misalnya:\n"
          + "  payung seal > segel.json && ssh-keygen -Y sign -f kunci -n payung-journal segel.json\n"
          + "Diperiksa dengan: payung check --anchor segel.json",
        "Keep it away from this machine, for example:\n"
          + "  payung seal > seal.json && ssh-keygen -Y sign -f key -n payung-journal seal.json\n"
          + "Checked with: payung check --anchor seal.json"))
  }

  @OptionGroup var options: StoreOptions

  func run(_ session: Session) throws(CommandFailure) {
    do throws(StoreError) {
      session.print(try session.store.seal().line)
    } catch {
      throw CommandFailure(error, session.wording)
    }
  }
}
