/// What a check of a whole journal found, and where the journal stands.
public struct CheckReport: Hashable, Sendable {
  /// In the order of the file, what concerns the whole store first.
  public var findings: [Finding]
  /// How many entries could be read.
  public var entries: Int
  /// The last entry that could be read.
  public var head: Head
  /// How many stretches are declared void.
  public var voids: Int
  /// How many lines each entry erased, in the order of the entries.
  public var erasures: [ErasureCount]

  /// How many sealed lines were erased.
  public var erasedLines: Int { erasures.reduce(0) { $0 + $1.lines } }

  /// The worst of the findings.
  public var severity: Severity { findings.map(\.severity).max() ?? .clean }
}

/// How many lines one entry erased.
public struct ErasureCount: Hashable, Sendable {
  public var entry: Int
  public var lines: Int
}

/// What a finding calls for, from nothing to the worst.
public enum Severity: Int, Comparable, Sendable {
  case clean
  /// A program can put it right without losing anything that was promised.
  case repairable
  /// Something cannot be read or is missing: a person must look for a copy.
  case needsPerson
  /// Bytes are not those that were written.
  case tampered

  public static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
}

/// One thing that a check found.
public struct Finding: Hashable, Sendable {
  public enum Problem: Hashable, Sendable {
    /// The group or everybody may do something with the file; `mode` are its permission bits.
    case loosePermissions(mode: Int)
    case missing
    /// A segment that is not there although a later one is.
    case lostSegment
    /// A file that is no segment among the segments.
    case strangeFile
    /// The disk once refused to keep a write, and nobody may write until repair.
    case poisoned
    /// Bytes behind the last good line that are nothing yet; the next writer declares them void.
    case tornTail
    /// A good last line without newline; the next writer adds it.
    case lacksNewline
    case damage(Flaw)
    /// Lines were to be erased and are not all overwritten; the next writer goes on.
    case erasureUnfinished
    /// A line that an entry has erased can still be read.
    case notErased(by: Int)
    /// A sealed line was overwritten, and no entry says that it was erased; its entry names it by `hash`.
    case erasedByNobody(hash: String)
    /// Entries or files that only a newer program can judge, which names itself thus.
    case newerVersion(writtenBy: String?)
  }

  /// The path.
  public var file: String
  /// From 1; nil for the file as a whole.
  public var line: Int?
  /// In bytes from the start of the file.
  public var bytes: Range<Int>?
  /// The number of the entry that stands or was expected there.
  public var entry: Int?
  public var problem: Problem

  public init(
    file: String, line: Int? = nil, bytes: Range<Int>? = nil, entry: Int? = nil, problem: Problem
  ) {
    self.file = file
    self.line = line
    self.bytes = bytes
    self.entry = entry
    self.problem = problem
  }

  public var severity: Severity {
    switch problem {
    case .loosePermissions, .missing, .poisoned, .tornTail, .lacksNewline, .erasureUnfinished,
      .notErased:
      .repairable
    case .newerVersion, .lostSegment, .strangeFile: .needsPerson
    case .erasedByNobody: .tampered
    case .damage(let flaw): flaw.severity(expecting: entry)
    }
  }
}

extension Flaw {
  fileprivate func severity(expecting entry: Int?) -> Severity {
    switch self {
    case .hash, .timeRunsBackwards, .form, .sealedNotNamed, .sealedMissing, .voidMismatch,
      .segmentStart:
      .tampered
    // A number too high is a gap; one that was there already is a line that somebody moved.
    case .number(let found): found < entry ?? 0 ? .tampered : .needsPerson
    case .unreadable, .unknownLine, .tooLong, .unverifiable, .notOnDisk: .needsPerson
    }
  }
}
