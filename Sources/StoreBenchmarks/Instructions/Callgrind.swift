internal import Glibc

/// Counts the instructions of a process; the same program, data and environment give the same number.
enum Callgrind {
  struct Counted {
    var all = 0
    /// Of these, what computes SHA-256.
    var sha256 = 0

    static func - (left: Counted, right: Counted) -> Counted {
      Counted(all: left.all - right.all, sha256: left.sha256 - right.sha256)
    }
  }

  static func count(_ words: [String], _ scratch: String) throws(Failure) -> Counted {
    let report = "\(scratch)/callgrind.out"
    Files.remove(report)
    var environment = Program.environment
    // Else every process would hash in another order.
    environment["SWIFT_DETERMINISTIC_HASHING"] = "1"
    let valgrind = [
      try Bench.require("valgrind"), "--tool=callgrind", "--callgrind-out-file=\(report)",
      "--compress-strings=no", "--dump-line=no",
    ]
    _ = try Program.require(valgrind + words, environment: environment)
    return counted(String(decoding: try Files.read(report), as: UTF8.self))
  }

  /// Adds up what each function did by itself.
  ///
  /// The report names a function (`fn=…`), then its costs (`LINE COST`); behind a `calls=…` line stands
  /// what the called function cost, which is counted there.
  private static func counted(_ report: String) -> Counted {
    var counted = Counted()
    var isSHA256 = false
    var isOfCalled = false
    for line in report.utf8.split(separator: UInt8(ascii: "\n")) {
      if line.starts(with: "fn=".utf8) {
        isSHA256 = Substring(line).lowercased().contains("sha256")
      } else if line.starts(with: "calls=".utf8) {
        isOfCalled = true
      } else if let first = line.first,
        (0x30...0x39).contains(first) || first == 0x2B || first == 0x2A
      {
        let cost = line.split(separator: UInt8(ascii: " ")).last.flatMap { Int(Substring($0)) } ?? 0
        if !isOfCalled {
          counted.all += cost
          if isSHA256 { counted.sha256 += cost }
        }
        isOfCalled = false
      }
    }
    return counted
  }
}
