import CanonicalForm
import Testing

@Suite("Base64")
struct Base64Tests {
  @Test(
    "the texts of RFC 4648, both ways",
    arguments: [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
      ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ])
  func vectors(_ plain: String, _ text: String) {
    #expect(Base64.text(Array(plain.utf8)) == text)
    #expect(Base64.bytes(text) == Array(plain.utf8))
    let bare = String(text.prefix { $0 != "=" })
    #expect(Base64.text(Array(plain.utf8), padded: false) == bare)
    #expect(Base64.bytes(bare, padded: false) == Array(plain.utf8))
  }

  @Test("every byte comes back", arguments: [0, 1, 2, 3, 255])
  func bytes(_ count: Int) {
    let bytes = (0..<count).map { UInt8($0 * 7 & 0xFF) }
    #expect(Base64.bytes(Base64.text(bytes)) == bytes)
  }

  @Test(
    "another way to write the same bytes is refused",
    arguments: ["Zg", "Zg=", "Zg===", "Zh==", "Zm9v\n", " Zm9v", "Zm-v", "Z", "=", "Zg==Zg=="])
  func otherForms(_ text: String) {
    #expect(Base64.bytes(text) == nil)
  }
}
