internal import CaseDomain
internal import CaseExchange
internal import CaseStore

/// The tasks whose instructions are counted, each in a process of its own.
enum Tasks {
  /// Filters by a name so many times, so that the rest of the process does not count.
  private static let filters = 10

  static func run(_ words: [String]) throws(Failure) {
    let (task, arguments) = (words.first, Array(words.dropFirst()))
    switch (task, arguments.count) {
    case ("open", 1): _ = try open(arguments[0])
    case ("totals", 1): try totals(arguments[0])
    case ("filter", 1): try filter(arguments[0])
    case ("import", 2): try take(arguments[0], into: arguments[1])
    default: throw Failure("no task of a child: \(words)")
    }
  }

  /// Opens a store, from its snapshot where it has one.
  private static func open(_ folder: String) throws(Failure) -> CaseStore {
    try attempt(folder) { try CaseStore(opening: folder, DataSet.surroundings) }
  }

  private static func totals(_ folder: String) throws(Failure) {
    let store = try open(folder)
    try attempt(folder) { _ = try store.caseload.groups(by: .area, at: store.now) }
  }

  private static func filter(_ folder: String) throws(Failure) {
    let store = try open(folder)
    var selection = Selection()
    selection.find = "rah"
    for _ in 0..<filters { _ = store.caseload.count(selection, at: store.now) }
  }

  /// Takes a register file into a store, as `payung import` does.
  private static func take(_ file: String, into folder: String) throws(Failure) {
    let store = try open(folder)
    let bytes = try Files.read(file)
    let outcome = try attempt(file) {
      let register = try RegisterFile(CSVReader.read(bytes))
      let commands = register.rows.map { Command.register(Register(form: $0.form)) }
      return try store.perform(commands, by: Staff.everywhere)
    }
    for case .failure(let refusal) in outcome.results { throw Failure("refused: \(refusal)") }
  }
}
