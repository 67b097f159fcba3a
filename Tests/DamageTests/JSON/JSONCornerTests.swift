import CanonicalForm
import SystemFiles
import TestSupport
import Testing

/// The corner cases of JSON, as files: what the program's own files may hold and what they never do.
///
/// Every file is one object: whole numbers of 64 bits, no key twice, no null, 16 deep at most.
@Suite("JSON corner cases")
struct JSONCornerTests {
  private static let accepted = names("accept")
  private static let refused = names("refuse")

  /// The names of the fixtures in a folder.
  private static func names(_ folder: String) -> [String] {
    let here = FilePath.folder(of: FilePath.folder(of: FilePath.folder(of: #filePath)))
    let path = FilePath.join(FilePath.folder(of: here), "fixtures/json/\(folder)")
    return ((try? HostFileSystem().names(in: path)) ?? []).map { "json/\(folder)/\($0)" }
  }

  private func failure(_ bytes: [UInt8]) -> JSONFailure? {
    do throws(JSONFailure) {
      read(try JSONObject(parsing: bytes))
      return nil
    } catch {
      return error
    }
  }

  /// Decodes everything in the object, since strings are decoded when they are asked for.
  private func read(_ object: JSONObject) {
    for key in object.keys { object[key].map(read) }
  }

  private func read(_ value: JSONValue) {
    _ = (value.string, value.int, value.bool, value.bytes)
    value.elements?.forEach(read)
    value.object.map(read)
  }

  @Test("there are files of both kinds")
  func complete() {
    #expect(Self.accepted.count >= 60)
    #expect(Self.refused.count >= 220)
  }

  @Test("what stands in accept is read", arguments: accepted)
  func accept(_ name: String) throws { #expect(failure(try fixture(name)) == nil) }

  @Test("what stands in refuse is refused at its place")
  func refuse() throws {
    var text = ""
    for name in Self.refused {
      let bytes = try fixture(name)
      let short = name.split(separator: "/").last ?? ""
      guard let failure = failure(bytes) else {
        Issue.record("\(short) is read")
        continue
      }
      let (line, column) = failure.place(in: bytes)
      #expect(failure.offset <= bytes.count)
      text += "\(short) \(line):\(column) \(failure.problem)\n"
    }
    try expectGolden(text, "json/refused.txt")
  }

  @Test("a beginning of such a file is never taken for the whole")
  func beginnings() throws {
    let space: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]
    for name in Self.accepted {
      let bytes = try fixture(name)
      for end in bytes.indices.prefix(2_000) where failure(Array(bytes[..<end])) == nil {
        #expect(bytes[end...].allSatisfy { space.contains($0) }, "\(name) up to \(end)")
      }
    }
  }

  @Test("a file with any byte changed, gone or doubled is read or refused, never a trap")
  func everyByte() throws {
    var refused = 0
    for name in Self.accepted + Self.refused {
      let bytes = try fixture(name)
      guard bytes.count <= 200 else { continue }
      for place in bytes.indices {
        var changed = bytes
        changed[place] ^= 0x80
        if failure(changed) != nil { refused += 1 }
        changed.remove(at: place)
        if failure(changed) != nil { refused += 1 }
        changed = bytes
        changed.insert(bytes[place], at: place)
        if failure(changed) != nil { refused += 1 }
      }
    }
    #expect(refused > 5_000)
  }
}
