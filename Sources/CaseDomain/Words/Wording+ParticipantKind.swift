extension Wording {
  public func participantKind(_ kind: ParticipantKind) -> String {
    switch kind {
    case .employed: language("penerima upah", "paid by an employer")
    case .selfPaid: language("bukan penerima upah", "paid by themselves or another programme")
    case .inactive: language("nonaktif", "inactive")
    case .programme: language("program ini", "paid by this programme")
    case .unstated: language("jenis tidak disebut", "kind not stated")
    }
  }
}
