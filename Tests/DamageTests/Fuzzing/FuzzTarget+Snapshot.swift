import CanonicalForm
import CaseDomain
import TestSupport
import Testing

@testable import CaseStore
@testable import EventJournal

extension FuzzTarget {
  /// Snapshots; three of four of somebody who computes the sum anew, so that the change reaches what reads them.
  ///
  /// Without the right sum the state is that of the journal. With it the state may be another one, which the
  /// check then finds, but even that writes nothing by itself, and what it lets be written leaves a good journal.
  static func snapshot(_ store: StoreFiles) throws -> FuzzTarget {
    let snapshot = store.contents[StoreFiles.snapshot] ?? []
    let lines = LineTampering.lines(of: snapshot).dropLast().map { Array($0.dropLast()) }
    var journal = store
    journal.contents[StoreFiles.snapshot] = nil
    let expected = state(of: try opened(journal.files))
    return FuzzTarget("snapshot") { mutator in
      guard mutator.number(0...3) > 0 else { return mutator.mutated([snapshot]) }
      var changed = lines
      for _ in 0..<mutator.number(1...2) {
        let place = mutator.number(0...(lines.count - 1))
        changed[place] = mutator.mutatedLine(lines[place], lines)
      }
      return withSum(changed)
    } run: { bytes in
      let files = store.files
      files[StoreFiles.snapshot] = bytes
      let isForged = bytes != snapshot && hasRightSum(bytes)
      return open(files, expected, isForged: isForged)
    }
  }

  private static func open(
    _ files: MemoryFiles, _ expected: [UInt8], isForged: Bool
  ) -> Verdict {
    let before = files.contents
    do throws(StoreError) {
      let found = try CaseStore.check(StoreFiles.folder, .fixed(files)).snapshot
      let store = try opened(files)
      if state(of: store) != expected {
        guard isForged, case .different = found else {
          Issue.record("another state than the journal's, and the check says \(found)")
          return .read
        }
      }
      Asking.everything(store.view)
      for id in [1, 4, 1 << 40].map({ CaseID($0) }) {
        let shown = try opened(files, showing: .number(id))
        if !isForged { #expect(shown.caseload.file(id) == store.caseload.file(id)) }
      }
      for nik in [1, 2, 4, 11].compactMap({ try? NIK(Form.nik($0)) }) {
        let shown = try opened(files, showing: .nik(nik))
        if !isForged { #expect(shown.found(nik) == store.found(nik)) }
      }
      #expect(files.contents == before, "reading has written")
      write(to: store, files)
      let report = try CaseStore.check(StoreFiles.folder, .fixed(files)).journal
      #expect(report.severity == .clean, "writing has left \(report.findings)")
      return found == .unusable ? .refused : .read
    } catch {
      #expect(isForged, "a bad snapshot is more than none: \(Wording(.english).storeError(error))")
      #expect(files.contents == before, "reading has written")
      return .refused
    }
  }

  private static func opened(
    _ files: MemoryFiles, showing shown: ShownCase? = nil
  ) throws(StoreError) -> CaseStore {
    try CaseStore(
      opening: StoreFiles.folder, showing: shown, .fixed(files, "2025-12-01", seed: 9))
  }

  private static func state(of store: CaseStore) -> [UInt8] {
    var bytes = Array(store.head.hash.utf8)
    store.state.write { bytes += $0 + [0x0A] }
    return bytes + store.caseload.wholeState
  }

  /// These lines, the first of which names the entry, and the one behind them with their sum and where the index
  /// starts; sums between them are made anew too.
  static func withSum(_ lines: [[UInt8]]) -> [UInt8] {
    var bytes: [UInt8] = []
    var sum = LineSum()
    var stretch = SnapshotStretch(from: 0)
    var index = 0
    for line in lines {
      if SnapshotIndex.isHeader(line.span) { index = bytes.count }
      let isSum = SnapshotStretch.isSum(line.span)
      let line = isSum ? stretch.line.bytes : line
      sum.add(line.span, at: bytes.count)
      stretch.sum.add(line.span, at: bytes.count)
      bytes += line + [0x0A]
      if isSum { stretch = SnapshotStretch(from: bytes.count) }
    }
    let count = lines.count { !SnapshotStretch.isSum($0.span) } - 1
    let end = #"{"kind":"end","lines":\#(count),"index":\#(index),"sum":"\#(sum.hexadecimal)"}"#
    return bytes + Array(end.utf8) + [0x0A]
  }

  private static func hasRightSum(_ bytes: [UInt8]) -> Bool {
    let lines = LineTampering.lines(of: bytes).dropLast().map { Array($0.dropLast()) }
    return bytes == withSum(lines)
  }
}

extension CaseStore {
  /// What a list of the cases with a NIK has of them.
  func found(_ nik: NIK) -> [CaseFile?] {
    var selection = Selection()
    selection.find = nik.digits
    return caseload.list(selection, at: now).map { caseload.file($0.id) }
  }
}
