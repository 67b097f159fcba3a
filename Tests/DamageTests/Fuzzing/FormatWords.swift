import CanonicalForm
import CaseDomain
import TestSupport

/// The words of all formats: keys, kinds, codes, days, and values at the edge of what they may be.
enum FormatWords {
  /// Every text and key of these JSON files and lines, and those below.
  static func all(in lines: [[UInt8]]) -> [[UInt8]] {
    var words: Set<String> = []
    for line in lines {
      guard let object = try? JSONObject(parsing: line) else { continue }
      collect(object, &words)
    }
    let stages = Stage.allCases.map(\.rawValue) + Field.allCases.map(\.rawValue)
    let rules = Exclusion.Rule.allCases.map(\.rawValue) + Event.kinds
    words.formUnion(stages + rules + edges)
    return words.sorted().map { Array($0.utf8) }
  }

  private static func collect(_ object: JSONObject, _ words: inout Set<String>) {
    for key in object.keys {
      words.insert(key)
      if let value = object[key] { collect(value, &words) }
    }
  }

  private static func collect(_ value: JSONValue, _ words: inout Set<String>) {
    if let text = value.string { words.insert(text) }
    for element in value.elements ?? [] { collect(element, &words) }
    if let object = value.object { collect(object, &words) }
  }

  private static let edges = [
    "", " ", ".", "..", "...", ":", "::", "a", "owner", "own", "bpjs", "21", "21.02", "21.02.03",
    "21.02.03.1001", "21.02.03.1001.1", "0001-01-01", "9999-12-31", "0001-01", "9999-12",
    "2024-02-29",
    "2025-02-29", "2025-13-01", "0001-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z",
    "2025-11-13T02:12:33.123Z", "2025-11-13T02:12:33+23:59", "verifier:kelurahan:21.02",
    "verifier::", "registrar:", "2102031602849001", "0000000000000000", "9999999999999999",
    "081234567890", "12345678901", "{\"kind\":\"void\",\"from\":0,\"length\":1,\"sha256\":\"",
    "\",\"hash\":\"", "\"}", "{\"n\":", "{\"salt\":\"", ",\"events\":[", "created", "segment",
    "restored",
    "upgraded", "hash", "format", "program", "via", "L", "P", "99", "A1",
  ]
}
