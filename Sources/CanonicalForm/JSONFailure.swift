/// Why bytes are not the JSON that was expected, and where.
public struct JSONFailure: Error, Hashable, Sendable {
  public enum Problem: Hashable, Sendable {
    /// Something else stands where `expected` should: `"a value"`, `"':'"`.
    case syntax(expected: String)
    case invalidUTF8
    /// A lone surrogate escape, an unknown escape, or a raw control character in a string.
    case badString
    /// A number with a fraction or an exponent, or beyond 64 bits.
    case notWhole
    /// `null`, which no file of this program uses: absent, never null.
    case null
    case tooDeep(limit: Int)
    case duplicateKey(String)
    case unknownKey(String)
    case missingKey(String)
    /// The value under `key` is of another type than `expected`, or not one of the accepted words.
    case unexpected(key: String, expected: String)
  }

  public var problem: Problem
  /// Where, in bytes from the start of what was read.
  public var offset: Int

  public init(_ problem: Problem, at offset: Int) {
    self.problem = problem
    self.offset = offset
  }

  /// The line and column of ``offset`` in `bytes`, both counted from 1, columns in bytes.
  public func place(in bytes: [UInt8]) -> (line: Int, column: Int) {
    let before = bytes.prefix(offset)
    let line = before.count { $0 == 0x0A }
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return (line + 1, offset - start + 1)
  }
}
