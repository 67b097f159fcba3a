internal import ArgumentParser
internal import CanonicalForm
internal import CaseDomain
internal import CaseStore
internal import EventJournal

/// `payung check`: whether every byte of the store is what was written.
struct CheckCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "check",
      abstract: say(
        "Memeriksa setiap bita data; tidak menulis apa pun.",
        "Checks every byte of the store; writes nothing."),
      discussion: say(
        "Kode akhir: 0 baik, 1 dapat diperbaiki, 2 perlu orang, 4 diubah.",
        "Exit codes: 0 clean, 1 repairable, 2 needs a person, 4 tampered."))
  }

  @OptionGroup var language: LanguageOptions
  @Option(help: help("Folder data.", "The store's folder.", value: ValueName.folder)) var store:
    String?
  @Option(
    help: help(
      "Berkas berisi segel atau cetakan lama (Jurnal 101, 324c …) yang harus cocok.",
      "A file with a seal or an old printout (Journal 101, 324c …) that must agree.",
      value: ValueName.file))
  var anchor: String?
  @Option(help: .hidden) var officer: String?
  @Flag(help: help("Keluaran JSON.", "JSON output.")) var json = false

  mutating func run() throws {
    let host = Host.current
    let folder = host.path(store ?? host.defaultStore)
    let wording = Wording(host.language(language.language))
    let anchors = try anchor.map { (path) throws(CommandFailure) in
      try AnchorFile.read(path, host, wording)
    }
    let report: StoreReport
    do throws(StoreError) {
      report = try CaseStore.check(folder, anchors: anchors ?? [], Surroundings())
    } catch {
      throw CommandFailure(error, wording)
    }
    if json {
      host.output(CheckJSON(wording).line(report) + "\n")
    } else {
      for line in wording.checkLines(report) { host.output(line + "\n") }
    }
    if report.severity != .clean { throw CommandFailure(code: report.severity.exitCode) }
  }
}

/// A file with numbers and hashes that were written down elsewhere.
private enum AnchorFile {
  static func read(_ path: String, _ host: Host, _ wording: Wording)
    throws(CommandFailure) -> [Anchor]
  {
    let bytes = try InputFile.read(path, limit: 4 << 20, host, wording)
    let anchors = Anchor.all(in: String(decoding: bytes, as: UTF8.self))
    guard !anchors.isEmpty else {
      throw CommandFailure(
        .refused,
        wording.language(
          "\(path): tidak ada segel di dalamnya. Segel dibuat dengan payung seal; daftar yang dicetak "
            + "memuat \"Jurnal 101, 324c 2f70 2fd3 2133\".",
          "\(path): holds no seal. A seal is made with payung seal; a printed list carries "
            + "\"Journal 101, 324c 2f70 2fd3 2133\"."))
    }
    return anchors
  }
}

/// What a check found, for programs.
private struct CheckJSON {
  private let wording: Wording

  init(_ wording: Wording) { self.wording = wording }

  func line(_ report: StoreReport) -> String {
    var writer = JSONWriter()
    writer.object { json in
      json.field("severity", Int(report.severity.exitCode))
      json.field("entries", report.journal.entries)
      json.field("head", report.journal.head.number)
      json.field("hash", report.journal.head.hash)
      json.field("voids", report.journal.voids)
      json.field("erasedLines", report.journal.erasedLines)
      json.array("erasures", report.journal.erasures) { json, erasure in
        json.object {
          $0.field("entry", erasure.entry)
          $0.field("lines", erasure.lines)
        }
      }
      json.field("accessLines", ifPresent: report.access?.entries)
      let findings = report.journal.findings + (report.access?.findings ?? [])
      json.array("findings", findings) { json, finding in
        json.object {
          $0.field("file", finding.file)
          $0.field("line", ifPresent: finding.line)
          $0.field("from", ifPresent: finding.bytes?.lowerBound)
          $0.field("to", ifPresent: finding.bytes?.upperBound)
          $0.field("entry", ifPresent: finding.entry)
          $0.field("severity", Int(finding.severity.exitCode))
        }
      }
      json.array("irregularities", report.irregularities) { json, event in
        json.object {
          $0.field("entry", event.stamp.entry)
          $0.field("event", event.stamp.index)
          $0.field("kind", event.kind)
          $0.field("case", ifPresent: event.case?.number)
          $0.field("by", event.stamp.by.rawValue)
          $0.field("message", wording.irregularity(event.irregularity))
        }
      }
      json.array("contradictions", report.contradictions) { json, found in
        json.object {
          $0.field("line", found.line)
          $0.field("entry", found.entry)
        }
      }
      json.array("trespasses", report.trespasses) { json, found in
        json.object {
          $0.field("line", found.line)
          $0.field("entry", found.entry)
          $0.field("by", found.by.rawValue)
          $0.field("case", ifPresent: found.case?.number)
        }
      }
      json.field("snapshot", word(report.snapshot))
      json.array("anchors", report.anchors) { json, finding in
        json.object {
          $0.field("entry", finding.anchor.entry)
          $0.field("severity", Int(finding.severity.exitCode))
        }
      }
    }
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  private func word(_ finding: SnapshotFinding) -> String {
    switch finding {
    case .none: "none"
    case .right: "right"
    case .unusable: "unusable"
    case .different: "different"
    }
  }
}

extension Severity {
  /// The exit code of `check`.
  var exitCode: Int32 {
    switch self {
    case .clean: 0
    case .repairable: 1
    case .needsPerson: 2
    case .tampered: 4
    }
  }
}
