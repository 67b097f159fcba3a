import Testing

@testable import CaseScreens

@Suite("texts looked through as one")
struct SearchArenaTests {
  @Test("Every text that has a word is found, wherever in it the word stands")
  func words() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<60 {
      // Of few letters, so that words begin often and cross from one text to the next if anybody lets them.
      let letters = Array("ab ".utf8)
      let texts = (0..<40).map { _ in
        (0..<Int.random(in: 0...70, using: &random)).map { _ in
          letters[Int.random(in: 0..<3, using: &random)]
        }
      }
      var arena = SearchArena()
      for text in texts { arena.append { $0 += text } }
      arena.finish()
      for length in [1, 2, 3, 7, 8, 9, 20] {
        let word = (0..<length).map { _ in letters[Int.random(in: 0..<2, using: &random)] }
        let searched = SearchedWord(String(decoding: word, as: UTF8.self))
        let wanted = texts.indices.filter { texts[$0].contains(word) }
        var has = [Bool](repeating: false, count: texts.count)
        arena.mark(searched, in: &has)
        #expect(has.indices.filter { has[$0] } == wanted, "\(word) in \(texts)")
        #expect(texts.indices.filter { arena.hasWord(searched, at: $0) } == wanted)
      }
    }
  }
}
