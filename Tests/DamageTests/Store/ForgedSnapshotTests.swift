import CanonicalForm
import CaseDomain
import CaseStore
import Testing

/// Snapshots with the right sum that no program of ours wrote.
@Suite("forged snapshots")
struct ForgedSnapshotTests {
  @Test("a place beyond every file has no case", arguments: 0..<7)
  func impossiblePlace(_ number: Int) throws {
    let store = try SampleStore.withSnapshot()
    let snapshot = try #require(store.contents[StoreFiles.snapshot])
    var lines = String(decoding: snapshot, as: UTF8.self).split(separator: "\n").dropLast()
      .map { String($0) }
    let place = try #require(lines.firstIndex { $0.contains(#""events":[["#) })
    let parts = lines[place].split(separator: "[[", maxSplits: 1)
    let rest = try #require(parts.last).split(separator: "]", maxSplits: 1)
    var numbers = try #require(rest.first).split(separator: ",").map { String($0) }
    numbers[number] = String(Int.max)
    lines[place] = "\(parts[0])[[\(numbers.joined(separator: ","))]\(rest[1])"
    let files = store.files
    files[StoreFiles.snapshot] = FuzzTarget.withSum(lines.map { Array($0.utf8) })

    let opened = try CaseStore(opening: StoreFiles.folder, .fixed(files, "2025-12-01"))
    // The first case alone lies there; which of an entry's events it is, nobody needs for reading it.
    let isRead = opened.caseload.file(1) != nil
    #expect(isRead == (number == 1))
    Asking.everything(opened.view)
  }
}
