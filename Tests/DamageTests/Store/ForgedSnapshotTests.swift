import CanonicalForm
import CaseDomain
import CaseStore
import TestSupport
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

  @Test(
    "a row that names a word which is not there makes the snapshot as good as none, and so do words out of order",
    arguments: [
      (#""row":["#, #""row":[999"#), (#""levels":["#, #""levels":[0,"#),
      (#""levels":["#, #""levels":[999,"#), (#""words":["#, #""words":["~","#),
      (#"{"kind":"words","#, #"{"kind":"other","#), (#""words":["#, #""words":[1,"#),
    ])
  func words(_ old: String, _ new: String) throws {
    let store = try SampleStore.withSnapshot()
    let snapshot = try #require(store.contents[StoreFiles.snapshot])
    var journal = store
    journal.contents[StoreFiles.snapshot] = nil
    let whole = try CaseStore(opening: StoreFiles.folder, .fixed(journal.files, "2025-12-01"))
    var lines = String(decoding: snapshot, as: UTF8.self).split(separator: "\n").dropLast()
      .map { String($0) }
    let place = try #require(lines.firstIndex { $0.contains(old) })
    lines[place] = lines[place].replacing(old, with: new, maxReplacements: 1)
    let files = store.files
    files[StoreFiles.snapshot] = FuzzTarget.withSum(lines.map { Array($0.utf8) })

    let opened = try CaseStore(opening: StoreFiles.folder, .fixed(files, "2025-12-01"))
    #expect(opened.caseload.wholeState == whole.caseload.wholeState)
    #expect(
      opened.caseload.numbers.map { opened.caseload.row(CaseID($0))?.level }
        == whole.caseload.numbers.map { whole.caseload.row(CaseID($0))?.level })
    let found = try CaseStore.check(StoreFiles.folder, .fixed(files)).snapshot
    guard case .different = found else {
      Issue.record("the check says \(found)")
      return
    }
  }

  @Test(
    "an index that lies of one case is not believed, and the check finds it",
    arguments: [1, 4, 7, 8, 12, 1 << 40, 999_999_999_999_999_999])
  func lyingIndex(_ number: Int) throws {
    let store = try SampleStore.withSnapshot()
    let snapshot = try #require(store.contents[StoreFiles.snapshot])
    let nik = try NIK(Form.nik(3))
    var lines = String(decoding: snapshot, as: UTF8.self).split(separator: "\n").dropLast()
      .map { String($0) }
    let place = try #require(lines.firstIndex { $0.hasPrefix(#"{"kind":"keys","#) })
    let changed = lines[place].replacing("\(nik.digits),3", with: "\(nik.digits),\(number)")
    #expect(changed != lines[place])
    lines[place] = changed
    let files = store.files
    files[StoreFiles.snapshot] = FuzzTarget.withSum(lines.map { Array($0.utf8) })

    let opened = try CaseStore(
      opening: StoreFiles.folder, showing: .nik(nik), .fixed(files, "2025-12-01"))
    #expect(opened.found(nik).map { $0?.id } == [3])
    let found = try CaseStore.check(StoreFiles.folder, .fixed(files)).snapshot
    guard case .different = found else {
      Issue.record("the check says \(found)")
      return
    }
  }

  @Test("who is looked for by a NIK is found whichever byte of the snapshot is another one")
  func flipped() throws {
    let store = try SampleStore.withSnapshot()
    let snapshot = try #require(store.contents[StoreFiles.snapshot])
    var journal = store
    journal.contents[StoreFiles.snapshot] = nil
    // Erased, on no list, withdrawn, rejected by a rule, behind the snapshot, nobody.
    let niks = try [2, 3, 5, 7, 11, 12].map { number in
      try NIK(number == 7 ? Form.nik(7, born: "1950-01-01") : Form.nik(number))
    }
    let whole = try CaseStore(opening: StoreFiles.folder, .fixed(journal.files, "2025-12-01"))
    let expected = niks.map(whole.found)
    #expect(expected.map(\.count) == [0, 1, 1, 1, 1, 0])
    let index = try #require(snapshot.firstRange(of: Array(#"{"kind":"index"}"#.utf8))).lowerBound
    let places =
      Array(stride(from: 0, to: index, by: 23))
      + Array(stride(from: index, to: snapshot.count, by: 3))
    for (turn, place) in places.enumerated() {
      let files = store.files
      var changed = snapshot
      changed[place] ^= place % 2 == 0 ? 0x01 : 0x10
      files[StoreFiles.snapshot] = changed
      let which = turn % niks.count
      let opened = try CaseStore(
        opening: StoreFiles.folder, showing: .nik(niks[which]), .fixed(files, "2025-12-01"))
      #expect(opened.found(niks[which]) == expected[which], "byte \(place)")
    }
  }
}
