/// The table that people read, in Markdown, so that it can be pasted.
enum Table {
  private static let titles = ["what", "ours", "peer", "limit", "ratio", "goal", "met"]
  private static let widths = [42, 9, 24, 9, 26, 28, 8]

  static func printHead() {
    Console.print(line(titles))
    Console.print("|" + widths.map { String(repeating: "-", count: $0 + 2) + "|" }.joined())
  }

  static func print(_ result: Result) {
    Console.print(line(result.cells))
    for remark in result.remarks { Console.print(line(["  " + remark])) }
  }

  static func print(_ name: String, skipped reason: String) {
    Console.print(line(["\(name): skipped, \(reason)"]))
  }

  private static func line(_ cells: [String]) -> String {
    if cells.count == 1 {
      return "| \(cells[0]) |" + String(repeating: " |", count: widths.count - 1)
    }
    let padded = zip(cells, widths).map { cell, width in
      cell + String(repeating: " ", count: max(0, width - cell.count))
    }
    return "| " + padded.joined(separator: " | ") + " |"
  }
}
