import CaseDomain
import Testing

@testable import CaseScreens

@Suite("The frame while the store is read")
struct OpeningFrameTests {
  private static let sizes = [
    Size.standard, .smallest, Size(rows: 43, columns: 132), Size(rows: 1, columns: 1),
    Size(rows: 3, columns: 7),
  ]

  @Test("it fits every window, its cursor inside", arguments: sizes, Language.allCases)
  func fits(_ size: Size, _ language: Language) {
    let frame = OpeningFrame.make(size, language)
    #expect(frame.faults == [])
    #expect(frame.cursor.map { $0.row < size.rows && $0.column < size.columns } == true)
  }

  @Test("the screens, that something is done, and that no key is lost stand there at once")
  func says() {
    let frame = OpeningFrame.make(.standard, .indonesian)
    let rows = (0..<24).map { row in
      frame.row(row).map { String($0.character) }.joined().trimmingSuffix()
    }
    #expect(rows[0] == "Payung [1 Beranda] 2 Pendataan  3 Antrean  4 Berkas  5 Rekap")
    #expect(rows[2] == "  Membaca data …")
    #expect(rows[23] == "Tombol yang ditekan sekarang dikerjakan sesudahnya.")
  }
}

extension String {
  fileprivate func trimmingSuffix() -> String {
    guard let last = lastIndex(where: { $0 != " " }) else { return "" }
    return String(self[...last])
  }
}
