internal import CanonicalForm
internal import Glibc

/// What the command line asks for.
struct Options {
  var rows: [String] = []
  var sizes = [1_000, 53_000]
  var pairs = 9
  var cache: String
  var payung: String
  var peer: String
  /// This very program.
  var own: String
  var python = "python3"
  var fixtures: String
  var instructions = false
  var record: String?
  var gate: String?

  static let usage = """
    StoreBenchmarks [ROW…] [--sizes 1000,53000,1000000] [--pairs 9] [--folder DIR] [--payung FILE]
                    [--python FILE]
    StoreBenchmarks --instructions [--record FILE | --gate FILE]

    Measures the store and the program beside their peers, in turn, and prints a table. The data are made
    once from a seed and kept in DIR ($TMPDIR/payung-benchmarks). Peers that are not installed are skipped
    by name; DuckDB is looked for as a package of the Python given.

    --instructions counts instructions by callgrind instead; --record writes them to a file, --gate ends
    with 1 where one is more than 10 % above the file.

    """

  init(_ arguments: [String]) throws(Failure) {
    let folder = Options.ownFolder
    cache = "\(getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp")/payung-benchmarks"
    (payung, peer) = ("\(folder)/payung", "\(folder)/BenchmarkPeer")
    own = "\(folder)/StoreBenchmarks"
    // …/Sources/StoreBenchmarks/Options.swift
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    fixtures = "/\(root)/fixtures"
    var rest = arguments[...]
    while let word = rest.popFirst() {
      switch word {
      case "--sizes":
        let texts = try Options.value(&rest, of: word).split(separator: ",")
        sizes = texts.compactMap { Digits.number(Array($0.utf8)) }
        guard sizes.count == texts.count, sizes.allSatisfy({ $0 >= 100 }) else {
          throw Failure("--sizes: numbers of cases from 100 on, with commas between")
        }
      case "--pairs":
        guard let number = Int(try Options.value(&rest, of: word)), number > 0 else {
          throw Failure("--pairs: a number from 1 on")
        }
        pairs = number
      case "--folder": cache = try Options.value(&rest, of: word)
      case "--payung": payung = try Options.value(&rest, of: word)
      case "--python": python = try Options.value(&rest, of: word)
      case "--instructions": instructions = true
      case "--record": record = try Options.value(&rest, of: word)
      case "--gate": gate = try Options.value(&rest, of: word)
      default:
        guard !word.hasPrefix("-"), Rows.all.contains(where: { $0.name == word }) else {
          let names = Rows.all.map(\.name).joined(separator: ", ")
          throw Failure("\(word)?\n\(Options.usage)Rows: \(names)")
        }
        rows.append(word)
      }
    }
  }

  private static func value(_ rest: inout ArraySlice<String>, of option: String) throws(Failure)
    -> String
  {
    guard let value = rest.popFirst() else { throw Failure("\(option) wants a value") }
    return value
  }

  /// The folder of this very program, beside which the others are built.
  private static var ownFolder: String {
    var buffer = [CChar](repeating: 0, count: 4_096)
    let count = max(0, readlink("/proc/self/exe", &buffer, buffer.count))
    let path = String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
    return "/" + path.split(separator: "/").dropLast().joined(separator: "/")
  }
}
