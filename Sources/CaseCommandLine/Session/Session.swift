internal import ArgumentParser
internal import CanonicalForm
internal import CaseDomain
internal import CaseStore
internal import SystemFiles

/// One command at work on one store: who, in which language, where the answer goes.
struct Session {
  let store: CaseStore
  let admission: Admission
  let language: Language
  let json: Bool
  let host: Host

  var officer: OfficerID { admission.officer }

  /// Opens the store and lets in who asks.
  ///
  /// `beforeReading` is called before it is read, unless there may be a question to answer behind that. For a command
  /// that only shows one case, `shown`, its caseload need not have others.
  init(
    _ options: StoreOptions, showing shown: ShownCase? = nil,
    beforeReading: (_ folder: String, Language) -> Void = { _, _ in }
  ) throws(CommandFailure) {
    host = Host.current
    language = host.language(options.languageOptions.language)
    json = options.json
    let folder = host.path(options.store ?? host.defaultStore)
    let surroundings = Surroundings(host, clockIsRight: options.clockIsRight)
    let wording = Wording(language)
    let door = try Door(options, of: folder, surroundings.files, host)
    if !door.maybeShared { beforeReading(folder, language) }
    do throws(StoreError) {
      store = try host.open(folder, showing: shown, surroundings)
    } catch {
      throw CommandFailure(error, wording)
    }
    admission = try door.admit(store, Wording(language, store.caseload))
  }

  /// Words with the names of this store's programme and officers.
  var wording: Wording { Wording(language, store.caseload) }

  func say(_ indonesian: String, _ english: String) -> String { language(indonesian, english) }

  func print(_ line: String) { host.output(line + "\n") }

  func complain(_ line: String) { host.complaint(line + "\n") }

  /// Prints one JSON object.
  func print(_ object: (inout JSONWriter) -> Void) {
    var writer = JSONWriter()
    writer.object(object)
    print(String(decoding: writer.bytes, as: UTF8.self))
  }

  func refused(_ refusal: Refusal) -> CommandFailure {
    CommandFailure(.refused, words(refusal), word: refusal.word)
  }

  /// A refusal with the options that answer it.
  func words(_ refusal: Refusal) -> String {
    let options: String? =
      switch refusal {
      case .signatureNeeded:
        say(
          "--signed-by NAMA --signed-on TANGGAL --document NOMOR",
          "--signed-by NAME --signed-on DAY --document NUMBER")
      case .ownerDoesNotDecide: say("--officer PETUGAS", "--officer OFFICER")
      case .warningsNeedNote, .noteNeeded, .distinctionNeedsNote:
        say("--note ALASAN", "--note REASON")
      case .reasonNeeded:
        say("--reason ALASAN (daftar: --purpose)", "--reason REASON (lists: --purpose)")
      default: nil
      }
    guard let options else { return wording.refusal(refusal) }
    return wording.refusal(refusal) + say(" Tambahkan: ", " Add: ") + options
  }

  /// The outcome of commands, recorded as one entry.
  ///
  /// ^C before they are saved cancels all of them; from then on it comes too late, and what was saved is said.
  func perform(_ commands: [Command], _ options: WriteOptions) throws(CommandFailure) -> Outcome {
    let signals = HeldSignals()
    let progress = Progress(self, total: commands.count)
    defer {
      progress.clear()
      signals.dropInterrupt()
      signals.release()
    }
    do throws(StoreError) {
      let outcome = try store.perform(
        commands, by: officer, via: admission.desk?.rawValue, id: options.id?.lowercased(),
        goesOn: { decided in
          progress.show(decided)
          return !HeldSignals.areEnding
        })
      if let behind = outcome.clockBehind { complain(wording.clockBehind(behind)) }
      if outcome.entry != nil { store.keepSnapshot() }
      return outcome
    } catch {
      throw CommandFailure(error, wording)
    }
  }

  /// What ``perform(_:_:)`` would answer now, for `--dry-run`; nothing is recorded.
  func rehearse(_ commands: [Command]) throws(CommandFailure) -> Outcome {
    do throws(StoreError) {
      return try store.rehearse(commands, by: officer)
    } catch {
      throw CommandFailure(error, wording)
    }
  }

  /// The state now, or at the moment that `--as-of` names.
  func view(asOf text: String?) throws(CommandFailure) -> StoreView {
    guard let text else { return store.view }
    guard let moment = Moment(text) else {
      throw CommandFailure(
        .usage,
        say(
          "--as-of: tulis nomor entri (#17), hari (2025-11-20) atau saat (2025-11-20T09:00:00Z).",
          "--as-of: write an entry (#17), a day (2025-11-20) or an instant (2025-11-20T09:00:00Z).")
      )
    }
    do throws(StoreError) {
      return try store.view(at: moment)
    } catch {
      throw CommandFailure(error, wording)
    }
  }

  /// Where a printed table comes from: the number and the hash of the last entry in it.
  func mark(_ view: StoreView) -> String { wording.mark(entry: view.entry, hash: view.hash) }

  /// A file as messages name it.
  func shown(_ path: String) -> String {
    path == "-" ? say("masukan baku", "standard input") : path
  }

  /// The bytes of a file that an officer names, or of the standard input for `-`.
  func read(_ path: String, limit: Int) throws(CommandFailure) -> [UInt8] {
    try InputFile.read(path, limit: limit, host, Wording(language))
  }
}

extension Wording {
  /// What is wrong with a programme file, a line for each, behind the file's name.
  func programmeFaults(_ faults: [ProgrammeFault], file: String) -> String {
    faults.map { "\(file): \(programmeFault($0))" }.joined(separator: "\n")
  }
}

/// Files that a person names.
enum InputFile {
  static func read(_ path: String, limit: Int, _ host: Host, _ wording: Wording)
    throws(CommandFailure) -> [UInt8]
  {
    guard path == "-" || !host.isRestricted else { throw Restriction.file(wording.language) }
    do throws(SystemFailure) {
      if path == "-" { return try StandardStreams.readInput(limit: limit) }
      return try HostFileSystem().readWhole(host.path(path), limit: limit, followingLinks: true)
    } catch {
      throw CommandFailure(.store, wording.inputFailure(error, path: path, limit: limit))
    }
  }
}

/// A command on a store.
protocol StoreCommand: ParsableCommand {
  var options: StoreOptions { get }
  /// The only case that it asks for anything, where that is known before.
  var shown: ShownCase? { get }
  func run(_ session: Session) throws(CommandFailure)
}

extension StoreCommand {
  var shown: ShownCase? { nil }

  mutating func run() throws {
    try run(Session(options, showing: shown))
  }
}
