internal import CanonicalForm

extension Caseload {
  func audit(_ event: Distinguished, at stamp: Stamp) throws(Irregularity) {
    let file = try ask { () throws(Refusal) in try require(event.id) }
    let other = try ask { () throws(Refusal) in try require(event.other) }
    guard file.id != other.id else { throw .sameCase(file.id) }
    guard !areDistinguished(event.pair) else { throw .alreadyDistinguished(file.id, other.id) }
    // A verifier of any level may, and either village will do.
    let level = Grant(event.grant)?.level
    do throws(Irregularity) {
      try auditGrant(
        event.grant, of: .registrar, .verifier, level: level, area: file.area, for: .distinguish,
        at: stamp)
    } catch .outsideArea {
      try auditGrant(
        event.grant, of: .registrar, .verifier, level: level, area: other.area, for: .distinguish,
        at: stamp)
    }
    guard let remark = event.signing.remark, remark.value.map({ $0.note != nil }) ?? true else {
      throw .noteMissing(file.id)
    }
  }
}
