import Glibc
import SystemFiles
import Testing

/// Changes to files are heard of as they happen.
struct FolderWatchTests {
  let folder: Folder
  var files: HostFileSystem { folder.files }

  init() throws { folder = try Folder() }

  /// Whether the descriptor is readable within two seconds.
  private func hears(_ watch: FolderWatch, within milliseconds: Int32 = 2_000) -> Bool {
    var ready = pollfd(fd: watch.descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&ready, 1, milliseconds) == 1 && watch.drain()
  }

  @Test("what is made, added to, replaced or removed is heard of, and reading is not")
  func changes() throws {
    let path = FilePath.join(folder.path, "file")
    let watch = try #require(FolderWatch([folder.path]))
    #expect(!watch.drain())
    try files.writeNew(path, [1])
    #expect(hears(watch) && !watch.drain())
    let file = try files.open(path, for: .appending)
    _ = try files.write(file, [2])
    #expect(hears(watch) && !watch.drain())
    files.close(file)
    #expect(hears(watch))
    try files.replace(path, [3])
    #expect(hears(watch))
    _ = try files.readWhole(path, limit: 9)
    let lock = try files.open(path, for: .reading)
    #expect(try files.lock(lock))
    files.close(lock)
    #expect(!hears(watch, within: 20))
    let claim = try files.open(path, for: .updating)
    _ = try files.overwrite(claim, at: 0, with: [4])
    #expect(hears(watch))
    files.close(claim)
    #expect(hears(watch))
    try files.remove(path)
    #expect(hears(watch))
  }

  @Test("every folder given is watched, and its own end is heard of")
  func folders() throws {
    let paths = ["a", "b"].map { FilePath.join(folder.path, $0) }
    for path in paths { try files.makeFolder(path) }
    let watch = try #require(FolderWatch(paths))
    for path in paths {
      try files.writeNew(FilePath.join(path, "x"), [])
      #expect(hears(watch))
      try files.remove(FilePath.join(path, "x"))
      #expect(hears(watch))
      rmdir(path)
      #expect(hears(watch))
    }
    try files.writeNew(FilePath.join(folder.path, "y"), [])
    #expect(!hears(watch, within: 20))
  }

  @Test("a thousand changes are drained at once")
  func many() throws {
    let watch = try #require(FolderWatch([folder.path]))
    for number in 0..<1_000 {
      let path = FilePath.join(folder.path, "\(number)")
      files.close(try files.open(path, for: .creating))
    }
    #expect(hears(watch) && !watch.drain())
  }

  @Test("a folder that is missing, and a file, give no watch, and no descriptor is lost")
  func refused() throws {
    let path = FilePath.join(folder.path, "file")
    try files.writeNew(path, [])
    // More often than a user may have watches.
    for folders in [["/nowhere/at/all"], [path], [folder.path, "/nowhere"], [folder.path, ""]] {
      for _ in 0..<100 { #expect(FolderWatch(folders) == nil) }
    }
    #expect(FolderWatch([folder.path]) != nil)
  }
}
