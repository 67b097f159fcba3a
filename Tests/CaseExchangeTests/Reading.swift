import CanonicalForm
import CaseDomain
import CaseExchange
import FoundationEssentials
import TestSupport

/// The rows of a CSV text.
func table(_ text: String) throws(CSVFault) -> CSVTable { try CSVReader.read(Array(text.utf8)) }

/// The cells of a CSV text, row by row.
func cells(_ text: String) throws(CSVFault) -> [[String]] { try table(text).rows.map(\.cells) }

/// What reading the bytes is refused for; nil where it is not.
func fault(_ bytes: [UInt8]) -> CSVFault? {
  do throws(CSVFault) {
    _ = try CSVReader.read(bytes)
    return nil
  } catch {
    return error
  }
}

func fault(_ text: String) -> CSVFault? { fault(Array(text.utf8)) }

/// The programme of the fixtures.
func karimun() throws -> Programme {
  try Programme(from: JSONObject(parsing: fixture("karimun-2025/programme.json")))
}

/// The names of the files in a folder of `fixtures`, in order.
func fixtures(in folder: String) throws -> [String] {
  let here = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "fixtures").appending(path: folder)
  return try FileManager.default.contentsOfDirectory(atPath: here.path)
    .filter { $0.hasSuffix(".csv") }.sorted().map { "\(folder)/\($0)" }
}
