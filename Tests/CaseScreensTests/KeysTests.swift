import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@testable import CaseScreens

@Suite("Keys and their words")
struct KeysTests {
  @Test("every action is bound once, with words in both languages")
  func complete() {
    #expect(Set(Binding.all.map(\.action)) == Set(Action.allCases))
    #expect(Binding.all.count == Action.allCases.count)
    for binding in Binding.all {
      #expect(!binding.keys.isEmpty)
      for language in Language.allCases {
        #expect(!binding.label(language).isEmpty)
        #expect(binding.help(language).last == ".")
        #expect(binding.help(language).first?.isUppercase == true)
      }
    }
  }

  @Test("one letter has one meaning")
  func letters() {
    var meanings: [Key: Set<Action>] = [:]
    for binding in Binding.all {
      for key in binding.keys + binding.unlisted where key.isPrintable {
        meanings[key, default: []].insert(binding.action)
      }
    }
    for (key, actions) in meanings { #expect(actions.count == 1, "\(key)") }
    // These would be taken for other words or for cursor keys.
    for key in ["b", "j", "y"] as [Key] { #expect(meanings[key] == nil) }
    #expect(meanings["r"] == [.return])
  }

  @Test(
    "the letters are those of the table of keys",
    arguments: [
      ("s", Action.approve), ("t", .reject), ("k", .return), ("u", .undo), ("l", .skip),
      ("p", .correct), ("d", .enrol), ("m", .leave), ("g", .signer), ("c", .print), ("e", .export),
      ("w", .asOf), ("o", .sort), ("i", .distinguish), ("/", .filter), (" ", .mark),
      ("*", .markAll), ("1", .home), ("2", .registration), ("3", .queue), ("4", .cases),
      ("5", .totals), ("?", .help), (":", .palette), ("q", .quit),
    ] as [(Character, Action)])
  func table(key: Character, action: Action) {
    #expect(action.binding.keys.contains(.character(key)))
  }

  @Test("no help speaks to anybody as Anda, nor in English in Indonesian words")
  func words() {
    for binding in Binding.all {
      let words = "\(binding.label.id) \(binding.help.id)".lowercased()
        .split { !$0.isLetter }.map(String.init)
      for word in ["anda", "the", "of", "filter", "export", "print", "undo", "queue", "case"] {
        #expect(!words.contains(word), "\(binding.help.id)")
      }
    }
  }

  @Test(
    "keys are written as they stand on the keyboard",
    arguments: [
      (Key.enter, "Enter"), (.escape, "Esc"), (.control("d"), "^D"), (.function(2), "F2"),
      (.pageDown, "PgDn"), (.up, "↑"), (" ", "Spasi"), ("s", "s"), (.backTab, "Shift-Tab"),
    ])
  func names(key: Key, name: String) {
    #expect(key.name(.indonesian) == name)
  }

  @Test("a digit is a digit of this keyboard alone")
  func digits() {
    #expect(Key.character("7").digit == 7)
    for key in ["٣", "²", "a", .function(7), .paste("7")] as [Key] { #expect(key.digit == nil) }
  }
}
