internal import CanonicalForm

/// Says of two cases that look alike that they are not of the same person.
public struct Distinguish: Hashable, Sendable {
  public var id: CaseID
  /// The case that looks like it.
  public var other: CaseID
  /// By what they were told apart.
  public var note: String?

  public init(_ id: CaseID, from other: CaseID, note: String?) {
    (self.id, self.other, self.note) = (id, other, note)
  }
}

/// Two cases were told apart; the case stays where it is, and the pair is not shown again.
public struct Distinguished: CaseEvent {
  static let kind = "distinguished"
  public var id: CaseID
  public var other: CaseID
  public var signing: Signing
  public var grant: String

  /// The two cases.
  public var pair: CasePair { CasePair(id, other) }

  func write(to writer: inout EventWriter) {
    writer.fields.field("case", id.number)
    writer.fields.field("other", other.number)
    signing.write(to: &writer, case: id)
    writer.fields.field("grant", grant)
  }

  init(from fields: EventFields) throws(JSONFailure) {
    id = try fields.object.caseID()
    other = CaseID(try fields.object.int("other"))
    signing = try Signing(from: fields)
    grant = try fields.object.string("grant")
  }

  init(id: CaseID, other: CaseID, note: String, grant: String) {
    (self.id, self.other, self.grant) = (id, other, grant)
    signing = Signing(note: note)
  }

  func apply(to file: inout CaseFile, at stamp: Stamp) {}
}

extension Caseload {
  /// Decides that two cases are not of the same person.
  ///
  /// - Throws: ``Refusal/unknownCase(_:)`` and ``Refusal/cancelled(_:)`` of either case;
  ///   ``Refusal/sameCase(_:)``; ``Refusal/alreadyDistinguished(_:_:)``; ``Refusal/notAllowed(_:)`` unless a
  ///   registrar, or a verifier of any level, of the village of one of them says so;
  ///   ``Refusal/distinctionNeedsNote(_:_:)``.
  func decide(_ command: Distinguish, at stamp: Stamp) throws(Refusal) -> [Event] {
    let file = try require(command.id)
    let other = try require(command.other)
    guard file.id != other.id else { throw .sameCase(file.id) }
    guard !areDistinguished(CasePair(file.id, other.id)) else {
      throw .alreadyDistinguished(file.id, other.id)
    }
    let grant = try grantToDistinguish(file, other, at: stamp)
    guard let note = try Text.note(command.note) else {
      throw .distinctionNeedsNote(file.id, other.id)
    }
    return [
      .distinguished(Distinguished(id: file.id, other: other.id, note: note, grant: grant))
    ]
  }

  /// Whether somebody said of two cases that they are not of the same person, and it stands.
  public func areDistinguished(_ pair: CasePair) -> Bool { distinguishedPairs.contains(pair) }

  /// The grant of a registrar or a verifier for the village of the case, or else of the other one.
  private func grantToDistinguish(_ file: CaseFile, _ other: CaseFile, at stamp: Stamp)
    throws(Refusal) -> String
  {
    do throws(Refusal) {
      return try grantToDistinguish(in: file.area, file.id, at: stamp)
    } catch {
      guard case .notAllowed = error,
        let grant = try? grantToDistinguish(in: other.area, other.id, at: stamp)
      else { throw error }
      return grant
    }
  }

  private func grantToDistinguish(in area: AreaCode, _ id: CaseID, at stamp: Stamp)
    throws(Refusal) -> String
  {
    for level in rules?.programme.levels ?? [] {
      let grant = try? require(
        .registrar, .verifier, level: level.id, area: area, for: .distinguish, case: id, at: stamp)
      if let grant { return grant }
    }
    return try require(
      .registrar, .verifier, area: area, for: .distinguish, case: id, at: stamp)
  }
}

extension Event {
  /// The two cases that the event tells apart, if it does.
  var distinguishedPair: CasePair? {
    if case .distinguished(let event) = self { event.pair } else { nil }
  }

  /// Whether it may change what the index of look-alikes holds of its case.
  var changesPerson: Bool {
    switch self {
    case .registered, .corrected, .filled, .undone, .erased: true
    default: false
    }
  }
}
