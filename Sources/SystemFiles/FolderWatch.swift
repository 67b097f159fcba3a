import Glibc

/// Hears of changes to the files of some folders as they happen (inotify).
///
/// It hears of nothing that another machine does on a network disk.
public final class FolderWatch {
  /// Readable when something has changed, for `poll`.
  public let descriptor: Int32

  /// Watches the files directly in `folders`, all of which must exist.
  ///
  /// Nil where the system refuses, which it does for a user's 129th watch by default: the caller then has
  /// to look by itself from time to time.
  public init?(_ folders: [String]) {
    descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    guard descriptor >= 0 else { return nil }
    let changes =
      IN_MODIFY | IN_CLOSE_WRITE | IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE
      | IN_DELETE_SELF | IN_MOVE_SELF
    for folder in folders
    where inotify_add_watch(descriptor, folder, UInt32(changes | IN_ONLYDIR)) < 0 {
      // A deinitialiser runs for a failed initialiser too once all is set, and closes the descriptor.
      return nil
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Takes what has been heard and answers whether it was anything.
  public func drain() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 4_096)
    var heard = false
    // Nobody changes files faster than this for ever; what is left makes the descriptor readable again.
    for _ in 0..<256 {
      let count = read(descriptor, &buffer, buffer.count)
      if count > 0 { heard = true }
      if count == 0 || count < 0 && errno != EINTR { break }
    }
    return heard
  }
}
