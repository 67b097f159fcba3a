import CanonicalForm
import SystemFiles

/// The line that declares the bytes above it to be no part of the journal.
enum VoidLine {
  /// The line for the stretch, without newline; `digest` is over the stretch's bytes.
  static func bytes(covering stretch: Range<Int>, digest: Digest) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { fields in
      fields.field("kind", "void")
      fields.field("from", stretch.lowerBound)
      fields.field("length", stretch.count)
      fields.field("sha256", digest.hexadecimal())
    }
    return writer.bytes
  }
}

/// The bytes behind the last good line, as far as they were looked at: what a void line there must cover.
///
/// The digest goes on from line to line, so that any number of lines that look like a void cost one pass.
struct OpenStretch {
  private let from: Int
  private var end: Int
  private var digest = Digest()
  /// Whether an erasure has overwritten a line in there: the hash can then no longer be right, and nobody needs
  /// it, for these bytes are nothing.
  private var hasErased = false

  init(from: Int) { (self.from, end) = (from, from) }

  /// Takes the next line; answers whether it is the void line of everything from the start to its own.
  mutating func isCovered(
    by line: Line, of file: OpenFile, in files: any FileSystem
  ) throws(SystemFailure) -> Bool {
    hasErased = hasErased || line.isErased
    guard line.isVoid, from < line.offset else { return false }
    let start = #"{"kind":"void","from":\#(from),"length":\#(line.offset - from),"#
    guard line.bytes.starts(with: start.utf8) else { return false }
    try extend(to: line.offset, of: file, in: files)
    let expected = VoidLine.bytes(covering: from..<line.offset, digest: digest)
    return line.bytes == expected || hasErased && line.bytes.count == expected.count
  }

  /// The void line for everything up to `end`, behind which `more` is yet to be written.
  mutating func void(
    upTo end: Int, and more: [UInt8], of file: OpenFile, in files: any FileSystem
  ) throws(SystemFailure) -> [UInt8] {
    try extend(to: end, of: file, in: files)
    var digest = digest
    digest.update(more[...])
    return VoidLine.bytes(covering: from..<(end + more.count), digest: digest)
  }

  private mutating func extend(
    to end: Int, of file: OpenFile, in files: any FileSystem
  ) throws(SystemFailure) {
    var chunk = [UInt8](repeating: 0, count: min(end - self.end, Limits.chunk))
    while self.end < end {
      let count = min(try files.read(file, at: self.end, into: &chunk), end - self.end)
      // The file ends early: the digest will not match, and the caller learns of it thereby.
      guard count > 0 else { return }
      digest.update(chunk[..<count])
      self.end += count
    }
  }
}
