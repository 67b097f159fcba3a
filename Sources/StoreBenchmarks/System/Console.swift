internal import SystemFiles

/// What a person sees: the table on the output, progress beside it.
enum Console {
  static func print(_ text: String) { try? StandardStreams.writeOutput(Array((text + "\n").utf8)) }

  static func progress(_ text: String) {
    try? StandardStreams.writeError(Array((text + "\n").utf8))
  }
}
