import CanonicalForm
import CaseDomain
import CaseTerminal
import Testing

@Suite("What is said where there is no desk")
struct WordingTests {
  @Test("Every failure names the commands that work without one", arguments: Language.allCases)
  func failures(language: Language) {
    let words = Wording(language)
    let failures: [TerminalFailure] = [.notATerminal, .tooSimple("dumb"), .unknown("vt9")]
    for failure in failures {
      #expect(words.terminalFailure(failure).contains("payung --help"))
    }
    #expect(words.terminalFailure(.tooSimple("dumb")).contains("\"dumb\""))
    #expect(words.terminalFailure(.unknown("vt9")).contains("\"vt9\""))
  }

  @Test("A name made to drive the terminal, or to fill it, does not", arguments: Language.allCases)
  func hostileName(language: Language) {
    let name = "x\u{1B}[2J\u{202E}" + String(repeating: "A", count: 10_000)
    for failure in [TerminalFailure.tooSimple(name), .unknown(name)] {
      let sentence = Wording(language).terminalFailure(failure)
      #expect(sentence.unicodeScalars.allSatisfy { !$0.isUnprintable })
      #expect(sentence.count < 300)
    }
  }
}
