import CanonicalForm
import CaseDomain
import CaseExchange
import CaseStore
import SystemFiles
import TestSupport

extension FuzzTarget {
  static func json() throws -> FuzzTarget {
    let seeds = try ["programmes", "events"].flatMap { try texts(in: $0) }
    return FuzzTarget("JSON", seeds: seeds) { bytes in
      do throws(JSONFailure) {
        let object = try JSONObject(parsing: bytes)
        return object.keys.isEmpty ? .refused : .read
      } catch {
        let wording = Wording(.indonesian)
        _ = wording.failure(error, file: "x", in: bytes)
        return .refused
      }
    }
  }

  /// A programme file, up to the store that is made with it.
  static func programme() throws -> FuzzTarget {
    let seeds = [try fixture("karimun-2025/programme.json"), Array(Programme.sampleText.utf8)]
    return FuzzTarget("programme", seeds: seeds) { bytes in
      do throws(JSONFailure) {
        let file = try JSONObject(parsing: bytes)
        let programme = try Programme(from: file)
        let officers = try Officer.list(from: file)
        for fault in programme.faults() { _ = Wording(.english, programme).programmeFault(fault) }
        return make(programme, officers)
      } catch {
        _ = Wording(.english).failure(error, file: "x", in: bytes)
        return .refused
      }
    }
  }

  private static func make(_ programme: Programme, _ officers: [Officer]) -> Verdict {
    let files = MemoryFiles()
    do throws(StoreError) {
      try CaseStore.create(
        in: StoreFiles.folder, programme: programme, officers: officers + Officer.sample,
        simulated: false, program: "payung test", .fixed(files))
      let store = try CaseStore(opening: StoreFiles.folder, .fixed(files))
      _ = try store.perform([.register(Register(form: .person(1)))], by: "siti")
      Asking.everything(store.view)
      return .read
    } catch {
      _ = Wording(.english, programme).storeError(error)
      return .refused
    }
  }

  static func register(_ programme: Programme) throws -> FuzzTarget {
    let seeds = try heads(in: ["karimun-2025/registers", "registers/naughty"])
    return table("register", seeds) { (table) throws(TableFault) in
      let file = try RegisterFile(table)
      for row in file.rows.prefix(100) {
        do throws(Refusal) {
          _ = try row.form.application(programme, today: CaseloadScenario.firstDay)
        } catch {
          _ = Wording(.indonesian, programme).refusal(error)
        }
      }
    }
  }

  static func participants() throws -> FuzzTarget {
    let seeds = try heads(in: ["karimun-2025/participants", "registers/naughty"])
    return table("participants", seeds) { (table) throws(TableFault) in
      for fault in try ParticipantsFile(table).faults.prefix(100) {
        _ = Wording(.english).rowFault(fault)
      }
    }
  }

  static func decisions(_ programme: Programme) throws -> FuzzTarget {
    let seeds = try heads(in: ["karimun-2025/decisions", "registers/naughty"])
    return table("decisions", seeds) { (table) throws(TableFault) in
      for row in try DecisionFile(table, programme: programme).rows.prefix(100) {
        switch row {
        case .success(let decision): _ = decision.command(Caseload())
        case .failure(let fault): _ = Wording(.english, programme).rowFault(fault)
        }
      }
    }
  }

  private static func table(
    _ name: String, _ seeds: [[UInt8]],
    _ read: @escaping @Sendable (CSVTable) throws(TableFault) -> Void
  ) -> FuzzTarget {
    FuzzTarget(name, seeds: seeds) { bytes in
      let table: CSVTable
      do throws(CSVFault) {
        table = try CSVReader.read(bytes)
      } catch {
        _ = Wording(.english).csvFault(error)
        return .refused
      }
      do throws(TableFault) {
        try read(table)
        return .read
      } catch {
        _ = Wording(.indonesian).tableFault(error)
        return .refused
      }
    }
  }

  /// Drafts and what desks remember and have open; what cannot be read is nothing and never refused.
  static func desk(_ store: StoreFiles) -> FuzzTarget {
    let folders = ["/store/drafts/", "/store/desks/"]
    let paths = store.contents.keys.sorted().filter { path in
      folders.contains { path.hasPrefix($0) }
    }
    let open = "/store/desks/budi-1.open"
    let seeds = paths.compactMap { store.contents[$0] } + [Array(#"{"case":1,"draft":"x"}"#.utf8)]
    return FuzzTarget("desk", seeds: seeds) { bytes in
      let files = store.files
      for path in paths + [open] { files[path] = bytes }
      do throws(SystemFailure) {
        // Another desk is running and has its file locked.
        let other = try files.open(open, for: .updating)
        _ = try files.lock(other)
        let desk = try DeskFiles(store: StoreFiles.folder, officer: "siti", files: files)
        let memory = desk.memory
        let drafts = try desk.drafts([Officer.sample[1].id: Officer.sample[1]])
        _ = try desk.claims()
        for draft in drafts where try desk.openDraft(draft.id) != nil { try desk.save(draft) }
        try desk.remember(memory)
        return drafts.isEmpty && memory == DeskMemory() ? .refused : .read
      } catch {
        return .refused
      }
    }
  }

  /// The first bytes of every file, which have the mark, titles, the header and some rows.
  private static func heads(in folders: [String]) throws -> [[UInt8]] {
    try folders.flatMap { try texts(in: $0).prefix(12) }.map { Array($0.prefix(1_500)) }
  }

  private static func texts(in folder: String) throws -> [[UInt8]] {
    let tests = FilePath.folder(of: FilePath.folder(of: FilePath.folder(of: #filePath)))
    let path = FilePath.join(FilePath.folder(of: tests), "fixtures/\(folder)")
    return try HostFileSystem().names(in: path).filter {
      $0.hasSuffix(".csv") || $0.hasSuffix(".json")
    }
    .map { try fixture("\(folder)/\($0)") }
  }
}
