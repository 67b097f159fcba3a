import CaseDomain
import CaseExchange
import TestSupport
import Testing

@Suite("lists of participants are read")
struct ParticipantsFileTests {
  @Test(
    "with the kinds that offices and BPJS write",
    arguments: [
      ("penerima upah", ParticipantKind.employed), ("PU", .employed), ("employed", .employed),
      ("mandiri", .selfPaid), ("BPU", .selfPaid), ("Bukan Penerima Upah", .selfPaid),
      ("self-paid", .selfPaid), ("nonaktif", .inactive), ("Non Aktif", .inactive),
      ("tidak aktif", .inactive), ("inactive", .inactive), ("program", .programme),
      ("programme", .programme), ("", .unstated),
    ])
  func kinds(text: String, kind: ParticipantKind) throws {
    let file = try ParticipantsFile(table("No;NIK;Jenis\n1;2102031602849001;\(text)\n"))
    #expect(file.people == [Participant(nik: try NIK("2102031602849001"), kind: kind, row: 2)])
    #expect(file.faults.isEmpty)
  }

  @Test("without a column for the kind")
  func noKind() throws {
    let file = try ParticipantsFile(table("Daftar\nNo. KTP\n2102031602849001\n"))
    #expect(file.people.map(\.kind) == [.unstated])
    #expect(file.people.map(\.row) == [3])
  }

  @Test("with the first of several rows for one NIK, and a fault where a later one differs")
  func repeated() throws {
    let nik = "2102031602849001"
    let file = try ParticipantsFile(table("NIK;Jenis\n\(nik);PU\n\(nik);pu\n\(nik);BPU\n"))
    #expect(file.people.map(\.kind) == [.employed])
    #expect(
      file.faults == [RowFault(4, ColumnPlace(index: 1, title: "Jenis"), .otherKind(line: 2))])
  }

  @Test("with a fault for each row that names nobody")
  func faults() throws {
    let file = try ParticipantsFile(
      table("NIK;Jenis\n1;PU\n;PU\n2102031602849001;guru\n2102031602849002;PU;x\n"))
    #expect(file.people.isEmpty)
    #expect(
      file.faults.map(\.problem) == [
        .nik(.length(1)), .nik(.empty), .unknownKind("guru"), .surplus(columns: 2),
      ])
  }

  @Test("or refused whole where Excel has rounded the NIKs")
  func rounded() throws {
    let rows = (1...5).map { "21020316028490\($0)0\n" }.joined()
    let place = ColumnPlace(index: 0, title: "NIK")
    #expect(throws: TableFault.lastDigitLost(place, zeros: 5, of: 5)) {
      try ParticipantsFile(table("NIK\n" + rows))
    }
  }
}
