import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@Suite("the frame of a snapshot")
struct FrameTests {
  @Test(
    "settings with numbers that nobody can reckon with are not taken from it",
    arguments: [#""jkk":[0-9]+"#, #""target":[0-9]+"#, #""ceiling":[0-9]+"#])
  func outOfRange(_ pattern: String) throws {
    let caseload = try CaseloadScenario().caseload
    var lines: [String] = []
    caseload.writeFrame { lines.append(String(decoding: $0.bytes, as: UTF8.self)) }
    let rules = try #require(lines.first { $0.contains(#""kind":"rules""#) })
    var read = Caseload()
    #expect(read.takeFrame(try JSONObject(parsing: Array(rules.utf8))))
    let key = pattern.prefix { $0 != ":" }
    let forged = try rules.replacing(Regex(pattern), with: "\(key):9000000000000000000")
    #expect(forged != rules)
    #expect(!read.takeFrame(try JSONObject(parsing: Array(forged.utf8))))
    #expect(read.rulesets.count == 1)
  }
}
