import TestSupport
import Testing

@testable import CaseDomain

@Suite("Names with Indonesian habits")
struct NameLikenessTests {
  @Test(
    "A name is folded to what its spellings have in common",
    arguments: [
      ("H. MOH. JOESOEF BIN ALI", "Muhamat yusup/ali"), ("M. RIZKI", "Muhamat rizki"),
      ("NOOR HAYATI", "Nur hayati"), ("NORHAYATI", "nurhayati"), ("ST. AISYAH", "Siti aisa"),
      ("Hj. SITI AISYAH BINTI MA'RUF", "Siti aisa/marup"),
      ("Drs. Achmad Soerjadi, M.Si", "Ahmat suryadi"), ("ABD. RACHMAN", "Abdul rahman"),
      ("UDIN B. SAMAN", "udin/saman"), ("CHANDRA", "candra"), ("TJANDRA", "candra"),
      ("ZAENAL ABIDIN", "zainal abidin"), ("TAUFIQ", "taupik"), ("JOSÉ", "yose"),
      ("SUWANDI", "suandi"), ("BUDY", "budi"), ("Nur-Aini", "Nur aini"), ("HAJI", "hayi"),
      ("BIN", "bin"),
      ("", ""), ("--", ""), ("Цой", "цoи"),
    ])
  func folded(_ name: String, _ key: String) {
    #expect(String(decoding: NameKey(name).bytes, as: UTF8.self) == key)
  }

  private func likeness(_ one: String, _ other: String) -> Double {
    let (left, right) = (NameKey(one).bytes, NameKey(other).bytes)
    return NameLikeness.of(left.span, 0..<left.count, right.span, 0..<right.count)
  }

  @Test(
    "One person under two spellings is much alike",
    arguments: [
      ("MUHAMMAD YUSUF", "M. JUSUP"), ("MOH. SYAFI'I", "MUHAMAD SAFII"), ("NURAINI", "NUR AINI"),
      ("NOOR HAYATI", "NURHAYATI"), ("ABDURRAHMAN", "ABD. RAHMAN"), ("SITI AMINAH", "AMINAH"),
      ("UDIN BIN SAMAN", "UDIN"), ("UDIN BIN SAMAN", "UDIN SAMAN"), ("H. SUPARMAN", "SUPARMAN"),
      ("SUPARMAN", "SUPRAMAN"), ("KHAIRUL ANWAR", "CHAIRUL ANWAR"),
      ("DJOKO SOESILO", "JOKO SUSILO"),
      ("A. RAHMAN HAKIM", "ABDUL RAHMAN HAKIM"), ("HAKIM LUBIS", "LUBIS HAKIM"),
      ("RINA, S.PD", "RINA"), ("JOSÉ MARIA", "JOSE MARIA"),
    ])
  func alike(_ one: String, _ other: String) {
    #expect(likeness(one, other) >= 0.85, "\(likeness(one, other))")
    #expect(abs(likeness(one, other) - likeness(other, one)) < 0.001)
  }

  @Test(
    "Two people are less alike, also where they share a name that many bear",
    arguments: [
      ("MUHAMMAD ALI", "MUHAMMAD YUSUF"), ("SITI AMINAH", "SITI ROHANI"), ("BUDI", "DEDI"),
      ("NUR AINI", "NUR HAYATI"), ("AGUS SALIM", "AGUS WIBOWO"), ("ALI", "HASAN"),
      ("UDIN BIN SAMAN", "UDIN BIN KARTO"), ("", "ALI"), ("", ""),
    ])
  func different(_ one: String, _ other: String) {
    #expect(likeness(one, other) < 0.8, "\(likeness(one, other))")
  }

  @Test("A likeness lies between nothing and all, and does not depend on who comes first")
  func bounds() {
    var random = SeededRandom(seed: 3)
    let letters = Array("ABCDEMNORSTUYH .'-,ÉЖ")
    for _ in 0..<3_000 {
      func name() -> String {
        String(
          (0..<Int.random(in: 0..<60, using: &random)).map { _ in
            letters.randomElement(using: &random) ?? "A"
          })
      }
      let (one, other) = (name(), name())
      let likeness = likeness(one, other)
      #expect(likeness >= 0 && likeness <= 1)
      #expect(NameKey(one).bytes.isEmpty || self.likeness(one, one) == 1)
    }
  }
}
