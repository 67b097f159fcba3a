import CaseDomain
import Testing

@Suite("Texts of fields")
struct FieldTextsTests {
  @Test("what dictionaries hold, and each field has a place of its own")
  func dictionary() {
    #expect(Field.allCases.map(\.place) == Array(0..<Field.count))
    var texts = FieldTexts()
    var dictionary: [Field: String] = [:]
    var random = SystemRandomNumberGenerator()
    for _ in 0..<2_000 {
      let field = Field.allCases.randomElement(using: &random) ?? .nik
      let text = [nil, "", "a", "WARGA CONTOH DENGAN NAMA PANJANG"].randomElement() ?? nil
      texts[field] = text
      dictionary[field] = text
      #expect(texts == FieldTexts(dictionary))
      #expect(texts.values.count == dictionary.count)
      #expect(texts.values == Field.allCases.compactMap { dictionary[$0] })
      #expect(Field.allCases.allSatisfy { texts[$0] == dictionary[$0] })
    }
  }

  @Test("the texts of another form go over the own ones, empty ones too")
  func merging() {
    var texts: FieldTexts = [.name: "A", .phone: "08", .rt: "1"]
    texts.merge([.name: "B", .phone: "", .rw: "2"])
    #expect(texts == [.name: "B", .phone: "", .rt: "1", .rw: "2"])
    #expect(texts != [.name: "B", .rt: "1", .rw: "2"])
  }
}
