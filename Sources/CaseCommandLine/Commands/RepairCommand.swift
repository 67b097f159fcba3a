internal import ArgumentParser
internal import CanonicalForm
internal import CaseDomain
internal import CaseStore
internal import EventJournal

/// `payung repair`: puts right what can be put right without a person.
struct RepairCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "repair",
      abstract: say(
        "Memperbaiki yang ditemukan check; hanya menambah.",
        "Repairs what check has found; it only adds."),
      discussion: say(
        "Yang sudah tersimpan tidak pernah diubah atau dibuang.",
        "What was saved is never changed or removed."))
  }

  @OptionGroup var options: StoreOptions

  mutating func run() throws {
    let host = Host.current
    let wording = Wording(host.language(options.languageOptions.language))
    let folder = host.path(options.store ?? host.defaultStore)
    let surroundings = Surroundings(host)
    let officer = try Door(options, of: folder, surroundings.files, host).officer(wording)
    let steps: [RepairStep]
    let report: StoreReport
    do throws(StoreError) {
      steps = try CaseStore.repair(folder, by: officer, surroundings)
      report = try CaseStore.check(folder, surroundings)
    } catch {
      throw CommandFailure(error, wording)
    }
    if options.json {
      var writer = JSONWriter()
      writer.object { json in
        json.array("steps", steps) { $0.string(wording.repairStep($1)) }
        json.field("severity", Int(report.severity.exitCode))
      }
      host.output(String(decoding: writer.bytes, as: UTF8.self) + "\n")
    } else {
      let said = steps.isEmpty ? [wording.nothingToRepair] : steps.map(wording.repairStep)
      for line in said + wording.checkLines(report) { host.output(line + "\n") }
    }
    if report.severity != .clean { throw CommandFailure(code: report.severity.exitCode) }
  }
}

extension Wording {
  fileprivate var nothingToRepair: String {
    language("Tidak ada yang perlu diperbaiki.", "Nothing needs repair.")
  }

  fileprivate func repairStep(_ step: RepairStep) -> String {
    switch step {
    case .closedPermissions(let path):
      language("\(path): kini hanya untuk pemiliknya.", "\(path): now its owner's alone.")
    case .madeLock: language("Berkas lock dibuat.", "The file lock was made.")
    case .openedSegment(let path, let after, let length):
      language(
        "\(path) dimulai; \(after) berlaku sampai bita \(length), selebihnya tidak pernah tersimpan.",
        "\(path) was begun; \(after) holds up to byte \(length), the rest was never saved.")
    case .removedSegment(let path):
      language(
        "\(path) dibuang: tidak ada entri di dalamnya.", "\(path) was removed: it held no entry.")
    case .foundWhole:
      language(
        "Semua yang tersimpan ada di penyimpanan; menulis diizinkan lagi.",
        "All that was saved is on the disk; writing is allowed again.")
    case .sealedTail(let bytes):
      language(
        "\(number(bytes)) bita terakhir, tulisan yang terputus, ditutup.",
        "The last \(number(bytes)) bytes, a write that was cut short, were sealed.")
    case .finishedErasure:
      language("Penghapusan diselesaikan.", "An erasure was finished.")
    case .removedSnapshot(let path):
      language(
        "\(path) dibuang; dibuat lagi dari jurnal.",
        "\(path) was removed; the journal makes it again."
      )
    }
  }
}
