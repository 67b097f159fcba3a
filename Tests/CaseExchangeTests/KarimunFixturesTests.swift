import CanonicalForm
import CaseDomain
import CaseExchange
import TestSupport
import Testing

@Suite("the files of the Karimun programme")
struct KarimunFixturesTests {
  @Test("are 1,000 registrations without a fault, each an application")
  func registers() throws {
    let programme = try karimun()
    let today = try #require(Day(year: 2025, month: 11, day: 30))
    var niks: Set<NIK> = []
    var rows = 0
    for file in try fixtures(in: "karimun-2025/registers") {
      let register = try RegisterFile(CSVReader.read(fixture(file)))
      #expect(register.ignoredColumns.isEmpty, "\(file)")
      for row in register.rows {
        rows += 1
        #expect(row.surplus == nil)
        do throws(Refusal) {
          let application = try row.form.application(programme, today: today)
          niks.insert(application.person.nik)
          if !application.warnings(programme).isEmpty { #expect(row.note != nil) }
        } catch {
          Issue.record("\(file):\(row.line): \(error)")
        }
      }
    }
    #expect(rows == 1_000)
    #expect(niks.count >= 999)
  }

  @Test("are decisions without a fault")
  func decisions() throws {
    let programme = try karimun()
    var rows = 0
    for file in try fixtures(in: "karimun-2025/decisions") {
      let decisions = try DecisionFile(CSVReader.read(fixture(file)), programme: programme)
      #expect(decisions.ignoredColumns.isEmpty)
      for row in decisions.rows {
        rows += 1
        if case .failure(let fault) = row { Issue.record("\(file): \(fault)") }
        if case .success(let row) = row {
          #expect(row.level != nil)
          #expect((row.level == "rt-rw") == (row.signature != nil))
        }
      }
    }
    #expect(rows > 2_900)
  }

  @Test("are participants without a fault")
  func participants() throws {
    let people = try fixtures(in: "karimun-2025/participants").map { file in
      let list = try ParticipantsFile(CSVReader.read(fixture(file)))
      #expect(list.faults.isEmpty)
      return list.people.count
    }
    #expect(people == [120, 40])
  }
}
