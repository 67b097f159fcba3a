import Glibc

/// A system call that failed: which, on what, and the system's number for why.
public struct SystemFailure: Error, Hashable, Sendable {
  /// The `errno`; 0 where the system gave none because a write took only some of the bytes.
  public var code: Int32
  /// The name of the call: `"open"`, `"fdatasync"`.
  public var call: String
  public var path: String

  public init(code: Int32, call: String, path: String) {
    self.code = code
    self.call = call
    self.path = path
  }

  /// Nothing has this name, or a folder on the way is none.
  public var isMissing: Bool { code == ENOENT || code == ENOTDIR }
  public var isTaken: Bool { code == EEXIST }
  /// A signal came before anything was done.
  public var isInterrupted: Bool { code == EINTR }
  /// The disk, the user's share of it, or what one file may hold is full; a write that took only some bytes counts.
  public var isOutOfSpace: Bool {
    code == ENOSPC || code == EDQUOT || code == 0 || code == EFBIG && call == "write"
  }
  /// There is more to read than the caller allows.
  public var isTooLarge: Bool { code == EFBIG }
  /// The disk did not keep what it was asked to: the system may tell so once and never again.
  public var isRefusedSync: Bool { call == "fdatasync" || call == "fsync" }
  /// Somebody else works with it at the moment.
  public var isInUse: Bool { code == EBUSY }
  /// The disk takes no writes.
  public var isReadOnly: Bool { code == EROFS }
  /// The user may not.
  public var isForbidden: Bool { code == EACCES || code == EPERM }
  public var isFolder: Bool { code == EISDIR }
  /// Nobody reads the other end of the pipe any more.
  public var isBrokenPipe: Bool { code == EPIPE }

  /// A write that took only some of the bytes.
  public static func shortWrite(to path: String) -> SystemFailure {
    SystemFailure(code: 0, call: "write", path: path)
  }

  /// Bytes that the system remembers and the disk does not hold.
  public static func notKept(_ path: String) -> SystemFailure {
    SystemFailure(code: EIO, call: "fdatasync", path: path)
  }

  /// More bytes than the program allows in such a file.
  public static func tooLarge(_ path: String) -> SystemFailure {
    SystemFailure(code: EFBIG, call: "read", path: path)
  }

  /// What another process has open.
  public static func inUse(_ path: String) -> SystemFailure {
    SystemFailure(code: EBUSY, call: "flock", path: path)
  }

  /// A name that no file of the program may have.
  public static func badName(_ path: String) -> SystemFailure {
    SystemFailure(code: EINVAL, call: "open", path: path)
  }

  static func last(_ call: String, _ path: String) -> SystemFailure {
    SystemFailure(code: errno, call: call, path: path)
  }
}
