import CaseDomain
import CaseExchange
import TestSupport
import Testing

@Suite("naughty files")
struct NaughtyFilesTests {
  @Test("are refused with a sentence in both languages that says where and what to do")
  func messages() throws {
    let programme = try karimun()
    var text = ""
    for file in try fixtures(in: "registers/naughty") {
      let name = file.split(separator: "/").last.map(String.init) ?? file
      let bytes = try fixture(file)
      text += "\(name)\n"
      let indonesian = messages(bytes, name, Wording(.indonesian, programme))
      let english = messages(bytes, name, Wording(.english, programme))
      #expect(!indonesian.isEmpty, "\(name) is taken as it is")
      for (id, en) in zip(indonesian, english) { text += "  id: \(id)\n  en: \(en)\n" }
      text += "\n"
    }
    #expect(!text.contains { $0.isNewline && $0 != "\n" })
    #expect(!text.unicodeScalars.contains("\u{1B}") && !text.unicodeScalars.contains("\u{202E}"))
    #expect(text.firstMatch(of: /[0-9]{12}/) == nil, "a number of a citizen in a message")
    try expectGolden(text, "registers/naughty-messages.txt")
  }

  private func messages(_ bytes: [UInt8], _ name: String, _ wording: Wording) -> [String] {
    let table: CSVTable
    do throws(CSVFault) {
      table = try CSVReader.read(bytes)
    } catch {
      return [wording.csvFault(error)]
    }
    do throws(TableFault) {
      if name.hasPrefix("decisions") {
        guard let programme = wording.programme else { return [] }
        return try DecisionFile(table, programme: programme).rows.compactMap { row in
          guard case .failure(let fault) = row else { return nil }
          return wording.rowFault(fault)
        }
      }
      if name.hasPrefix("participants") {
        return try ParticipantsFile(table).faults.map(wording.rowFault)
      }
      return try RegisterFile(table).rows.compactMap(\.surplus).map(wording.rowFault)
    } catch {
      return [wording.tableFault(error)]
    }
  }
}

@Suite("words of the exchange")
struct ExchangeWordingTests {
  @Test("say every fault that no file can show")
  func rest() throws {
    let nik = try NIK("2102031602849001")
    for language in Language.allCases {
      let wording = Wording(language)
      for sentence in [
        wording.csvFault(.tooLarge(limit: CSVReader.byteLimit)),
        wording.csvFault(.tooManyRows(limit: CSVReader.rowLimit)),
        wording.csvFault(.tooManyColumns(line: 2, limit: CSVReader.columnLimit)),
        wording.csvFault(.cellTooLong(line: 2, column: 28, limit: CSVReader.cellLimit)),
        wording.rowFault(RowFault(2, nil, .unknownNIK(nik))),
        wording.rowFault(RowFault(2, nil, .otherNIK(7))),
        wording.rowFault(RowFault(2, nil, .noReason(.return, known: []))),
      ] + CSVFault.Disguise.allCases.map({ wording.csvFault(.disguised($0)) }) {
        #expect(sentence.hasSuffix("."))
        #expect(!sentence.contains(nik.digits))
      }
    }
    let id = Wording(.indonesian)
    #expect(
      id.csvFault(.tooLarge(limit: CSVReader.byteLimit))
        == "Daftar ini lebih dari 64 MiB. Bagi menjadi beberapa bagian.")
    #expect(id.rowFault(RowFault(2, nil, .unknownNIK(nik))).contains("************9001"))
    #expect(
      id.csvFault(.cellTooLong(line: 2, column: 28, limit: CSVReader.cellLimit)).hasPrefix(
        "Baris 2, kolom AB: isinya lebih dari 100.000 karakter."))
  }
}
