import SystemFiles

extension EntryReader {
  /// The bytes to append so that the tail, which ends at `end`, becomes part of the journal or void.
  func sealOfTail(endingAt end: Int) throws(SystemFailure) -> [UInt8] {
    switch tail {
    case .none: return []
    case .lacksNewline: return [Line.newline]
    case .torn(let endsWithNewline):
      let newline = endsWithNewline ? [] : [Line.newline]
      var digest = Digest()
      try VoidLine.update(&digest, with: head.end..<end, of: file, in: files)
      digest.update(newline[...])
      let stretch = head.end..<(end + newline.count)
      return newline + VoidLine.bytes(covering: stretch, digest: digest) + [Line.newline]
    }
  }
}
