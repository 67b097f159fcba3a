import CanonicalForm
import Testing

@testable import CaseDomain

@Suite("rows of cases")
struct CaseRowsTests {
  /// Rows from a number on, each with a place and texts that no other has, and words that some share.
  private func rows(from first: Int, _ count: Int, area: String) -> CaseRows {
    var rows = CaseRows(from: first)
    for number in first..<first + count { rows.set(packed(number, area, &rows.pool), number) }
    return rows
  }

  private func packed(_ number: Int, _ area: String, _ pool: inout CasePool) -> PackedCase {
    var packed = PackedCase()
    packed.nik = UInt64(number)
    packed.place = Int48(clamping: -number * 1_000)
    pool.set(
      PackedHome(area: pool.number(of: area), rt: pool.number(of: "\(number % 7)")), of: &packed)
    pool.set(
      .decoded("NAMA \(number)"), number % 3 == 0 ? nil : .decoded("JALAN É \(number)"),
      in: [UInt8]().span, of: &packed)
    return packed
  }

  private func check(_ rows: CaseRows, _ number: Int, area: String) {
    let row = rows.row(number)
    #expect(row.nik?.packed == UInt64(number))
    #expect(row.packed.place.value == -number * 1_000)
    #expect(row.area.rawValue == area && row.rt == "\(number % 7)")
    #expect(row.name == "NAMA \(number)")
    #expect(row.address == (number % 3 == 0 ? nil : "JALAN É \(number)"))
  }

  @Test(
    "Rows that were read apart follow each other, at every size of the first ones",
    arguments: [1, 1_023, 1_024, 1_025, 2_600])
  func joined(_ count: Int) {
    var all = rows(from: 1, count, area: "21.02.01.1001")
    let copy = all
    all.append(rows(from: count + 1, 1_500, area: "21.02.01.1002"))
    // The second time they are copied.
    all.append(rows(from: count + 1_501, 10, area: "21.02.01.1003"))
    let next = count + 1_511
    all.set(packed(next, "21.02.01.1001", &all.pool), next)
    #expect(all.numbers == 1..<next + 1)
    for number in 1...count { check(all, number, area: "21.02.01.1001") }
    for number in count + 1...count + 1_500 { check(all, number, area: "21.02.01.1002") }
    for number in count + 1_501..<next { check(all, number, area: "21.02.01.1003") }
    check(all, next, area: "21.02.01.1001")
    var seen: [Int] = []
    all.forEach { seen.append($0.id.number) }
    #expect(seen == Array(all.numbers))
    all[count + 1].birthDay = 7
    #expect(all[count + 1].birthDay == 7 && all[count].birthDay == 0)
    #expect(copy.numbers == 1..<count + 1)
    check(copy, count, area: "21.02.01.1001")
  }

  @Test("A text that is replaced is overwritten, here and not in a copy")
  func replaced() {
    var pool = CasePool()
    var one = packed(1, "21.02.01.1001", &pool)
    let (two, before, copy) = (packed(2, "21.02.01.1001", &pool), one, pool)
    pool.replace("NAMA 1", "JALAN É 1", of: &one)
    #expect(one == before)
    pool.replace(nil, nil, of: &one)
    #expect(one.texts == 0 && pool.text(one, .name) == nil)
    #expect(pool.text(before, .name) == "      ")
    #expect(pool.text(two, .name) == "NAMA 2" && copy.text(before, .name) == "NAMA 1")
  }

  @Test("Texts of any length stand in the arena, each as it was put there")
  func arena() {
    var arena = TextArena()
    let lengths = [0, 1, 126, 127, 128, 16_382, 16_383, 65_530, 70_000, 3]
    var starts: [(TextArena.Start, String)] = []
    for length in lengths + lengths {
      let text = String(repeating: "x", count: length)
      starts.append((arena.add(.decoded(text), .decoded("\(length)"), in: [UInt8]().span), text))
    }
    let other = arena
    let shift = arena.append(other) ?? 0
    for (start, text) in starts {
      for start in [start, start + shift] {
        #expect(arena.text(start, .name) == text)
        #expect(arena.text(start, .address) == "\(text.utf8.count)")
      }
    }
  }

  @Test("Values that are shared have one number each, also after those of others came")
  func shared() {
    var values = SharedValues(empty: PackedWork())
    let ages = (0..<300).map { PackedWork(occupation: 1, age: Int16($0 % 90), sex: .female) }
    let numbers = ages.map { values.number(of: $0) }
    #expect(Set(numbers).count == 90 && !numbers.contains(0))
    #expect(values.number(of: PackedWork()) == 0)
    for (number, value) in zip(numbers, ages) { #expect(values[number] == value) }
    var others = SharedValues(empty: PackedWork())
    let moved = others.append(values) { PackedWork(occupation: 2, age: $0.age, sex: $0.sex) }
    for (number, value) in zip(numbers, ages) {
      #expect(others[moved[Int(number)]].age == value.age)
    }
  }

  @Test("A number of six bytes holds what its range does, else the nearest")
  func int48() {
    let limit = 1 << 47
    for value in [0, 1, -1, 65_535, 65_536, -65_536, 1_763_000_000_123, limit - 1, -limit] {
      #expect(Int48(clamping: value).value == value)
    }
    #expect(Int48(clamping: .max).value == limit - 1 && Int48(clamping: .min).value == -limit)
    #expect(MemoryLayout<PackedCase>.stride == 72)
  }
}
