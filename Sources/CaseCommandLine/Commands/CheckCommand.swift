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
  @Option(help: .hidden) var officer: String?
  @Flag(help: help("Keluaran JSON.", "JSON output.")) var json = false

  mutating func run() throws {
    let host = Host.current
    let folder = host.path(store ?? host.defaultStore)
    let wording = Wording(host.language(language.language))
    let report: CheckReport
    do throws(StoreError) {
      report = try CaseStore.check(folder, Surroundings())
    } catch {
      throw CommandFailure(error, wording)
    }
    if json {
      host.output(jsonLine(report) + "\n")
    } else {
      for finding in report.findings { host.output(wording.finding(finding) + "\n") }
      host.output(wording.checked(report) + "\n")
    }
    if report.severity != .clean { throw CommandFailure(code: report.severity.exitCode) }
  }

  private func jsonLine(_ report: CheckReport) -> String {
    var writer = JSONWriter()
    writer.object { json in
      json.field("entries", report.entries)
      json.field("head", report.head.number)
      json.field("hash", report.head.hash)
      json.field("voids", report.voids)
      json.field("erasedLines", report.erasedLines)
      json.array("findings", report.findings) { json, finding in
        json.object {
          $0.field("file", finding.file)
          $0.field("line", ifPresent: finding.line)
          $0.field("from", ifPresent: finding.bytes?.lowerBound)
          $0.field("to", ifPresent: finding.bytes?.upperBound)
          $0.field("entry", ifPresent: finding.entry)
          $0.field("severity", Int(finding.severity.exitCode))
        }
      }
    }
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

extension Severity {
  /// The exit code of `check`.
  fileprivate var exitCode: Int32 {
    switch self {
    case .clean: 0
    case .repairable: 1
    case .needsPerson: 2
    case .tampered: 4
    }
  }
}

extension Wording {
  fileprivate func checked(_ report: CheckReport) -> String {
    let entries = number(report.entries)
    switch report.severity {
    case .clean:
      return language(
        "Baik: \(entries) entri, jurnal \(number(report.head.number)), \(report.head.hash).",
        "Clean: \(entries) entries, journal \(number(report.head.number)), \(report.head.hash).")
    case .repairable:
      return language(
        "Dapat diperbaiki; tidak ada yang hilang. \(entries) entri terbaca.",
        "Repairable; nothing is lost. \(entries) entries can be read.")
    case .needsPerson:
      return language(
        "Perlu orang: jangan menulis apa pun, hubungi admin. \(entries) entri terbaca.",
        "Needs a person: write nothing, call the administrator. \(entries) entries can be read.")
    case .tampered:
      return language(
        "Diubah setelah ditulis: jangan menulis apa pun, hubungi admin. \(entries) entri terbaca.",
        "Changed after it was written: write nothing, call the administrator. \(entries) entries can be read."
      )
    }
  }

  fileprivate func finding(_ finding: Finding) -> String {
    var place = finding.file
    if let line = finding.line { place += ":\(line)" }
    if let entry = finding.entry { place += language(": entri ", ": entry ") + String(entry) }
    if let bytes = finding.bytes {
      place += language(", bita ", ", bytes ") + "\(bytes.lowerBound)–\(bytes.upperBound)"
    }
    return "\(place): \(problem(finding.problem))."
  }

  private func problem(_ problem: Finding.Problem) -> String {
    switch problem {
    case .loosePermissions(let mode):
      language(
        "terbuka untuk orang lain (mode \(String(mode, radix: 8)))",
        "open to others (mode \(String(mode, radix: 8)))")
    case .missing: language("tidak ada", "missing")
    case .poisoned:
      language("penyimpanan pernah menolak menulis", "the disk once refused to keep a write")
    case .tornTail:
      language(
        "baris terakhir terputus; penulis berikutnya menutupnya",
        "the last line is torn; the next writer seals it")
    case .lacksNewline:
      language(
        "baris terakhir tanpa akhir baris; penulis berikutnya menambahnya",
        "the last line lacks its newline; the next writer adds it")
    case .damage(let flaw): self.flaw(flaw)
    case .newerVersion(let program):
      language(
        "ditulis oleh \(program ?? "versi yang lebih baru")",
        "written by \(program ?? "a newer version")")
    }
  }
}
