internal import CanonicalForm
internal import CaseDomain
internal import CaseExchange

/// What became of one row of a file.
struct RowVerdict {
  enum Verdict: String, CaseIterable {
    case accepted
    /// The same person is there already.
    case unchanged
    /// Saved as a case that a rule rejects.
    case rejected
    /// Not saved.
    case refused
  }

  /// The line of the file.
  var line: Int
  var verdict: Verdict
  var `case`: CaseID?
  /// The code of the reason, or the name of the refusal.
  var code: String?
  var message: String?

  init(
    line: Int, verdict: Verdict, case id: CaseID? = nil, code: String? = nil,
    message: String? = nil
  ) {
    (self.line, self.verdict, self.case) = (line, verdict, id)
    self.code = code
    // One line a row, however many faults it has.
    self.message = message.map { $0.split(whereSeparator: \.isNewline).joined(separator: " ") }
  }

  /// A row that could not be read.
  init(line: Int, fault: String) {
    self.init(line: line, verdict: .refused, code: "row", message: fault)
  }
}

extension Session {
  /// Reads a CSV file that a person named, and what it holds.
  func table<File>(_ path: String, _ read: (CSVTable) throws(TableFault) -> File)
    throws(CommandFailure) -> File
  {
    let bytes = try self.read(path, limit: CSVReader.byteLimit)
    let table: CSVTable
    do throws(CSVFault) {
      table = try CSVReader.read(bytes)
    } catch {
      throw CommandFailure(.refused, "\(shown(path)): \(wording.csvFault(error))")
    }
    do throws(TableFault) {
      return try read(table)
    } catch {
      throw CommandFailure(.refused, "\(shown(path)): \(wording.tableFault(error))")
    }
  }

  func tellIgnored(_ columns: [ColumnPlace]) {
    guard !columns.isEmpty, !json else { return }
    let titles = columns.map { "\($0.letter) \"\($0.title)\"" }.joined(separator: ", ")
    complain(say("Kolom yang tidak dipakai: \(titles).", "Columns not used: \(titles)."))
  }

  /// Says what became of each row, and ends with code 1 if any was refused.
  func report(
    _ verdicts: [RowVerdict], of path: String, entry: Int?, dryRun: Bool, _ options: TableOptions
  ) throws(CommandFailure) {
    if json {
      printJSON(verdicts, entry)
    } else if options.csv {
      var listing = Listing([
        .number(say("Baris", "Row"), "row"), .text(say("Hasil", "Verdict"), "verdict"),
        .number(say("Berkas", "Case"), "case"), .text(say("Keterangan", "Remarks"), "message"),
      ])
      for verdict in verdicts {
        listing.rows.append([
          .number(verdict.line), .text(word(verdict.verdict)), .init(verdict.case?.number),
          .init(verdict.message),
        ])
      }
      show(listing, options)
    } else {
      for verdict in verdicts {
        guard let message = verdict.message else { continue }
        let file = verdict.case.map { " (\(say("berkas", "case")) \($0))" } ?? ""
        print("\(shown(path)):\(verdict.line): \(word(verdict.verdict))\(file): \(message)")
      }
      print(summary(verdicts, entry: entry, dryRun: dryRun))
    }
    if verdicts.contains(where: { $0.verdict == .refused }) { throw CommandFailure(.refused) }
  }

  private func summary(_ verdicts: [RowVerdict], entry: Int?, dryRun: Bool) -> String {
    let counts = RowVerdict.Verdict.allCases.compactMap { verdict -> String? in
      let count = verdicts.count { $0.verdict == verdict }
      return count == 0 ? nil : "\(wording.number(count)) \(word(verdict))"
    }
    let rows = "\(wording.number(verdicts.count)) \(say("baris", "rows"))"
    let saved =
      if dryRun {
        say("tidak dicatat (uji coba)", "nothing recorded (dry run)")
      } else if let entry {
        say("tersimpan sebagai entri \(entry)", "saved as entry \(entry)")
      } else {
        say("tidak ada yang dicatat", "nothing recorded")
      }
    return "\(([rows] + counts).joined(separator: ", ")); \(saved)."
  }

  private func word(_ verdict: RowVerdict.Verdict) -> String {
    switch verdict {
    case .accepted: say("diterima", "accepted")
    case .unchanged: say("sudah ada", "unchanged")
    case .rejected: say("ditolak otomatis", "rejected by rule")
    case .refused: say("tidak disimpan", "refused")
    }
  }

  private func printJSON(_ verdicts: [RowVerdict], _ entry: Int?) {
    print { json in
      json.field("entry", ifPresent: entry)
      for verdict in RowVerdict.Verdict.allCases {
        json.field(verdict.rawValue, verdicts.count { $0.verdict == verdict })
      }
      json.array("rows", verdicts) { json, verdict in
        json.object {
          $0.field("row", verdict.line)
          $0.field("verdict", verdict.verdict.rawValue)
          $0.field("case", ifPresent: verdict.case?.number)
          $0.field("code", ifPresent: verdict.code)
          $0.field("message", ifPresent: verdict.message)
        }
      }
    }
  }
}
