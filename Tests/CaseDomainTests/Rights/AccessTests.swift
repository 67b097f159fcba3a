import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@Suite("The access record")
struct AccessTests {
  private static let deeds: [(Access.Deed, String)] = [
    (.opened(42), #""kind":"opened","case":42"#),
    (
      .revealed(42, reason: "cocokkan KTP"),
      #""kind":"revealed","case":42,"reason":"cocokkan KTP""#
    ),
    (
      .exported("list", CaseNumbers([1, 2, 3, 7]), reason: "daftar BPJS"),
      #""kind":"exported","what":"list","cases":"1-3,7","reason":"daftar BPJS""#
    ),
    (.exported("totals", CaseNumbers([]), reason: nil), #""kind":"exported","what":"totals""#),
    (.printed(CaseNumbers([5, 4])), #""kind":"printed","cases":"4-5""#),
    (
      .refused("approve", CaseNumbers([9]), why: "notAllowed"),
      #""kind":"refused","what":"approve","case":9,"reason":"notAllowed""#
    ),
    (.asked(42, nil), #""kind":"asked","case":42"#),
    (.asked(nil, "rina"), #""kind":"asked","officer":"rina""#),
  ]

  @Test("every line is written as frozen, and reads back", arguments: deeds)
  func lines(_ deed: Access.Deed, _ text: String) throws {
    let access = Access(deed, entry: 17, head: "9c2f")
    var writer = JSONWriter()
    writer.object { access.write(to: &$0) }
    #expect(
      String(decoding: writer.bytes, as: UTF8.self) == "{\(text),\"entry\":17,\"head\":\"9c2f\"}")
    #expect(try Access(from: try JSONObject(parsing: writer.bytes)) == access)
  }

  @Test("every kind is known")
  func kinds() { #expect(Set(Self.deeds.map(\.0.kind)) == Access.kinds) }

  @Test(
    "numbers of cases are ranges, ascending and apart, in one form",
    arguments: ["", "0", "2-1", "1,2", "1-2,3", "3,1", "1--2", "a", "1-2-3", "01", "1,", "1-1"])
  func badNumbers(_ text: String) { #expect(CaseNumbers(text) == nil) }

  @Test("numbers of cases say which they are")
  func numbers() throws {
    let numbers = CaseNumbers([9, 1, 2, 3, 2])
    #expect(numbers.description == "1-3,9")
    #expect(numbers.count == 4)
    #expect([1, 2, 3, 9].allSatisfy { numbers.contains($0) })
    #expect(!numbers.contains(4) && !numbers.contains(8))
    #expect(CaseNumbers("1-3,9") == numbers)
    #expect(CaseNumbers([7]).only == 7 && numbers.only == nil)
  }

  @Test("a reason is given, and leads to nobody")
  func reasons() throws {
    var scenario = try CaseloadScenario()
    let id = try scenario.registered(.person(1, [.name: "Zulkifli bin Rahman"]))
    func refusal(_ text: String?) -> Refusal? {
      do throws(Refusal) {
        _ = try scenario.caseload.reason(text, toSee: [id])
        return nil
      } catch {
        return error
      }
    }
    #expect(refusal("cocokkan dengan KTP") == nil)
    for text in [nil, "", "   ", "abc"] { #expect(refusal(text) == .reasonNeeded) }
    for text in [
      "panggilan zulkifli BIN rahman", Form.nik(1), "telepon 0812 3456 7890",
      "no 2102 0116 0284 9001",
    ] { #expect(refusal(text) == .reasonIdentifies, "\(text)") }
    guard case .badReason(.tooLong)? = refusal(String(repeating: "a", count: 201)) else {
      Issue.record("too long a reason is taken")
      return
    }
    guard case .badReason? = refusal("abc\u{1B}[2J") else {
      Issue.record("a reason drives a terminal")
      return
    }
  }

  @Test("the NIK is shown at one's own level and in one's own area alone")
  func showsNIK() throws {
    var scenario = try CaseloadScenario(
      officers: Officer.sample + [
        .sample("near", "verifier:kelurahan:21.02.03.1001"),
        .sample("far", "verifier:kelurahan:21.02.04"),
      ])
    let id = try scenario.registered(.person(1))
    func sees(_ officer: OfficerID) -> Bool {
      scenario.caseload.file(id).map {
        scenario.caseload.showsNIK(of: $0, to: officer, on: scenario.now.day)
      } ?? false
    }
    // The first level has no need to see it.
    #expect(!sees("budi") && !sees("lina"))
    try scenario.approve(id)
    #expect(sees("lina") && sees("near") && sees("wati"))
    for officer in ["far", "budi", "rina", "siti", "dewi", "joko", "adi", "tono", .owner]
      as [OfficerID]
    { #expect(!sees(officer), "\(officer)") }
    try scenario.approve(id)
    #expect(!sees("lina"))
  }
}
