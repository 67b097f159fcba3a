import Glibc
import SystemFiles

/// A folder under `/tmp` for one test, removed with its contents at the end.
final class Folder {
  let path: String
  let files = HostFileSystem()

  init() throws {
    path = "/tmp/payung-" + Hexadecimal.text(HostRandom.bytes(8))
    try files.makeFolder(path)
  }

  deinit { remove(path) }

  /// The path of a store inside.
  var store: String { FilePath.join(path, "store") }

  private func remove(_ path: String) {
    for name in (try? files.names(in: path)) ?? [] {
      let inner = FilePath.join(path, name)
      if let status = try? files.status(at: inner), status.kind == .folder {
        remove(inner)
      } else {
        try? files.remove(inner)
      }
    }
    rmdir(path)
  }
}
