import SystemFiles
import TestSupport

/// Which name leads to which file, as the system remembers it and as the disk holds it.
struct FolderNames: Sendable {
  enum Change: Sendable {
    case add(path: String, inode: Int)
    case remove(path: String)
    case move(path: String, to: String, inode: Int)

    /// The folder whose synchronisation brings it to the disk.
    var folder: String {
      switch self {
      case .add(let path, _), .remove(let path): FilePath.folder(of: path)
      case .move(_, let path, _): FilePath.folder(of: path)
      }
    }
  }

  /// By path.
  private(set) var cache: [String: Int]
  private var disk: [String: Int]
  private var changes: [Change] = []

  /// Names that are all on the disk.
  init(_ names: [String: Int]) {
    cache = names
    disk = names
  }

  var isClean: Bool { changes.isEmpty }

  mutating func change(_ change: Change) {
    FolderNames.apply(change, to: &cache)
    changes.append(change)
  }

  mutating func synchronize(_ folder: String) {
    for change in changes where change.folder == folder { FolderNames.apply(change, to: &disk) }
    changes.removeAll { $0.folder == folder }
  }

  /// The names after a power cut: any of the changes, in order.
  func crashed(_ random: inout SeededRandom) -> FolderNames {
    guard !changes.isEmpty else { return FolderNames(disk) }
    var names = disk
    let isEach = random.isTrue()
    let isAll = random.isTrue()
    for change in changes where isEach ? random.isTrue() : isAll {
      FolderNames.apply(change, to: &names)
    }
    return FolderNames(FolderNames.reachable(names))
  }

  /// The names after a power cut that took everything not synchronised.
  var bare: FolderNames { FolderNames(FolderNames.reachable(disk)) }

  private static func apply(_ change: Change, to names: inout [String: Int]) {
    switch change {
    case .add(let path, let inode): names[path] = inode
    case .remove(let path): names[path] = nil
    case .move(let path, let newPath, let inode):
      names[path] = nil
      names[newPath] = inode
    }
  }

  /// Without the names in folders that are gone.
  private static func reachable(_ names: [String: Int]) -> [String: Int] {
    names.filter { path, _ in
      var path = path
      while path != "/" {
        path = FilePath.folder(of: path)
        if names[path] == nil { return false }
      }
      return true
    }
  }
}
