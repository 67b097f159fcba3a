import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@testable import CaseScreens

@Suite("Questions")
struct QuestionTests {
  private let plain = Question(.approve([1, 2]), ["Setujui 2 berkas yang ditandai?"])

  private let reasons = Question(
    .reject([1]), ["Tolak berkas 1. Alasan:"],
    choices: [
      Question.Choice(digit: 1, name: "Bukan penduduk Karimun"),
      Question.Choice(digit: 5, name: "Peserta BPJS TK (penerima upah)"),
      Question.Choice(digit: 0, name: "Pernah peserta, nonaktif"),
    ], entries: [Question.Entry("Catatan")])

  private let fields = Question(
    .signer("rt-rw"), ["Penandatangan:"],
    entries: [
      Question.Entry("Nama", isNeeded: "Tulis nama."), Question.Entry("Tanggal", "13/11/2025"),
      Question.Entry("Nomor", isNeeded: "Tulis nomor."),
    ])

  /// The answer to keys, and the question as they leave it.
  private func answer(_ question: Question, _ keys: [Key]) -> (Question.Answer?, Question) {
    var question = question
    for key in keys {
      if let answer = question.handle(key, .indonesian) { return (answer, question) }
    }
    return (nil, question)
  }

  @Test("y is yes; t, n, Esc and ^C are no; nothing else answers")
  func yesOrNo() {
    #expect(answer(plain, ["y"]).0 == .yes)
    #expect(answer(plain, ["Y"]).0 == .yes)
    for key in ["t", "n", "T", "N", .escape, .control("c")] as [Key] {
      #expect(answer(plain, [key]).0 == .no)
    }
    let others: [Key] = [.enter, " ", "s", "1", .tab, .up, .paste("y"), .function(2), "é"]
    #expect(answer(plain, others).0 == nil)
  }

  @Test("a digit chooses, the note is free, Enter saves")
  func reason() {
    #expect(answer(reasons, ["5", .enter]).0 == .filled(choice: 5, [""]))
    #expect(answer(reasons, ["0", "1", "t", .enter]).0 == .filled(choice: 0, ["1t"]))
    #expect(
      answer(reasons, ["t", "s", "y", "1", .paste("a\nb"), .enter]).0 == .filled(choice: 1, ["a b"])
    )
    #expect(answer(reasons, ["5", .escape]).0 == .no)
  }

  @Test("a digit that stands for nothing, and Enter without one, say what to do")
  func noSuchDigit() {
    for key in ["7", .enter] as [Key] {
      let (given, question) = answer(reasons, [key])
      #expect(given == nil)
      #expect(question.isComplaining)
      #expect(question.chosen == nil)
      #expect(answer(question, ["1"]).1.isComplaining == false)
    }
  }

  @Test("going up from the note chooses anew and keeps what was typed")
  func choosesAnew() {
    #expect(
      answer(reasons, ["5", "a", .up, "1", "b", .enter]).0 == .filled(choice: 1, ["ab"]))
  }

  @Test("Enter, Tab and the arrows go through the fields; only Enter on the last one saves")
  func throughFields() {
    let keys: [Key] = ["A", .tab, .down, "4", .tab, .down, .up, .backTab, "B"]
    let (given, question) = answer(fields, keys)
    #expect(given == nil)
    #expect(
      answer(question, [.enter, .enter, .enter]).0
        == .filled(choice: nil, ["AB", "13/11/2025", "4"]))
  }

  @Test("a field that is needed holds the cursor until something is in it")
  func needed() {
    for text in ["", "   "] {
      let (given, question) = answer(fields, text.map(Key.character) + [.enter])
      #expect(given == nil)
      #expect(question.isComplaining)
    }
    #expect(answer(fields, ["A", .enter, .enter, .enter]).1.isComplaining)
  }

  @Test(
    "it ends on its last line, keeps its keys in sight and points where the next key goes",
    arguments: [60, 80, 132])
  func draws(columns: Int) {
    let long = String(repeating: "sebuah pertanyaan yang panjang ", count: 5)
    for language in Language.allCases {
      for question in [plain, reasons, fields, Question(.sort, [long])] {
        var frame = Frame(Size(rows: 15, columns: columns))
        question.draw(on: &frame, bottom: 12, language)
        #expect(frame.faults == [])
        #expect(frame.cursor != nil)
        #expect(!frame.lines[12].isEmpty)
        #expect(frame.lines[13].isEmpty && frame.lines[14].isEmpty)
        if question.entries.isEmpty {
          let keys = language("y ya   t tidak", "y yes   n no")
          #expect(frame.lines[12].contains(keys))
          #expect(frame.cursor == .init(row: 12, column: frame.lines[12].count))
        } else {
          let last = frame.lines.joined() + question.hint(columns, language)
          #expect(last.contains(language("Enter simpan   Esc batal", "Enter save   Esc cancel")))
        }
      }
    }
  }

  @Test("reasons stand in two columns in their own order, none cut at 80 columns that fits")
  func columns() throws {
    var scenario = try CaseloadScenario.waiting(1)
    let programme = try #require(scenario.caseload.rules?.programme)
    #expect(programme.reasons(.reject, at: "kelurahan").count == 4)
    try scenario.approve(1)
    var question = reasons
    question.choices += (6...9).map { Question.Choice(digit: $0, name: "Alasan ke-\($0)") }
    question.choices.append(
      Question.Choice(digit: 2, name: "Peserta BPJS TK (BPU atau program lain)"))
    var frame = Frame(.standard)
    question.draw(on: &frame, bottom: 21, .indonesian)
    #expect(frame.lines[17] == "  1 Bukan penduduk Karimun            7 Alasan ke-7")
    #expect(frame.lines[20].contains("2 Peserta BPJS TK (BPU atau program lain)"))
    _ = question.handle("2", .indonesian)
    question.draw(on: &frame, bottom: 21, .indonesian)
    #expect(frame.lines[20].contains("►2 Peserta BPJS TK (BPU atau program lain)"))
  }

  @Test("a question higher than the screen keeps its last lines and traps nowhere")
  func tooHigh() {
    var question = reasons
    question.choices = (0..<10).map { Question.Choice(digit: $0, name: "Alasan") }
    question.lines = Array(repeating: "Kalimat.", count: 20)
    for rows in 1...24 {
      var frame = Frame(Size(rows: rows, columns: 60))
      question.draw(on: &frame, bottom: rows - 3, .english)
      #expect(frame.faults == [])
    }
  }
}
