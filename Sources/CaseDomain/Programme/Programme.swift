public import CanonicalForm

/// The settings of one programme period; one store holds one programme.
///
/// What an office decides stands here and never in code: levels, reasons, occupations, areas, ages,
/// rates, target, ceiling, months.
public struct Programme: Hashable, Sendable {
  public var name: String
  /// The office that runs it.
  public var office: String
  /// How many people may be enrolled in a month.
  public var target: Int
  /// The budget of all months together (pagu), in whole rupiah.
  public var ceiling: Int
  /// The months of cover, in order.
  public var months: [Month]
  /// The day on which ages are measured; where absent, the first day of cover.
  public var referenceDay: Day
  public var minimumAge: Int
  public var maximumAge: Int
  public var rates: [Rate]
  /// The levels of verification, in order.
  public var levels: [Level]
  public var reasons: [Reason]
  public var papers: [Paper]
  /// The fields that BPJS asks for and that `enrol` warns of.
  public var requiredForBPJS: [Field]
  public var occupations: [Occupation]
  public var areas: [Area]
  public var segments: [Segment]
  /// Whether nobody decides two levels of a case, nor a case that they registered or corrected.
  public var fourEyes: Bool
}

/// The contribution of one person for one month, from a month on.
public struct Rate: Hashable, Sendable {
  public var from: Month
  /// Work accident insurance (JKK), in whole rupiah.
  public var jkk: Int
  /// Death insurance (JKM), in whole rupiah.
  public var jkm: Int

  public var total: Int { jkk + jkm }
}

/// A level of verification.
public struct Level: Hashable, Sendable {
  public var id: LevelID
  public var name: String
  /// A name of at most 8 letters for columns, where the name is longer.
  public var short: String?
  /// After how many calendar days of waiting a case is overdue.
  public var days: Int
  /// Who signs on paper, such as "Ketua RT"; set where an officer keys a signed sheet.
  public var signedBy: String?
  /// Whether the page of a case at this level shows the NIK in full.
  public var showsNIK: Bool
  /// Whether a changed NIK, name or birth date must pass this level again.
  public var checksIdentity: Bool
  /// The sentences that an approval here affirms.
  public var affirms: [String]
  /// The papers without which nothing is approved here.
  public var requires: [PaperCode]
}

/// A coded reason.
public struct Reason: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case reject
    case `return`
    /// For leaving, before enrolment or after it.
    case leave
    /// For leaving by death, which keeps its own month covered.
    case death
  }

  public var code: ReasonCode
  /// 0 to 9, the key and the number on paper; the same at every level.
  public var digit: Int?
  public var name: String
  public var kind: Kind
  /// Where it may be given: levels, and `bpjs` for what BPJS sends back.
  public var levels: [LevelID]
  /// The rules that give it by themselves.
  public var automatic: [Exclusion.Rule]
}

/// A paper that an applicant brings.
public struct Paper: Hashable, Sendable {
  public var code: PaperCode
  public var name: String
}

/// An occupation of the programme's list.
public struct Occupation: Hashable, Sendable {
  public var code: OccupationCode
  public var name: String
  /// A name of at most 14 letters for columns, where the name is longer.
  public var short: String?
}

/// A village of the programme: a kelurahan or a desa.
public struct Area: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable { case kelurahan, desa }

  public var code: AreaCode
  public var name: String
  public var kind: Kind
  /// The name of its district (kecamatan).
  public var district: String
  /// Former codes and other spellings.
  public var aliases: [String]
}

/// What is covered of a larger target that this programme counts towards.
public struct Segment: Hashable, Sendable {
  public var name: String
  public var target: Int
  public var covered: Int
  public var asOf: Day
}

extension Programme {
  public func level(_ id: LevelID) -> Level? { levels.first { $0.id == id } }
  public func reason(_ code: ReasonCode) -> Reason? { reasons.first { $0.code == code } }
  public func occupation(_ code: OccupationCode) -> Occupation? {
    occupations.first { $0.code == code }
  }
  public func area(_ code: AreaCode) -> Area? { areas.first { $0.code == code } }

  /// The place of a level in the order of verification; behind the last for BPJS and for levels that
  /// no longer exist.
  func position(of level: LevelID?) -> Int {
    levels.firstIndex { $0.id == level } ?? levels.count
  }

  /// Where a case goes that the first `position` levels have approved.
  func destination(_ position: Int) -> Destination {
    position < levels.count
      ? Destination(.waiting, levels[position].id) : Destination(.qualified)
  }

  /// The rate in force in `month`: the last that began by then; nothing before the first.
  public func rate(in month: Month) -> Rate? {
    rates.filter { $0.from <= month }.max { $0.from < $1.from }
  }

  /// The month of the programme in which `day` falls: its first before it, its last behind it.
  public func currentMonth(on day: Day) -> Month {
    let month = Month(of: day)
    return months.last { $0 <= month } ?? months.first ?? month
  }

  /// What all months from `month` on cost for one person, in whole rupiah.
  func cost(from month: Month) -> Int {
    months.filter { $0 >= month }.reduce(0) { $0 + (rate(in: $1)?.total ?? 0) }
  }

  /// The reasons of one kind that may be given at a level.
  public func reasons(_ kind: Reason.Kind, at level: LevelID) -> [Reason] {
    reasons.filter { $0.kind == kind && $0.levels.contains(level) }
  }

  /// The reasons for leaving, before enrolment or after it.
  public var reasonsForLeaving: [Reason] {
    reasons.filter { $0.kind == .leave || $0.kind == .death }
  }

  /// The reason that a rule gives by itself.
  func reason(for rule: Exclusion.Rule) -> Reason? {
    reasons.first { $0.automatic.contains(rule) }
  }

  /// The whole area of the programme: what its villages' codes have in common.
  public var wholeArea: AreaCode? {
    guard var common = areas.first?.code else { return nil }
    while !common.rawValue.isEmpty, !areas.allSatisfy({ common.covers($0.code) }) {
      // What is no code may be nothing but dots.
      let parts = common.rawValue.split(separator: ".").count
      common = common.prefix(max(0, parts - 1))
    }
    return common.rawValue.isEmpty ? nil : common
  }

  /// The name of a village, a district, or of the whole.
  public func areaName(_ code: AreaCode) -> String? {
    if let area = area(code) { return area.name }
    // A comparison of text for each village, not a code taken apart: lists ask this for every row.
    guard code.rawValue.utf8.count(where: { $0 == 0x2E }) == 2 else { return nil }
    let start = code.rawValue + "."
    return areas.first { $0.code.rawValue.hasPrefix(start) }?.district
  }
}
