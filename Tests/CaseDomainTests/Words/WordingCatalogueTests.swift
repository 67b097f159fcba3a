import CanonicalForm
import FoundationEssentials
import TestSupport
import Testing

@testable import CaseDomain

/// Every sentence in both languages, as it is recorded in `fixtures/errors/wording.txt`.
@Suite("The words of refusals and faults")
struct WordingCatalogueTests {
  /// A thing that has words: its name in the code, and its words in one language.
  typealias Entry = (name: String, words: (Wording) -> String)

  @Test("Every refusal, fault and stage reads as recorded")
  func catalogue() throws {
    let (indonesian, english) = try languages()
    var text = ""
    for entry in try entries() {
      text += "\(entry.name)\n"
      for (language, wording) in [("id", indonesian), ("en", english)] {
        let lines = entry.words(wording).split(separator: "\n", omittingEmptySubsequences: false)
        text += "  \(language)  \(lines.joined(separator: "\n      "))\n"
      }
    }
    try expectGolden(text, "errors/wording.txt")
  }

  @Test("No sentence holds the digits of a NIK, nor anything that drives a terminal")
  func nothingPersonal() throws {
    for sentence in try sentences() {
      let digits = sentence.text.split { !$0.isWholeNumber }.map(\.count).max() ?? 0
      #expect(digits < 16, "\(sentence.name): \(sentence.text)")
      let unprintable = sentence.text.unicodeScalars.contains { $0.isUnprintable && $0 != "\n" }
      #expect(!unprintable, "\(sentence.name): \(sentence.text)")
    }
  }

  @Test("A name or number that somebody typed is masked where it may be a NIK")
  func masksWhatWasTyped() {
    let words = Wording(.indonesian)
    #expect(words.quoted("2171065602849023") == "\"************9023\"")
    #expect(words.quoted("217106 560284 9023") == "\"****** ****** 9023\"")
    #expect(words.quoted("21.02.03.1001") == "\"21.02.03.1001\"")
    #expect(words.harmless("surat 470/123/2025, 13/11/2025") == "surat 470/123/2025, 13/11/2025")
    #expect(words.quoted("a" + String(repeating: "\u{301}", count: 500)).unicodeScalars.count < 6)
    #expect(words.quoted("A\u{1B}[2J\u{202E}") == "\"A?[2J?\"")
    #expect(words.quoted(String(repeating: "a", count: 90)).count == 42)
    #expect(
      words.fault(FieldFault(.phone, .notPhone("0778 1234")))
        == "No. HP: \"**** 1234\" bukan nomor HP. Tulis 10 sampai 13 angka, diawali 08.")
  }

  @Test("Indonesian sentences hold no English words")
  func indonesianAlone() throws {
    let english: Set<String> = [
      "error", "invalid", "file", "user", "submit", "save", "login", "password", "not", "the",
      "is", "anda",
    ]
    for sentence in try sentences() where sentence.language == .indonesian {
      let words = sentence.text.lowercased().split { !$0.isLetter }.map { String($0) }
      #expect(
        english.isDisjoint(with: words), "\(sentence.name): \(sentence.text)")
    }
  }

  @Test("Both languages say something, in sentences that end with a full stop")
  func fullStops() throws {
    let (indonesian, english) = try languages()
    for entry in try entries() {
      let both = [entry.words(indonesian), entry.words(english)]
      for text in both {
        #expect(!text.isEmpty, "\(entry.name)")
        guard !entry.name.hasPrefix("Stage") else { continue }
        for line in text.split(separator: "\n") {
          #expect(line.hasSuffix("."), "\(entry.name): \(line)")
          #expect(!line.contains("  ") && !line.contains(".."), "\(entry.name): \(line)")
        }
      }
      #expect(both[0] != both[1], "\(entry.name) reads the same in both languages")
    }
  }

  @Test("A problem without its label is a sentence of its own")
  func problems() {
    let words = Wording(.indonesian)
    for fault in WordingSamples.problems where fault.field != .kk {
      let problem = words.problem(fault.problem)
      #expect(problem.first?.isLowercase == false)
      #expect(words.fault(fault).lowercased().hasSuffix(problem.lowercased()))
    }
  }

  @Test("A store without rules and officers finds words too")
  func withoutProgramme() throws {
    for entry in try entries() {
      #expect(!entry.words(Wording(.indonesian)).isEmpty, "\(entry.name)")
      #expect(!entry.words(Wording(.english)).isEmpty, "\(entry.name)")
    }
  }

  @Test(
    "The catalogue holds every case of the enums",
    arguments: [
      ("CaseDomain/Refusal.swift", "Refusal"),
      ("CaseDomain/Registration/Field.swift", "FieldFault.Problem"),
      ("CaseDomain/Programme/ProgrammeFault.swift", "ProgrammeFault"),
      ("CaseDomain/Values/NIK.swift", "NIK.Fault"),
      ("CanonicalForm/JSONFailure.swift", "JSONFailure.Problem"),
      ("CaseDomain/Stage.swift", "Stage"),
      ("CaseDomain/Audit/Irregularity.swift", "Irregularity"),
    ])
  func complete(path: String, type: String) throws {
    let known = Set(try entries().map(\.name))
    for line in try source(path).split(separator: "\n") {
      let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "(" }
      // `case one(…)` or `case one, two` of a declaration; `Field` has fields, which are labels.
      let isDeclaration =
        line.trimmed.hasPrefix("case ") && !line.trimmed.hasPrefix("case .")
        && !line.contains("=") && !line.trimmed.hasSuffix(":")
      guard isDeclaration else { continue }
      let names =
        line.contains("(")
        ? [words[1].prefix { $0 != "(" }] : words.dropFirst().map { $0.prefix { $0 != "(" } }
      for name in names where Field(rawValue: String(name)) == nil {
        #expect(known.contains("\(type).\(name)"), "\(type).\(name) is not in the catalogue")
      }
    }
  }

  @Test("What a reader of JSON expects has Indonesian words")
  func expectations() throws {
    let words = Wording(.indonesian)
    for path in [
      "CanonicalForm/JSONParser.swift", "CanonicalForm/JSONObject.swift",
      "CaseDomain/EventCoding.swift", "CaseDomain/Stage.swift", "CaseDomain/CaseFile.swift",
      "CaseDomain/Programme/Programme+Coding.swift", "CaseDomain/Officers/Officer.swift",
      "CaseDomain/Participants/AddParticipants.swift", "CaseDomain/Registration/Correct.swift",
      "CaseDomain/Registration/Register.swift", "CaseDomain/Registration/Person.swift",
      "CaseDomain/Event.swift", "CaseDomain/Enrolment/Enrol.swift", "CaseDomain/Restored.swift",
    ] {
      let calls = try source(path).matches(
        of: /(?:unexpected|value|optional)\(\s*(?:"\w+"|key),\s*"([^"]+)"|expected: "([^"]+)"/)
      for call in calls {
        let phrase = String(call.output.1 ?? call.output.2 ?? "")
        guard phrase.contains(where: \.isLetter) else { continue }
        let told = words.failure(.syntax(expected: phrase))
        #expect(!told.hasSuffix(" \(phrase)."), "\(path): \(phrase) has no Indonesian words")
      }
    }
  }

  @Test("A failure of JSON says file, line and column")
  func place() {
    let bytes = Array("{\n  \"target\": 1.5\n}".utf8)
    #expect(throws: JSONFailure(.notWhole, at: 14)) { try JSONValue(parsing: bytes) }
    #expect(
      Wording(.indonesian).failure(
        JSONFailure(.notWhole, at: 14), file: "programme.json", in: bytes)
        == "programme.json:2:13: angka ini bukan bilangan bulat. "
        + "Tulis tanpa koma, titik, atau pangkat.")
  }

  // MARK: The entries

  private func languages() throws -> (Wording, Wording) {
    let caseload = try WordingSamples.karimun().caseload
    return (Wording(.indonesian, caseload), Wording(.english, caseload))
  }

  private func sentences() throws -> [(name: String, language: Language, text: String)] {
    let (indonesian, english) = try languages()
    return try entries().flatMap {
      [
        ($0.name, Language.indonesian, $0.words(indonesian)),
        ($0.name, Language.english, $0.words(english)),
      ]
    }
  }

  private func entries() throws -> [Entry] {
    var entries: [Entry] = []
    for refusal in try WordingSamples.refusals() {
      entries.append((name("Refusal", refusal), { $0.refusal(refusal) }))
    }
    for fault in WordingSamples.problems {
      let name: String
      if case .nik(let number) = fault.problem {
        name = self.name("NIK.Fault", number)
      } else {
        name = self.name("FieldFault.Problem", fault.problem)
      }
      entries.append((name, { $0.fault(fault) }))
    }
    for fault in WordingSamples.programmeFaults {
      entries.append((name("ProgrammeFault", fault), { $0.programmeFault(fault) }))
    }
    for problem in WordingSamples.failures {
      entries.append((name("JSONFailure.Problem", problem), { $0.failure(problem) }))
    }
    for irregularity in WordingSamples.irregularities {
      entries.append((name("Irregularity", irregularity), { $0.irregularity(irregularity) }))
    }
    for (stage, level) in WordingSamples.stages {
      entries.append((name("Stage", stage), { $0.stage(stage, level) }))
    }
    return entries
  }

  /// The name of an enum's case, without what it carries.
  private func name(_ type: String, _ value: some Any) -> String {
    "\(type).\(Mirror(reflecting: value).children.first?.label ?? "\(value)")"
  }

  /// The text of a file under `Sources`.
  private func source(_ path: String) throws -> String {
    let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    let data = try Data(contentsOf: URL(filePath: "/\(root)/Sources/\(path)"))
    return String(decoding: data, as: UTF8.self)
  }
}
