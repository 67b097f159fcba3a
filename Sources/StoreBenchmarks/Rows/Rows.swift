/// A line of design.md section 7, or several that are measured together.
struct Row: Sendable {
  let name: String
  /// Of the sizes asked for, on which it is measured.
  var sizes: @Sendable ([Int]) -> [Int] = { $0 }
  let run: @Sendable (Bench, DataSet) throws(Failure) -> [Result]

  /// Only the smallest size: what it measures does not depend on it.
  static let smallest: @Sendable ([Int]) -> [Int] = { $0.min().map { [$0] } ?? [] }
}

/// All rows, in the order of the table.
enum Rows {
  static let all: [Row] = [
    Row(name: "durable", sizes: Row.smallest, run: DurableRows.run),
    Row(name: "processes", sizes: Row.smallest, run: ProcessesRow.run),
    Row(name: "command", sizes: Row.smallest, run: CommandRow.run),
    // A file of more rows is refused with "split the file".
    Row(name: "import", sizes: { $0.filter { $0 <= 100_000 } }, run: ImportRow.run),
    Row(name: "batch", sizes: Row.smallest, run: BatchRow.run),
    Row(name: "open", run: OpenRow.run),
    Row(name: "replay", run: ReplayRow.run),
    Row(name: "memory", run: MemoryRow.run),
    Row(name: "find", run: FindRow.run),
    Row(name: "filter", run: FilterRow.run),
    Row(name: "duplicates", run: DuplicatesRow.run),
    Row(name: "refresh", run: RefreshRow.run),
    Row(name: "start", sizes: Row.smallest, run: StartRow.run),
    Row(name: "first-frame", run: FirstFrameRow.run),
    Row(name: "keys", run: KeysRow.run),
  ]

  static func run(_ options: Options) throws(Failure) {
    var bench = try Bench(options)
    defer { Files.remove(bench.scratch) }
    let chosen = all.filter { options.rows.isEmpty || options.rows.contains($0.name) }
    for size in Set(chosen.flatMap { $0.sizes(options.sizes) }).sorted() {
      _ = try bench.data(size)
    }
    Table.printHead()
    for row in chosen {
      for size in row.sizes(options.sizes) {
        do throws(Failure) {
          let data = try bench.data(size)
          for result in try row.run(bench, data) { Table.print(result) }
        } catch {
          Table.print("\(row.name) \(Size.text(size))", skipped: error.message)
        }
      }
    }
  }
}

/// How sizes are written in the table.
enum Size {
  static func text(_ size: Int) -> String {
    size % 1_000_000 == 0
      ? "\(size / 1_000_000)M" : size % 1_000 == 0 ? "\(size / 1_000)k" : "\(size)"
  }
}
