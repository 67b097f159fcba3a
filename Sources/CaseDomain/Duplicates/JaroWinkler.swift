/// The likeness of two words by Jaro and Winkler: letters in common near each other, more for a common start.
enum JaroWinkler {
  /// Words that have less than so many tenths in common by Jaro alone are told apart by it.
  static let leastTenths = 7

  /// From 0 to 1; up to four letters of a common start bring a tenth each of what is missing.
  static func likeness(
    _ left: Span<UInt8>, _ leftWord: Range<Int>, _ right: Span<UInt8>, _ rightWord: Range<Int>
  ) -> Double {
    let jaro = jaro(left, leftWord, right, rightWord)
    if jaro < Double(leastTenths) / 10 { return jaro }
    var start = 0
    while start < min(4, leftWord.count, rightWord.count),
      left[leftWord.lowerBound + start] == right[rightWord.lowerBound + start]
    {
      start += 1
    }
    return jaro + Double(start) * 0.1 * (1 - jaro)
  }

  /// The same without the common start.
  static func jaro(
    _ left: Span<UInt8>, _ leftWord: Range<Int>, _ right: Span<UInt8>, _ rightWord: Range<Int>
  ) -> Double {
    // Letters behind the 64th are left out: a bit says which are taken.
    let leftCount = min(leftWord.count, 64)
    let rightCount = min(rightWord.count, 64)
    if leftCount == 0 || rightCount == 0 { return 0 }
    let window = max(0, max(leftCount, rightCount) / 2 - 1)
    var leftTaken: UInt64 = 0
    var rightTaken: UInt64 = 0
    var common = 0
    for i in 0..<leftCount {
      let letter = left[leftWord.lowerBound + i]
      for j in max(0, i - window)..<max(max(0, i - window), min(rightCount, i + window + 1))
      where rightTaken & (1 << UInt64(j)) == 0 && right[rightWord.lowerBound + j] == letter {
        leftTaken |= 1 << UInt64(i)
        rightTaken |= 1 << UInt64(j)
        common += 1
        break
      }
    }
    if common == 0 { return 0 }
    var misplaced = 0
    while leftTaken != 0 {
      let i = leftTaken.trailingZeroBitCount
      let j = rightTaken.trailingZeroBitCount
      if left[leftWord.lowerBound + i] != right[rightWord.lowerBound + j] { misplaced += 1 }
      leftTaken &= leftTaken - 1
      rightTaken &= rightTaken - 1
    }
    let shared = Double(common)
    return
      (shared / Double(leftCount) + shared / Double(rightCount)
      + (shared - Double(misplaced / 2)) / shared) / 3
  }
}
