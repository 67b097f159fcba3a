/// Values that many cases share, each kept once and named by a number.
struct SharedValues<Value: TableKey>: Sendable {
  /// The number of a value; 0 is that of the empty one.
  typealias Number = UInt32

  private var values: [Value]
  private var numbers = NumberTable<Value>()
  /// The one that was asked for last: neighbours often share theirs.
  private var last: Number = 0

  init(empty: Value) { values = [empty] }

  subscript(number: Number) -> Value { values[Int(number)] }

  /// The number of a value, a new one where it has none.
  mutating func number(of value: Value) -> Number {
    if values[Int(last)] == value { return last }
    if value == values[0] { return 0 }
    if let known = numbers.number(of: value, { values[Int($0)] }) {
      last = known
      return known
    }
    last = Number(values.count)
    values.append(value)
    numbers.insert(last) { values[Int($0)] }
    return last
  }

  func allSatisfy(_ isGood: (Value) -> Bool) -> Bool { values.allSatisfy(isGood) }

  /// The numbers of all values of another list, each as `moved` answers it.
  mutating func append(_ other: SharedValues, _ moved: (Value) -> Value) -> [Number] {
    other.values.map { number(of: moved($0)) }
  }
}
