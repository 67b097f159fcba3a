internal import CanonicalForm
internal import CaseDomain
internal import SystemFiles

/// The file `desks/OFFICER-PID.open`: that a desk is running, and what it has open.
///
/// The desk keeps the file locked, so that it speaks for nobody once the process is gone, however it went.
/// It names the open draft too: a lock on the draft itself would be lost with the first save, which puts
/// a new file in its place, and a second lock for each draft would be a second thing to clean up.
final class DeskPlace {
  struct Open: Hashable {
    var `case`: CaseID?
    var draft: DraftID?
  }

  let path: String
  private(set) var open = Open()
  private let file: OpenFile
  private let files: any FileSystem

  /// Makes the file and takes its lock.
  init(in folder: String, _ officer: OfficerID, _ files: any FileSystem) throws(SystemFailure) {
    self.files = files
    let name = "\(officer)-\(HostIdentity.process)"
    // Processes of two containers may have one number, and so may the desks of a test.
    for number in 1...DeskPlace.attempts {
      let path = FilePath.join(folder, number == 1 ? "\(name).open" : "\(name).\(number).open")
      if let file = try DeskPlace.lock(path, files) {
        (self.path, self.file) = (path, file)
        return
      }
    }
    throw .inUse(FilePath.join(folder, name))
  }

  /// Writes down what is open; advice that needs not survive a power cut, and is not synchronised.
  func show(_ open: Open) throws(SystemFailure) {
    var writer = JSONWriter()
    writer.object { fields in
      fields.field("case", ifPresent: open.case?.number)
      fields.field("draft", ifPresent: open.draft?.rawValue)
    }
    // Of one length, so that a reader finds the whole of it, old or new.
    let padding = [UInt8](repeating: 0x20, count: max(0, DeskPlace.length - 1 - writer.bytes.count))
    _ = try files.overwrite(file, at: 0, with: (writer.bytes + padding + [0x0A])[...])
    self.open = open
  }

  /// Removes the file and lets the lock go.
  func leave() {
    // Before the lock is let go: behind that the name may belong to somebody else.
    try? files.remove(path)
    files.close(file)
  }

  /// What the running desks have open, and whose they are; files that no running desk has locked are
  /// removed.
  static func all(in folder: String, except own: String?, _ files: any FileSystem)
    throws(SystemFailure) -> [(officer: OfficerID, open: Open)]
  {
    let names: [String]
    do throws(SystemFailure) {
      names = try files.names(in: folder)
    } catch {
      if error.isMissing { return [] }
      throw error
    }
    var found: [(officer: OfficerID, open: Open)] = []
    for name in names where name.hasSuffix(".open") {
      let path = FilePath.join(folder, name)
      guard path != own, let dash = name.lastIndex(of: "-"),
        let status = try? files.status(at: path), status.kind == .file,
        let file = try? files.open(path, for: .reading)
      else { continue }
      defer { files.close(file) }
      if (try? files.lock(file)) == true {
        if isNamed(file, files) { try? files.remove(path) }
        continue
      }
      found.append((OfficerID(String(name[..<dash])), read(file, files)))
    }
    return found
  }

  /// Opens the file with this name, or makes it, and takes its lock; nil where somebody else has that.
  private static func lock(_ path: String, _ files: any FileSystem) throws(SystemFailure)
    -> OpenFile?
  {
    for _ in 1...attempts {
      let file: OpenFile
      do throws(SystemFailure) {
        file = try files.open(path, for: .creating)
      } catch {
        guard error.isTaken else { throw error }
        do throws(SystemFailure) {
          file = try files.open(path, for: .updating)
        } catch {
          if error.isMissing { continue }
          throw error
        }
      }
      guard try isLocked(file, files) else {
        files.close(file)
        return nil
      }
      // Between the two calls a colleague may have found the file without a lock and removed it.
      if isNamed(file, files) { return file }
      files.close(file)
    }
    return nil
  }

  private static func isLocked(_ file: OpenFile, _ files: any FileSystem) throws(SystemFailure)
    -> Bool
  {
    do throws(SystemFailure) {
      return try files.lock(file)
    } catch {
      files.close(file)
      throw error
    }
  }

  /// Whether the open file still has its name; while its lock is held, nobody else removes it.
  private static func isNamed(_ file: OpenFile, _ files: any FileSystem) -> Bool {
    guard let named = try? files.status(at: file.path), let own = try? files.status(of: file) else {
      return false
    }
    return named.isSameFile(as: own)
  }

  private static func read(_ file: OpenFile, _ files: any FileSystem) -> Open {
    var bytes = [UInt8](repeating: 0, count: length)
    guard let count = try? files.read(file, at: 0, into: &bytes),
      let fields = try? JSONObject(parsing: Array(bytes[..<count]))
    else { return Open() }
    return Open(
      case: fields["case"]?.int.map { CaseID($0) },
      draft: fields["draft"]?.string.map { DraftID($0) })
  }

  private static let length = 128
  private static let attempts = 100
}
