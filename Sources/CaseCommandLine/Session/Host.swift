internal import CanonicalForm
internal import CaseDomain
internal import CaseStore
internal import SystemFiles

/// What a command gets from outside: where it prints, what was set, which time it is.
///
/// The demo gives each of its steps another one, so that its steps are the ordinary commands.
struct Host: Sendable {
  var environment: @Sendable (String) -> String? = HostIdentity.environment
  var output: @Sendable (String) -> Void = { Console.write($0, to: .output) }
  var complaint: @Sendable (String) -> Void = { Console.write($0, to: .error) }
  /// Writes over the line of progress.
  var rewriteLine: @Sendable (String) -> Void = { Console.rewriteLine($0) }
  /// The folder that relative paths of files start from; nil for the process's own.
  var folder: String?
  /// The language before an option says otherwise.
  var language: Language?
  /// Whether somebody watches: progress is for them alone.
  var isWatched: Bool = HostIdentity.isTerminal(2)
  /// Whether it asks and answers on a terminal.
  var hasTerminal: Bool = HostIdentity.isTerminal(0) && HostIdentity.isTerminal(1)
  /// Whether whoever works here has this program alone and no shell: files are then the standard ones.
  var isRestricted = false
  /// How many columns the terminal has that reads the output; nil where it is no terminal.
  var width: Int? = HostIdentity.terminalWidth(1)
  /// A store that stays open between the steps of the demo.
  var kept: (@Sendable (String, Surroundings) throws(StoreError) -> CaseStore)?

  @TaskLocal static var current = Host()
}

extension Host {
  /// Opens a store, or answers the one that is open; see ``CaseStore/init(opening:showing:_:)``.
  func open(
    _ folder: String, showing shown: ShownCase? = nil, _ surroundings: Surroundings
  ) throws(StoreError) -> CaseStore {
    if let kept { return try kept(folder, surroundings) }
    return try CaseStore(opening: folder, showing: shown, surroundings)
  }

  /// The path of a file as this host means it.
  func path(_ path: String) -> String {
    guard let folder, !path.hasPrefix("/"), path != "-" else { return path }
    return "\(folder)/\(path)"
  }

  /// The path of a file, from the root: the steps of the demo start from another folder.
  func absolutePath(_ path: String) -> String {
    let path = self.path(path)
    return path.hasPrefix("/") ? path : FilePath.join(HostIdentity.currentFolder, path)
  }

  /// The store where no `--store` names one: `PAYUNG_STORE`, else `payung` in the user's data folder.
  var defaultStore: String { environment("PAYUNG_STORE") ?? dataFolder("payung") }

  /// A folder of this program among the user's data (`XDG_DATA_HOME`).
  func dataFolder(_ name: String) -> String {
    if let data = environment("XDG_DATA_HOME"), data.hasPrefix("/") { return "\(data)/\(name)" }
    return "\(environment("HOME") ?? ".")/.local/share/\(name)"
  }

  /// Indonesian, unless an option or the locale asks for English.
  func language(_ option: String?) -> Language {
    if let language = option.flatMap(Language.init(rawValue:)) ?? language { return language }
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap(environment).first { !$0.isEmpty }
    return locale?.hasPrefix("en") ?? false ? .english : .indonesian
  }
}
