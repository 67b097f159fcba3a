import CaseDomain
import TestSupport
import Testing

@Suite("Digits that are looked for in a NIK")
struct NIKPartTests {
  @Test("They find whose NIK has them beside each other, wherever, and nobody else")
  func everywhere() throws {
    var scenario = try CaseloadScenario()
    for number in 1...3 { try scenario.registered(.person(number * 407)) }
    let caseload = scenario.caseload
    let ids = (1...3).map { CaseID($0) }
    for id in ids {
      let digits = Array(try #require(caseload.row(id)?.nik?.digits))
      for count in 4...16 {
        for start in 0...16 - count {
          let text = String(digits[start..<start + count])
          let part = try #require(NIKPart(text))
          let found = ids.filter { caseload.hasNIK($0, with: part) }
          #expect(found == ids.filter { caseload.row($0)?.nik?.digits.contains(text) ?? false })
          #expect(found.contains(id))
        }
      }
    }
    // No NIK has a part that would only begin or end in it, and nobody has the number 99.
    #expect(!caseload.hasNIK(99, with: try #require(NIKPart("2102"))))
    #expect(!caseload.hasNIK(1, with: try #require(NIKPart("0000"))))
  }

  @Test(
    "Too few or too many digits and other signs are no part",
    arguments: [
      "", "210", "21020384902840900", "21O2", "21 02", "-2102",
    ])
  func refused(_ text: String) { #expect(NIKPart(text) == nil) }
}
