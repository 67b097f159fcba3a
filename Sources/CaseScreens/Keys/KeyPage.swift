internal import CaseDomain

/// The reference page of all keys, as the README prints it: from the table that dispatches them.
enum KeyPage {
  /// A Markdown table with a row for each action.
  static var lines: [String] {
    ["| key | Indonesian | English | does |", "|---|---|---|---|"]
      + Binding.all.filter { $0.action != .helpInForm }.map { binding in
        let keys = binding.keys.map { "`\($0.name(.english))`" }.joined(separator: " ")
        return "| \(keys) | \(binding.label.id) | \(binding.label.en) | \(binding.help.en) |"
      }
  }
}
