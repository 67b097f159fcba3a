public import CaseDomain

/// A list of people who are in BPJS Ketenagakerjaan already.
public struct ParticipantsFile: Hashable, Sendable {
  /// Everybody once, with the kind of the first row that names them.
  public var people: [Participant]
  /// The rows that name nobody, or somebody again with another kind.
  public var faults: [RowFault]
  public var ignoredColumns: [ColumnPlace]

  /// Reads the rows under the header.
  ///
  /// - Throws: ``TableFault``; the whole table is refused then.
  public init(_ table: CSVTable) throws(TableFault) {
    let header = try TableHeader(table, .participants)
    ignoredColumns = header.ignored
    (people, faults) = ([], [])
    var first: [NIK: Participant] = [:]
    for row in header.rows {
      do throws(RowFault) {
        let person = try ParticipantsFile.person(row, header)
        guard let before = first[person.nik] else {
          first[person.nik] = person
          people.append(person)
          continue
        }
        if before.kind != person.kind {
          throw RowFault(row.line, header.place(.participantKind), .otherKind(line: before.row))
        }
      } catch {
        faults.append(error)
      }
    }
  }

  private static func person(_ row: CSVRow, _ header: TableHeader) throws(RowFault) -> Participant {
    if let surplus = header.surplus(row) { throw surplus }
    let nik: NIK
    do throws(NIK.Fault) {
      nik = try NIK(header.number(.field(.nik), row).prefix(200))
    } catch {
      throw RowFault(row.line, header.place(.field(.nik)), .nik(error))
    }
    let text = header.text(.participantKind, row)
    guard let kind = ParticipantKind(named: text) else {
      throw RowFault(row.line, header.place(.participantKind), .unknownKind(Shown.text(text)))
    }
    return Participant(nik: nik, kind: kind, row: row.line)
  }
}

extension ParticipantKind {
  /// The kind that offices and BPJS name so; nothing is ``unstated``.
  init?(named text: String) {
    switch Text.folded(text.prefix(60)) {
    case "": self = .unstated
    case "penerimaupah", "pu", "ppu", "employed": self = .employed
    case "mandiri", "bpu", "bukanpenerimaupah", "pbpu", "selfpaid": self = .selfPaid
    case "nonaktif", "tidakaktif", "inactive": self = .inactive
    case "program", "programini", "programme": self = .programme
    case "unstated": self = .unstated
    default: return nil
    }
  }
}
