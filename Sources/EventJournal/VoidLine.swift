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

  /// Whether `line` is the void line of everything from `from` to its own start.
  static func covers(
    _ line: Line, from: Int, of file: OpenFile, in files: any FileSystem
  ) throws(SystemFailure) -> Bool {
    guard line.isVoid, from < line.offset else { return false }
    let start = #"{"kind":"void","from":\#(from),"length":\#(line.offset - from),"#
    guard line.bytes.starts(with: start.utf8) else { return false }
    let stretch = from..<line.offset
    var digest = Digest()
    try update(&digest, with: stretch, of: file, in: files)
    return line.bytes == bytes(covering: stretch, digest: digest)
  }

  /// Adds the bytes of a stretch of the file to a digest.
  static func update(
    _ digest: inout Digest, with stretch: Range<Int>, of file: OpenFile, in files: any FileSystem
  ) throws(SystemFailure) {
    var chunk = [UInt8](repeating: 0, count: min(stretch.count, Limits.chunk))
    var offset = stretch.lowerBound
    while offset < stretch.upperBound {
      let count = min(try files.read(file, at: offset, into: &chunk), stretch.upperBound - offset)
      // The file ends early: the digest will not match, and the caller learns of it thereby.
      guard count > 0 else { return }
      digest.update(chunk[..<count])
      offset += count
    }
  }
}
