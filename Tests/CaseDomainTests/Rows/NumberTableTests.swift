import TestSupport
import Testing

@testable import CaseDomain

/// A table of numbers made at once beside one made step by step.
struct NumberTableTests {
  @Test(
    "made at once it finds what it would find made one by one, also once numbers are taken out",
    arguments: [0, 1, 7, 900, 20_000, 140_000])
  func atOnce(count: Int) {
    var random = SeededRandom(seed: UInt64(count) + 3)
    let keys = (0...count).map { _ in UInt64.random(in: 1...UInt64(2 * count + 1), using: &random) }
    func key(_ number: UInt32) -> UInt64 { keys[Int(number)] }
    let numbers = (0..<count).map { UInt32($0 + 1) }
    var whole = NumberTable(numbers, key)
    var single = NumberTable<UInt64>()
    for number in numbers { single.insert(number, key) }
    func differing() -> [UInt64] {
      (1...UInt64(2 * count + 2)).filter { whole.number(of: $0, key) != single.number(of: $0, key) }
    }
    #expect(differing() == [])
    #expect(numbers.allSatisfy { whole.number(of: key($0), key).map(key) == key($0) })
    for number in numbers where number.isMultiple(of: 3) {
      whole.remove(number, key)
      single.remove(number, key)
    }
    #expect(differing() == [])
  }
}
