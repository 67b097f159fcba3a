import SystemFiles

extension EntryReader {
  /// The bytes to append so that the tail, which ends at `end`, becomes part of the journal or void.
  func sealOfTail(endingAt end: Int) throws(SystemFailure) -> [UInt8] {
    switch tail {
    case .none: return []
    case .lacksNewline: return [Line.newline]
    case .torn(let endsWithNewline):
      let newline = endsWithNewline ? [] : [Line.newline]
      var stretch = OpenStretch(from: head.end)
      let void = try stretch.void(upTo: end, and: newline, of: file, in: files)
      return newline + void + [Line.newline]
    }
  }
}
