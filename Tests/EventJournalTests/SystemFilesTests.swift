import Glibc
import SystemFiles
import Testing

/// The file calls themselves, on real files.
struct SystemFilesTests {
  let folder: Folder
  var files: HostFileSystem { folder.files }

  init() throws { folder = try Folder() }

  @Test("a new file is whole, its owner's alone, and never takes a name that is taken")
  func writeNew() throws {
    let path = FilePath.join(folder.path, "new")
    umask(0)
    try files.writeNew(path, [1, 2, 3])
    #expect(try files.readWhole(path, limit: 3) == [1, 2, 3])
    #expect(try files.status(at: path).mode == 0o600)
    #expect(throws: SystemFailure(code: EEXIST, call: "open", path: path)) {
      try files.writeNew(path, [4])
    }
    #expect(try files.readWhole(path, limit: 3) == [1, 2, 3])
    #expect(throws: SystemFailure(code: EFBIG, call: "read", path: path)) {
      try files.readWhole(path, limit: 2)
    }
  }

  @Test("replacing a file leaves the new bytes and nothing else in the folder")
  func replace() throws {
    let path = FilePath.join(folder.path, "file")
    try files.replace(path, [1])
    try files.replace(path, [2, 3])
    #expect(try files.readWhole(path, limit: 9) == [2, 3])
    #expect(try files.names(in: folder.path) == ["file"])
    #expect(try files.status(at: path).mode == 0o600)
  }

  @Test("a symbolic link is followed only for what a person named")
  func links() throws {
    let path = FilePath.join(folder.path, "file")
    let link = FilePath.join(folder.path, "link")
    try files.writeNew(path, [7])
    symlink(path, link)
    #expect(throws: SystemFailure(code: ELOOP, call: "open", path: link)) {
      try files.readWhole(link, limit: 9)
    }
    #expect(try files.readWhole(link, limit: 9, followingLinks: true) == [7])
  }

  @Test("a pipe is read to its end")
  func pipes() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    let bytes = [UInt8](repeating: 0x61, count: 3_000)
    #expect(write(ends[1], bytes, bytes.count) == bytes.count)
    close(ends[1])
    defer { close(ends[0]) }
    #expect(try files.readWhole("/dev/fd/\(ends[0])", limit: 9_999, followingLinks: true) == bytes)
  }

  @Test("a lock is free, taken, and free again when its holder closes the file")
  func locks() throws {
    let path = FilePath.join(folder.path, "lock")
    try files.writeNew(path, [])
    let first = try files.open(path, for: .updating)
    let second = try files.open(path, for: .updating)
    #expect(try files.lock(first))
    #expect(try !files.lock(second))
    files.close(first)
    #expect(try files.lock(second))
    files.unlock(second)
    files.close(second)
  }

  @Test("no file of ours is left open for a child process")
  func closeOnExec() throws {
    let path = FilePath.join(folder.path, "file")
    try files.writeNew(path, [])
    for purpose in [OpenPurpose.reading, .readingFollowingLinks, .updating, .appending] {
      let file = try files.open(path, for: purpose)
      #expect(fcntl(file.descriptor, F_GETFD) & FD_CLOEXEC != 0)
      files.close(file)
    }
  }

  @Test("what is missing is said to be missing, with the call and the path")
  func missing() throws {
    let path = FilePath.join(folder.path, "absent/file")
    #expect(throws: SystemFailure(code: ENOENT, call: "stat", path: path)) {
      try files.status(at: path)
    }
    #expect(SystemFailure(code: ENOENT, call: "stat", path: path).isMissing)
    #expect(SystemFailure(code: ENOTDIR, call: "stat", path: path).isMissing)
  }

  @Test(
    "the folder of a path is what the system says",
    arguments: [
      ("a", "."), ("a/", "."), ("a/b", "a"), ("a/b//", "a"), ("/", "/"), ("/a", "/"),
      ("/a/b", "/a"), ("//", "/"),
    ])
  func folders(path: String, parent: String) { #expect(FilePath.folder(of: path) == parent) }

  @Test("random bytes fill any length and differ")
  func random() {
    #expect(HostRandom.bytes(0).isEmpty)
    #expect(HostRandom.bytes(1_000).count == 1_000)
    #expect(HostRandom.bytes(16) != HostRandom.bytes(16))
    #expect(Hexadecimal.text([0x00, 0xAF, 0xFF]) == "00afff")
  }
}
