internal import CanonicalForm
internal import CaseDomain
internal import CaseStore
internal import Synchronization
internal import SystemFiles

/// The steps of the demo: ordinary commands with the time and the officer of each.
///
/// Lines of `steps.txt`: `TIME OFFICER ARGUMENTS`, `#` comments, and `working` where the middle of the
/// work is.
struct DemoSteps {
  static let file = "steps.txt"

  private struct Step {
    var line: Int
    var now: Instant
    var officer: String
    var arguments: [String]
  }

  private let fixtures: String
  private var steps: [Step] = []

  /// Reads the steps in the folder `fixtures`, up to the middle of the work if that is asked for.
  init(in fixtures: String, isWorking: Bool, _ wording: Wording) throws(CommandFailure) {
    self.fixtures = fixtures
    let bytes = try InputFile.read(
      "\(fixtures)/\(DemoSteps.file)", limit: 1 << 20, Host(), wording)
    for (index, text) in String(decoding: bytes, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline
    ).enumerated() {
      let line = text.trimmed
      if line.isEmpty || line.hasPrefix("#") { continue }
      if line == "working" {
        if isWorking { return }
        continue
      }
      let words = DemoSteps.words(line)
      guard words.count > 2, let now = Instant(words[0]) else {
        throw CommandFailure(
          .store,
          wording.language(
            "\(fixtures)/\(DemoSteps.file):\(index + 1): bukan langkah.",
            "\(fixtures)/\(DemoSteps.file):\(index + 1): this is no step."))
      }
      steps.append(
        Step(line: index + 1, now: now, officer: words[1], arguments: Array(words[2...])))
    }
  }

  /// Takes every step in a folder beside `folder`, which gets its name when all is done: what stands
  /// under the name of a demo is a whole one.
  func build(_ folder: String, _ host: Host, _ wording: Wording) throws(CommandFailure) {
    let building = "\(folder).building"
    let files = HostFileSystem()
    if (try? files.status(at: building)) != nil {
      throw CommandFailure(
        .store,
        wording.language(
          "\(building): sisa pembangunan yang terhenti. Hapus dengan: rm -r \(building)",
          "\(building): left by a build that was stopped. Remove it with: rm -r \(building)"))
    }
    try makeParents(of: building, files, wording)
    let open = OpenStore()
    for (index, step) in steps.enumerated() {
      try take(step, in: building, open, host, wording)
      if host.isWatched, index % 40 == 39 {
        host.complaint(
          wording.language(
            "… langkah \(index + 1) dari \(steps.count)\n",
            "… step \(index + 1) of \(steps.count)\n"))
      }
    }
    do throws(SystemFailure) {
      try files.rename(building, to: folder)
      try files.synchronizeFolder(FilePath.folder(of: folder))
    } catch {
      throw CommandFailure(.store, wording.cause(error))
    }
    host.output(
      wording.language(
        "\(wording.number(steps.count)) perintah dijalankan; data latihan di \(folder)",
        "\(wording.number(steps.count)) commands taken; the demo is in \(folder)") + "\n\n")
  }

  private func take(
    _ step: Step, in folder: String, _ open: OpenStore, _ host: Host, _ wording: Wording
  ) throws(CommandFailure) {
    let said = SharedText()
    var stepHost = host
    stepHost.folder = fixtures
    stepHost.isWatched = false
    stepHost.language = wording.language
    stepHost.output = { _ in }
    stepHost.complaint = { said.append($0) }
    stepHost.environment = { name in
      switch name {
      case "PAYUNG_NOW": step.now.description
      // Everybody who builds the demo gets the same bytes.
      case "PAYUNG_SEED": "demo"
      default: nil
      }
    }
    stepHost.kept = { (folder, surroundings) throws(StoreError) in
      try open.store(in: folder, surroundings)
    }
    let officer = step.officer == OfficerID.owner.rawValue ? [] : ["--officer", step.officer]
    let arguments = step.arguments + ["--store", folder] + officer
    let code = Host.$current.withValue(stepHost) { PayungMain.execute(arguments) }
    guard code == 0 else {
      throw CommandFailure(
        .store,
        wording.language(
          "\(fixtures)/\(DemoSteps.file):\(step.line): perintah berakhir dengan kode \(code).\n\(said.text)",
          "\(fixtures)/\(DemoSteps.file):\(step.line): the command ended with code \(code).\n\(said.text)"
        ))
    }
  }

  private func makeParents(of path: String, _ files: HostFileSystem, _ wording: Wording)
    throws(CommandFailure)
  {
    var missing: [String] = []
    var parent = FilePath.folder(of: path)
    while (try? files.status(at: parent)) == nil, parent.count > 1 {
      missing.append(parent)
      parent = FilePath.folder(of: parent)
    }
    do throws(SystemFailure) {
      for folder in missing.reversed() { try files.makeFolder(folder) }
    } catch {
      throw CommandFailure(.store, wording.cause(error))
    }
  }

  /// The words of a line, with what stands between double quotes as one.
  private static func words(_ line: Substring) -> [String] {
    var words: [String] = []
    var word: String?
    var isQuoted = false
    for character in line {
      if character == "\"" {
        isQuoted.toggle()
        word = word ?? ""
      } else if character == " ", !isQuoted {
        if let done = word { words.append(done) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if let word { words.append(word) }
    return words
  }
}

/// What a step complained of.
private final class SharedText: Sendable {
  private let contents = Mutex("")

  var text: String { contents.withLock { $0 } }

  func append(_ text: String) { contents.withLock { $0 += text } }
}

/// One store that stays open from step to step, so that each step reads only what the last one wrote.
///
/// The steps run one behind the other on one thread; nothing else touches it.
private final class OpenStore: @unchecked Sendable {
  private var open: CaseStore?

  func store(in folder: String, _ surroundings: Surroundings) throws(StoreError) -> CaseStore {
    if let open, open.folder == folder {
      open.simulatedNow = surroundings.simulatedNow
      try open.refresh()
      return open
    }
    let store = try CaseStore(opening: folder, surroundings)
    open = store
    return store
  }
}
