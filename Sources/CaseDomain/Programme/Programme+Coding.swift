public import CanonicalForm

/// The programme as it stands in its file and in the event that sets it: the same keys in both.
extension Programme {
  /// Reads the settings.
  ///
  /// - Throws: ``JSONFailure`` for a key that is unknown, missing or of the wrong type; what the values
  ///   mean together is for ``faults()``.
  public init(from file: JSONObject) throws(JSONFailure) {
    try file.refuseKeys(otherThan: Programme.keys)
    name = try file.string("name")
    office = try file.string("office")
    target = try file.int("target")
    ceiling = try file.int("ceiling")
    months = []
    for element in try file.array("months") {
      guard let month = element.string.flatMap({ Month($0) }) else {
        throw file.unexpected("months", "months such as 2025-11", element)
      }
      months.append(month)
    }
    referenceDay = try file.optionalDay("referenceDay") ?? months.first?.firstDay ?? .epoch
    let age = try file.object("age")
    try age.refuseKeys(otherThan: ["min", "max"])
    minimumAge = try age.int("min")
    maximumAge = try age.int("max")
    rates = try file.list("rates") { (rate) throws(JSONFailure) in
      try rate.refuseKeys(otherThan: ["from", "jkk", "jkm"])
      return Rate(
        from: try rate.value("from", "a month 2025-11") { Month($0) },
        jkk: try rate.int("jkk"), jkm: try rate.int("jkm"))
    }
    levels = try file.list("levels") { (level) throws(JSONFailure) in try Level(from: level) }
    reasons = try file.list("reasons") { (reason) throws(JSONFailure) in try Reason(from: reason) }
    papers = try file.list("papers") { (paper) throws(JSONFailure) in
      try paper.refuseKeys(otherThan: ["code", "name"])
      return Paper(code: try paper.code("code"), name: try paper.string("name"))
    }
    requiredForBPJS = []
    for name in try file.strings("requiredForBPJS") {
      guard let field = Field(rawValue: name) else {
        throw file.unexpected("requiredForBPJS", "names of fields such as motherName")
      }
      requiredForBPJS.append(field)
    }
    occupations = try file.list("occupations") { (occupation) throws(JSONFailure) in
      try occupation.refuseKeys(otherThan: ["code", "name", "short"])
      return Occupation(
        code: try occupation.code("code"), name: try occupation.string("name"),
        short: try occupation.optionalString("short"))
    }
    areas = try file.list("areas") { (area) throws(JSONFailure) in try Area(from: area) }
    segments =
      try file["segments"] == nil
      ? []
      : file.list("segments") {
        (segment) throws(JSONFailure) in
        try segment.refuseKeys(otherThan: ["name", "target", "covered", "asOf"])
        return Segment(
          name: try segment.string("name"), target: try segment.int("target"),
          covered: try segment.int("covered"), asOf: try segment.day("asOf"))
      }
    fourEyes = try file.bool("fourEyes")
  }

  /// The keys of the file; `officers` are events of their own.
  static let keys = [
    "name", "office", "target", "ceiling", "months", "referenceDay", "age", "rates", "levels",
    "reasons", "papers", "requiredForBPJS", "occupations", "areas", "segments", "fourEyes",
    "officers",
  ]

  public func write(to fields: inout JSONWriter) {
    fields.field("name", name)
    fields.field("office", office)
    fields.field("target", target)
    fields.field("ceiling", ceiling)
    fields.array("months", months) { $0.string($1.description) }
    fields.field("referenceDay", referenceDay.description)
    fields.object("age") {
      $0.field("min", minimumAge)
      $0.field("max", maximumAge)
    }
    fields.array("rates", rates) { fields, rate in
      fields.object {
        $0.field("from", rate.from.description)
        $0.field("jkk", rate.jkk)
        $0.field("jkm", rate.jkm)
      }
    }
    fields.array("levels", levels) { fields, level in fields.object { level.write(to: &$0) } }
    fields.array("reasons", reasons) { fields, reason in fields.object { reason.write(to: &$0) } }
    fields.array("papers", papers) { fields, paper in
      fields.object {
        $0.field("code", paper.code.rawValue)
        $0.field("name", paper.name)
      }
    }
    fields.array("requiredForBPJS", requiredForBPJS) { $0.string($1.rawValue) }
    fields.array("occupations", occupations) { fields, occupation in
      fields.object {
        $0.field("code", occupation.code.rawValue)
        $0.field("name", occupation.name)
        $0.field("short", ifPresent: occupation.short)
      }
    }
    fields.array("areas", areas) { fields, area in fields.object { area.write(to: &$0) } }
    fields.array("segments", segments) { fields, segment in
      fields.object {
        $0.field("name", segment.name)
        $0.field("target", segment.target)
        $0.field("covered", segment.covered)
        $0.field("asOf", segment.asOf.description)
      }
    }
    fields.field("fourEyes", fourEyes)
  }
}

extension Level {
  init(from level: JSONObject) throws(JSONFailure) {
    try level.refuseKeys(otherThan: [
      "id", "name", "short", "days", "signedBy", "showsNIK", "checksIdentity", "affirms",
      "requires",
    ])
    id = try level.code("id")
    name = try level.string("name")
    short = try level.optionalString("short")
    days = try level.int("days")
    signedBy = try level.optionalString("signedBy")
    showsNIK = try level.bool("showsNIK")
    checksIdentity = try level.bool("checksIdentity")
    affirms = try level.strings("affirms")
    requires = try level.codes("requires")
  }

  func write(to fields: inout JSONWriter) {
    fields.field("id", id.rawValue)
    fields.field("name", name)
    fields.field("short", ifPresent: short)
    fields.field("days", days)
    fields.field("signedBy", ifPresent: signedBy)
    fields.field("showsNIK", ifTrue: showsNIK)
    fields.field("checksIdentity", ifTrue: checksIdentity)
    fields.field("affirms", ifAny: affirms)
    fields.field("requires", ifAny: requires.map(\.rawValue))
  }
}

extension Reason {
  init(from reason: JSONObject) throws(JSONFailure) {
    try reason.refuseKeys(otherThan: ["code", "digit", "name", "kind", "levels", "automatic"])
    code = try reason.code("code")
    digit = try reason.optionalInt("digit")
    name = try reason.string("name")
    kind = try reason.value("kind", "reject, return, leave or death") { Kind(rawValue: $0) }
    levels = try reason.codes("levels")
    automatic = []
    for name in try reason.strings("automatic") {
      guard let rule = Exclusion.Rule(rawValue: name) else {
        let rules = Exclusion.Rule.allCases.map(\.rawValue).joined(separator: ", ")
        throw reason.unexpected("automatic", rules)
      }
      automatic.append(rule)
    }
  }

  func write(to fields: inout JSONWriter) {
    fields.field("code", code.rawValue)
    fields.field("digit", ifPresent: digit)
    fields.field("name", name)
    fields.field("kind", kind.rawValue)
    fields.field("levels", ifAny: levels.map(\.rawValue))
    fields.field("automatic", ifAny: automatic.map(\.rawValue))
  }
}

extension Area {
  init(from area: JSONObject) throws(JSONFailure) {
    try area.refuseKeys(otherThan: ["code", "name", "kind", "district", "aliases"])
    code = try area.code("code")
    name = try area.string("name")
    kind = try area.value("kind", "kelurahan or desa") { Kind(rawValue: $0) }
    district = try area.string("district")
    aliases = try area.strings("aliases")
  }

  func write(to fields: inout JSONWriter) {
    fields.field("code", code.rawValue)
    fields.field("name", name)
    fields.field("kind", kind.rawValue)
    fields.field("district", district)
    fields.field("aliases", ifAny: aliases)
  }
}

extension JSONObject {
  /// The objects under the key, each read by `read`.
  func list<Element>(_ key: String, _ read: (JSONObject) throws(JSONFailure) -> Element)
    throws(JSONFailure) -> [Element]
  {
    var elements: [Element] = []
    for object in try objects(key) { elements.append(try read(object)) }
    return elements
  }
}
