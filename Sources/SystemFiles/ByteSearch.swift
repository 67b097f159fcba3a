import Glibc

/// The C library's search for one byte, many times faster than a loop over an array.
public enum ByteSearch {
  /// Where `byte` first stands in a range of `bytes`; a range outside of them traps.
  public static func first(_ byte: UInt8, in bytes: [UInt8], _ range: Range<Int>) -> Int? {
    bytes.withUnsafeBytes { bytes in
      guard let start = UnsafeRawBufferPointer(rebasing: bytes[range]).baseAddress,
        let found = memchr(start, Int32(byte), range.count)
      else { return nil }
      return range.lowerBound + (UnsafeRawPointer(found) - start)
    }
  }
}
