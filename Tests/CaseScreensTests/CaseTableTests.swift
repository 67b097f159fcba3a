import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@testable import CaseScreens

@Suite("A list of cases")
struct CaseTableTests {
  private let scene: Scene
  private let rows: [CaseTable.Row]

  init() throws {
    let scenario = try DeskKeysTests.shared.get()
    let scene = DeskPlayer(scenario, officer: "wati").scene
    self.scene = scene
    rows = scenario.caseload.tableRows(scenario.caseload.rows.map(\.id))
  }

  private func table(_ numbers: [Int], select selected: Int? = nil) -> CaseTable {
    var table = CaseTable()
    table.list(pick(numbers), unfiltered: numbers.count)
    if let selected { table.select(CaseID(selected)) }
    return table
  }

  private func pick(_ numbers: [Int]) -> [CaseTable.Row] {
    numbers.compactMap { number in rows.first { $0.id == CaseID(number) } }
  }

  private func numbers(_ table: CaseTable) -> [Int] { table.rows.map(\.id.number) }

  @Test("in another list the selected case stays selected, else the one behind it")
  func selection() {
    var table = table(Array(1...9), select: 4)
    var isBehind: [Bool] = []
    for (left, selected) in [([1, 4, 9], 4), ([1, 9], 9), ([1], 1), ([], nil)] as [([Int], Int?)] {
      isBehind.append(table.list(pick(left), unfiltered: left.count))
      #expect(table.current?.id.number == selected)
    }
    #expect(isBehind == [true, true, false, false])
    table.list(pick([5, 6]), unfiltered: 2)
    #expect(table.current?.id == 5)
  }

  @Test("rows that stay keep their lines on the screen")
  func lines() {
    var table = table(Array(1...28), select: 15)
    table.scroll(toFit: 10)
    #expect(table.shownRows(10)?.first == 6)
    // Rows above the screen go: what is shown stays.
    table.list(pick(Array(4...28)), unfiltered: 25)
    table.scroll(toFit: 10)
    #expect(table.rows[(table.shownRows(10)?.first ?? 0) - 1].id == 6)
    // The decided row goes: those below it move up.
    table.list(pick(Array(4...28).filter { $0 != 15 }), unfiltered: 24)
    table.scroll(toFit: 10)
    #expect(table.current?.id == 16)
    #expect(table.rows[(table.shownRows(10)?.first ?? 0) - 1].id == 6)
  }

  @Test("a refresh moves nothing, says what became of rows, and appends")
  func refresh() {
    var table = table([1, 2, 3, 4], select: 3)
    table.note(4, .refused("dokumen kurang"))
    table.refresh(pick([1, 3, 4, 9]), unfiltered: 4) { "disetujui \($0)" }
    #expect(numbers(table) == [1, 2, 3, 4, 9])
    #expect(table.current?.id == 3)
    #expect(table.verdicts[2] == .gone("disetujui 2"))
    #expect(table.verdicts[4] == .refused("dokumen kurang"))
    // It comes back.
    table.refresh(pick([1, 2, 3, 4, 9]), unfiltered: 5) { _ in "" }
    #expect(table.verdicts[2] == nil)
    #expect(numbers(table) == [1, 2, 3, 4, 9])
  }

  @Test("a refusal holds until something happens to the case")
  func refusals() {
    var table = table([1, 2])
    table.note(1, .refused("dokumen kurang"))
    table.list(pick([1, 2]), unfiltered: 2)
    #expect(table.verdicts[1] != nil)
    var corrected = pick([1, 2])
    corrected[0].changed += 1
    table.list(corrected, unfiltered: 2)
    #expect(table.verdicts[1] == nil)
  }

  @Test("the next row is the next that still waits here")
  func advances() {
    var table = table([1, 2, 3, 4, 5])
    table.note(2, .done)
    table.note(3, .gone("disetujui"))
    table.note(4, .refused("dokumen kurang"))
    var reached: [Int?] = []
    for wanted in [Array(1...5), [1], Array(1...5), Array(1...5)] {
      let isThere = table.advance { wanted.contains($0.number) }
      reached.append(isThere ? table.current?.id.number : nil)
    }
    #expect(reached == [4, nil, 5, nil])
  }

  @Test(
    "moves end at the first and the last row, also in lists of none, one and many",
    arguments: [
      0, 1, 2, 24, 28,
    ])
  func moves(count: Int) {
    for pageRows in [-3, 0, 1, 7, 100] {
      var table = table(Array(1...28).prefix(count).map { $0 })
      for action in CaseTable.moves + [.mark, .markAll, .up, .pageUp, .down, .last, .pageDown] {
        let isMove = table.act(action, pageRows: pageRows)
        #expect(isMove)
        table.scroll(toFit: pageRows)
        #expect(count == 0 || table.current != nil)
        if let (first, last) = table.shownRows(pageRows) {
          #expect(1 <= first && first <= last && last <= count)
          #expect((first...last).contains(table.selected + 1))
        }
      }
      let isKnown = table.act(.approve, pageRows: 5)
      #expect(!isKnown)
    }
  }

  @Test(
    "columns stay where they are, whatever the names, at every width and with every verdict",
    arguments: Array(stride(from: 60, through: 132, by: 3)))
  func columns(width: Int) throws {
    let layouts: [[CaseTable.Column]] = [
      [.number, .name, .age, .village, .occupation, .days, .remark],
      [.number, .name, .age, .address, .occupation, .days, .remark],
      [.number, .name, .village, .reason, .days, .remark],
      [.number, .name, .age, .village, .occupation, .standing],
    ]
    var table = table(Array(1...28))
    for (number, verdict) in [
      (2, CaseTable.Verdict.done), (3, .gone("dikembalikan Muhammad")),
      (4, .refused("dokumen kurang")), (5, .gone("王小明王小明王小明王小明")),
    ] {
      table.note(CaseID(number), verdict)
    }
    for columns in layouts {
      var frame = Frame(Size(rows: 32, columns: width + 4))
      for row in 0..<32 { frame.put(String(repeating: "#", count: width + 4), row, 0) }
      for row in 0..<32 { frame.put(String(repeating: " ", count: width), row, 0) }
      let words = CaseLines(scene, hasStanding: true)
      table.draw(on: &frame, lines: 1..<30, width: width, columns: columns, words)
      #expect(frame.faults == [])
      for row in 0..<31 {
        #expect(frame.row(row).dropFirst(width).allSatisfy { $0 == Cell("#") })
      }
      // Every name begins where its title does.
      let name = try #require(frame.lines[1].firstRange(of: "Nama")).lowerBound
      let column = frame.lines[1].distance(from: frame.lines[1].startIndex, to: name)
      for row in 2..<30 {
        let cells = Array(frame.row(row))
        #expect(cells[column - 1].character == " " && cells[column].character != " ")
      }
    }
  }
}
