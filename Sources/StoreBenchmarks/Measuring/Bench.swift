internal import Glibc

/// What every row of the table gets: the data, the programs, how often.
struct Bench {
  var options: Options
  /// Where the measurements write; emptied at the end.
  let scratch: String
  private var sets: [Int: DataSet] = [:]

  init(_ options: Options) throws(Failure) {
    self.options = options
    scratch = "\(options.cache)/scratch-\(getpid())"
    try Files.makeFolder(scratch)
  }

  /// The data of a size, made if need be.
  mutating func data(_ size: Int) throws(Failure) -> DataSet {
    if let set = sets[size] { return set }
    let set = try DataSet(size: size, in: options.cache, fixtures: options.fixtures)
    sets[size] = set
    return set
  }

  /// A fresh name in the scratch folder.
  func path(_ name: String) -> String { "\(scratch)/\(name)" }

  /// The program with its arguments and a store.
  func payung(_ arguments: String..., store: String) -> [String] {
    [options.payung] + arguments + ["--store", store]
  }

  /// The C peer with its arguments.
  func peer(_ arguments: String...) -> [String] { [options.peer] + arguments }

  /// SQLite's shell with its arguments.
  func sqlite(_ arguments: String...) throws(Failure) -> [String] {
    [try Bench.require("sqlite3")] + arguments
  }

  /// DuckDB on a statement whose rows are printed with spaces between.
  func duckdb(_ statement: String) throws(Failure) -> [String] {
    let script =
      "import duckdb,sys\nfor row in duckdb.sql(sys.argv[1]).fetchall(): print(*row)"
    let words = [try Bench.require(options.python), "-c", script, statement]
    guard try Program.run([words[0], "-c", "import duckdb"]).code == 0 else {
      throw Failure("DuckDB is not installed for \(options.python)")
    }
    return words
  }

  static func require(_ program: String) throws(Failure) -> String {
    guard let path = Program.find(program) else { throw Failure("\(program) is not installed") }
    return path
  }
}
