internal import Glibc
internal import SystemFiles

/// What is done to files and folders between the measurements.
enum Files {
  private static let host = HostFileSystem()

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  static func size(_ path: String) -> Int { (try? host.status(at: path).size) ?? 0 }

  static func read(_ path: String) throws(Failure) -> [UInt8] {
    try attempt(path) { try host.readWhole(path, limit: 1 << 32) }
  }

  static func write(_ path: String, _ text: String) throws(Failure) {
    try? host.remove(path)
    try attempt(path) { try host.writeNew(path, Array(text.utf8)) }
  }

  /// The paths of what is in a folder, sorted.
  static func paths(in folder: String) -> [String] {
    ((try? host.names(in: folder)) ?? []).map { "\(folder)/\($0)" }
  }

  static func makeFolder(_ path: String) throws(Failure) {
    if exists(path) { return }
    let parent = FilePath.folder(of: path)
    if parent.count > 1, parent != path { try makeFolder(parent) }
    try attempt(path) { try host.makeFolder(path) }
  }

  /// Removes a file, or a folder with everything in it, that these benchmarks made.
  static func remove(_ path: String) {
    if unlink(path) == 0 { return }
    for inner in paths(in: path) { remove(inner) }
    rmdir(path)
  }

  static func rename(_ path: String, to other: String) throws(Failure) {
    try attempt(path) { try host.rename(path, to: other) }
  }

  /// Copies a file or a folder, with its modes.
  static func copy(_ path: String, to other: String) throws(Failure) {
    remove(other)
    let ended = try Program.run(["/bin/cp", "-a", path, other])
    guard ended.code == 0 else { throw Failure("cp -a \(path) \(other): exit \(ended.code)") }
  }
}

/// A file that is written from beginning to end.
final class TextFile {
  private let path: String
  private let file: UnsafeMutablePointer<FILE>

  init(_ path: String) throws(Failure) {
    guard let file = fopen(path, "we") else { throw Failure("\(path): cannot be written") }
    (self.path, self.file) = (path, file)
  }

  deinit { fclose(file) }

  func write(_ text: String) { fputs(text, file) }
}
