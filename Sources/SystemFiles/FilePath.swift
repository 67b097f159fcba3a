/// Paths as text, joined and split as the system reads them.
public enum FilePath {
  /// The folder that holds `path`; `"."` for a bare name.
  public static func folder(of path: String) -> String {
    var parts = path.utf8[...]
    while parts.count > 1, parts.last == UInt8(ascii: "/") { parts.removeLast() }
    guard let slash = parts.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == parts.startIndex ? "/" : String(decoding: parts[..<slash], as: UTF8.self)
  }

  /// The last part of a path.
  public static func name(of path: String) -> String {
    path.split(separator: "/").last.map { String($0) } ?? path
  }

  /// The name in the folder.
  public static func join(_ folder: String, _ name: String) -> String {
    folder.utf8.last == UInt8(ascii: "/") ? folder + name : folder + "/" + name
  }
}
