public import CaseDomain
public import SystemFiles
internal import CanonicalForm

/// The files of one running desk beside the journal: drafts, what the next sitting finds, what is open,
/// exports.
///
/// None of them is the truth, and nothing here touches the journal or its lock. Everything that fails
/// throws ``SystemFailure``, whose words are ``CaseDomain/Wording/cause(_:)``. One object belongs to one
/// thread.
public final class DeskFiles {
  let store: String
  let officer: OfficerID
  let files: any FileSystem
  /// Made when something is opened first.
  private var place: DeskPlace?

  /// The files of `officer` in the store in `folder`; makes the folder `desks`, where that is possible, so
  /// that it can be watched.
  ///
  /// - Throws: ``SystemFailure`` where the officer's id cannot stand in the name of a file.
  public init(store folder: String, officer: OfficerID, files: any FileSystem = HostFileSystem())
    throws(SystemFailure)
  {
    guard officer.isWellFormed else { throw .badName(officer.rawValue) }
    (store, self.officer, self.files) = (folder, officer, files)
    _ = try? self.folder("desks")
  }

  deinit { place?.leave() }

  /// Tells everybody that nothing is open here any more; also done at the end of the process.
  public func close() {
    place?.leave()
    place = nil
  }

  /// The folder whose files say what is open at each desk, to be watched.
  public var desksFolder: String { FilePath.join(store, "desks") }
  var draftsFolder: String { FilePath.join(store, "drafts") }

  /// The path of a folder in the store, made for its owner alone where it is missing.
  func folder(_ name: String) throws(SystemFailure) -> String {
    let path = FilePath.join(store, name)
    do throws(SystemFailure) {
      try files.makeFolder(path)
      try files.synchronizeFolder(FilePath.folder(of: path))
    } catch {
      if !error.isTaken { throw error }
    }
    return path
  }

  /// The bytes of a file of at most `limit`; nil for what is missing, larger, or no file.
  func contents(_ path: String, limit: Int) -> [UInt8]? {
    // Asked before it is opened: to open a pipe that somebody put there would wait for ever.
    guard let status = try? files.status(at: path), status.kind == .file, status.size <= limit
    else { return nil }
    return try? files.readWhole(path, limit: limit)
  }
}

// MARK: What is open

extension DeskFiles {
  /// Tells the other desks which case is open here, or that none is.
  public func claim(_ id: CaseID?) throws(SystemFailure) {
    guard id != place?.open.case else { return }
    var open = place?.open ?? DeskPlace.Open()
    open.case = id
    try show(open)
  }

  /// The cases that are open at other desks, and whose desks these are.
  public func claims() throws(SystemFailure) -> [CaseID: OfficerID] {
    var claims: [CaseID: OfficerID] = [:]
    for (officer, open) in try others() {
      if let id = open.case { claims[id] = officer }
    }
    return claims
  }

  /// What every other running desk has open; what desks that ended without a word left is removed.
  func others() throws(SystemFailure) -> [(officer: OfficerID, open: DeskPlace.Open)] {
    try DeskPlace.all(in: desksFolder, except: place?.path, files)
  }

  /// What is open here.
  var open: DeskPlace.Open { place?.open ?? DeskPlace.Open() }

  func show(_ open: DeskPlace.Open) throws(SystemFailure) {
    if let place { return try place.show(open) }
    let new = try DeskPlace(in: try folder("desks"), officer, files)
    place = new
    try new.show(open)
  }
}

// MARK: What the next sitting finds

extension DeskFiles {
  /// What the officer's last sitting left; nothing where there is no such file or it cannot be read.
  public var memory: DeskMemory {
    guard let bytes = contents(memoryPath, limit: 4_096),
      let fields = try? JSONObject(parsing: bytes)
    else { return DeskMemory() }
    return DeskMemory(from: fields)
  }

  public func remember(_ memory: DeskMemory) throws(SystemFailure) {
    _ = try folder("desks")
    try files.replace(memoryPath, memory.bytes)
  }

  private var memoryPath: String { FilePath.join(desksFolder, "\(officer).json") }
}

// MARK: Exports

extension DeskFiles {
  /// Writes a new file that only the owner of the store may read, and answers its path.
  ///
  /// Its name is `name` with the officer's next number behind it, by which ``exported(_:)`` finds it: `rekap-3.csv`.
  /// What is neither an ASCII letter nor a digit becomes a dash.
  public func export(_ bytes: [UInt8], named name: String, suffix: String)
    throws(SystemFailure) -> String
  {
    _ = try folder("exports")
    let folder = try folder("exports/\(officer)")
    let (base, suffix) = (DeskFiles.plain(name), DeskFiles.plain(suffix))
    var number = (try files.names(in: folder).compactMap(DeskFiles.number).max() ?? 0) + 1
    while true {
      let name = "\(base)-\(number).\(suffix)"
      let path = FilePath.join(folder, name)
      do throws(SystemFailure) {
        try files.writeNew(path, bytes)
        // Of two that another desk of the officer gave the same number meanwhile, one moves on.
        let same = try files.names(in: folder).filter { DeskFiles.number($0) == number }
        if same.count <= 1 || same.min() == name { return path }
        try files.remove(path)
      } catch {
        guard error.isTaken else { throw error }
      }
      number += 1
    }
  }

  /// The bytes of the officer's export with this number; nil where there is none.
  public func exported(_ number: Int) throws(SystemFailure) -> [UInt8]? {
    let folder = FilePath.join(store, "exports/\(officer)")
    let names: [String]
    do throws(SystemFailure) {
      names = try files.names(in: folder)
    } catch {
      if error.isMissing { return nil }
      throw error
    }
    guard let name = names.first(where: { DeskFiles.number($0) == number }) else { return nil }
    return try files.readWhole(FilePath.join(folder, name), limit: 256 << 20)
  }

  /// The number in the name of an export: 3 in `rekap-3.csv`.
  public static func number(_ name: String) -> Int? {
    // A dash may stand in the suffix too.
    guard let dot = name.lastIndex(of: "."), let dash = name[..<dot].lastIndex(of: "-") else {
      return nil
    }
    return Digits.number(name[name.index(after: dash)..<dot].utf8)
  }

  private static func plain(_ text: String) -> String {
    let letters = text.unicodeScalars.prefix(60).map { scalar -> Character in
      let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || Character(scalar).isNumber)
      return isPlain ? Character(scalar) : "-"
    }
    return letters.isEmpty ? "-" : String(letters)
  }
}
