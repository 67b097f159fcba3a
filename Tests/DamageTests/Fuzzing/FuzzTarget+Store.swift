import CanonicalForm
import CaseDomain
import CaseStore
import EventJournal
import TestSupport
import Testing

extension FuzzTarget {
  /// A journal as it lies on a disk that lies: any bytes.
  static func journal(_ store: StoreFiles) -> FuzzTarget {
    let segment = store.contents[StoreFiles.segment] ?? []
    return FuzzTarget("journal", seeds: [segment]) { bytes in
      open(store, StoreFiles.segment, bytes)
    }
  }

  /// Sealed lines of somebody who computes all hashes anew, so that the change reaches what reads them.
  static func sealedLines(_ store: StoreFiles) -> FuzzTarget {
    let text = JournalText(store.contents[StoreFiles.segment] ?? [])
    let places = text.parts.indices.flatMap { part in
      text.parts[part].sealed.indices.map { (part: part, line: $0) }
    }
    let lines = text.parts.flatMap(\.sealed)
    return FuzzTarget("sealed line") { mutator in
      var changed = text
      for _ in 0..<mutator.number(1...2) {
        guard let place = mutator.pick(places) else { continue }
        let line = mutator.mutatedLine(text.parts[place.part].sealed[place.line], lines)
        changed.replaceSealed(place.line, of: place.part, by: line)
      }
      return changed.bytes
    } run: { bytes in
      open(store, StoreFiles.segment, bytes)
    }
  }

  /// Entries of the same person.
  static func entries(_ store: StoreFiles) -> FuzzTarget {
    let text = JournalText(store.contents[StoreFiles.segment] ?? [])
    let bodies = text.parts.map(\.body)
    return FuzzTarget("entry") { mutator in
      var changed = text
      for _ in 0..<mutator.number(1...2) {
        let part = mutator.number(0...(bodies.count - 1))
        changed.parts[part].body = mutator.mutatedLine(changed.parts[part].body, bodies)
      }
      return changed.bytes
    } run: { bytes in
      open(store, StoreFiles.segment, bytes)
    }
  }

  static func lock(_ store: StoreFiles) -> FuzzTarget {
    let records = [
      #"{"holder":"siti","pid":4711,"since":"2025-11-13T02:12:33.123Z"}"#,
      #"{"holder":"siti","pid":1,"since":"2025-11-13T02:12:33.123Z","#
        + #""syncing":{"entry":17,"segment":"000001.jsonl","from":1000}}"#,
    ]
    let marks = [
      "", #"{"poisoned":"2025-11-13T02:12:33.123Z","entry":17,"call":"fdatasync","code":5}"#,
    ]
    var seeds = [store.contents[StoreFiles.lock] ?? [], []]
    for record in records {
      for mark in marks { seeds.append(padded(record) + padded(mark) + padded("")) }
    }
    return FuzzTarget("lock", seeds: seeds) { bytes in open(store, StoreFiles.lock, bytes) }
  }

  private static func padded(_ text: String) -> [UInt8] {
    Array(text.utf8) + [UInt8](repeating: 0x20, count: 511 - text.utf8.count) + [0x0A]
  }

  /// Opens the store with one file changed, checks it, asks everything of it and writes to it.
  private static func open(_ store: StoreFiles, _ path: String, _ bytes: [UInt8]) -> Verdict {
    let files = store.files
    files[path] = bytes
    do throws(StoreError) {
      let report = try CaseStore.check(StoreFiles.folder, .fixed(files))
      for finding in report.journal.findings {
        if case .damage(let flaw) = finding.problem { _ = Wording(.english).flaw(flaw) }
      }
      let opened = try CaseStore(opening: StoreFiles.folder, .fixed(files, "2025-12-01", seed: 9))
      Asking.everything(opened.view)
      Asking.everything(try opened.view(at: .entry(opened.head.number)))
      write(to: opened, files)
      return .read
    } catch {
      _ = (Wording(.indonesian).storeError(error), Wording(.english).storeError(error))
      return .refused
    }
  }

  /// Adds an entry, unless the store refuses; whatever was read before must be read again.
  static func write(to store: CaseStore, _ files: MemoryFiles) {
    do throws(StoreError) {
      let before = try contents(store)
      let register = Command.register(Register(form: .person(500)))
      let outcome = try store.perform([register], by: "siti")
      let after = try contents(CaseStore(opening: StoreFiles.folder, .fixed(files)))
      #expect(after.starts(with: before), "an entry that was read is no longer there")
      if let number = outcome.entry { #expect(after.count == number, "the new entry is not there") }
    } catch {
      _ = Wording(.english).storeError(error)
    }
  }

  private static func contents(_ store: CaseStore) throws(StoreError) -> [EntryContent] {
    var contents: [EntryContent] = []
    try store.replay { entry in
      contents.append(EntryContent(entry))
      return true
    }
    return contents
  }
}
