public import CanonicalForm

/// Somebody who works with the cases.
public struct Officer: Hashable, Sendable {
  public var id: OfficerID
  public var name: String
  public var office: String
  public var grants: [Grant]
  /// An account of the same person that was known before; four eyes are asked of people, not of accounts.
  public var sameAs: OfficerID?

  public init(
    id: OfficerID, name: String, office: String, grants: [Grant], sameAs: OfficerID? = nil
  ) {
    (self.id, self.name, self.office, self.grants) = (id, name, office, grants)
    self.sameAs = sameAs
  }
}

public enum Role: String, Hashable, Sendable, CaseIterable {
  /// Puts people forward and repairs what comes back.
  case registrar
  /// Decides at one level.
  case verifier
  /// Enrols, ends, and takes in what BPJS sends.
  case enroller
  /// Reads.
  case auditor
  /// Sets the programme and the officers.
  case administrator
}

/// A right: a role in an area and everything below it, written `verifier:kelurahan:21.02.03.1001`.
public struct Grant: Hashable, Sendable {
  public var role: Role
  /// The level of a verifier; no other role has one.
  public var level: LevelID?
  public var area: AreaCode
  /// The first day, in Western Indonesia Time; from the beginning where absent.
  public var from: Day?
  /// The last day; without end where absent.
  public var until: Day?
  /// Whom the officer stands in for (Plh.).
  public var standsInFor: String?

  public init(
    role: Role, level: LevelID? = nil, area: AreaCode, from: Day? = nil, until: Day? = nil,
    standsInFor: String? = nil
  ) {
    (self.role, self.level, self.area) = (role, level, area)
    (self.from, self.until, self.standsInFor) = (from, until, standsInFor)
  }

  /// The grant written `ROLE[:LEVEL]:AREA`; the level with a verifier and nobody else.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == ":" }.map { String($0) }
    guard let first = parts.first, let role = Role(rawValue: first),
      parts.count == (role == .verifier ? 3 : 2), let area = parts.last.map({ AreaCode($0) }),
      area.isWellFormed
    else { return nil }
    self.init(role: role, level: role == .verifier ? LevelID(parts[1]) : nil, area: area)
  }

  public func holds(on day: Day) -> Bool {
    (from.map { $0 <= day } ?? true) && (until.map { day <= $0 } ?? true)
  }

  func write(to fields: inout JSONWriter) {
    fields.field("grant", description)
    fields.field("from", ifPresent: from?.description)
    fields.field("until", ifPresent: until?.description)
    fields.field("for", ifPresent: standsInFor)
  }

  /// Reads a grant, a text alone or an object with days.
  init(from value: JSONValue, in list: JSONObject) throws(JSONFailure) {
    let object = value.object
    guard let text = try object?.string("grant") ?? value.string, let grant = Grant(text) else {
      throw list.unexpected("grants", "grants such as verifier:kelurahan:21.02.03.1001", value)
    }
    self = grant
    guard let object else { return }
    try object.refuseKeys(otherThan: ["grant", "from", "until", "for"])
    from = try object.optionalDay("from")
    until = try object.optionalDay("until")
    standsInFor = try object.optionalString("for")
  }
}

extension Grant: CustomStringConvertible {
  public var description: String {
    let start = level.map { role.rawValue + ":" + $0.rawValue } ?? role.rawValue
    return start + ":" + area.rawValue
  }
}

extension Officer {
  /// The officers of a programme file.
  public static func list(from file: JSONObject) throws(JSONFailure) -> [Officer] {
    guard file["officers"] != nil else { return [] }
    return try file.list("officers") { (officer) throws(JSONFailure) in
      try officer.refuseKeys(otherThan: ["id", "name", "office", "sameAs", "grants"])
      return Officer(
        id: try officer.code("id"), name: try officer.string("name"),
        office: try officer.string("office"), grants: try Officer.grants(from: officer),
        sameAs: try officer.optionalCode("sameAs"))
    }
  }

  static func grants(from fields: JSONObject) throws(JSONFailure) -> [Grant] {
    var grants: [Grant] = []
    for value in try fields.array("grants") { grants.append(try Grant(from: value, in: fields)) }
    return grants
  }
}

extension Officer {
  /// Whether the officer may set programme and officers, on any day.
  public var isAdministrator: Bool { grants.contains { $0.role == .administrator } }
}
