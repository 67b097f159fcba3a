internal import CanonicalForm
internal import CaseDomain

extension Wording {
  /// Why a verb was refused in at most 15 columns, for its row in a list: `didata sendiri`.
  func shortRefusal(_ refusal: Refusal) -> String {
    switch refusal {
    case .ownRegistration: language("didata sendiri", "own case")
    case .ownDecision(_, let level): language("sudah di \(shortLevel(level))", "own decision")
    case .papersMissing: language("dokumen kurang", "papers missing")
    case .excluded: language("kena ketentuan", "kept out")
    case .notAllowed, .mayNotRead, .caseOutside: language("tanpa wewenang", "no right")
    case .changedMeanwhile: language("sudah berubah", "has changed")
    case .wrongStage, .notAtLevel: language("tidak menunggu", "not waiting")
    case .noPlace, .overCeiling: language("kuota penuh", "no place left")
    case .earlierWithoutPlace: language("belum giliran", "not its turn")
    case .erased: language("data dihapus", "erased")
    default: language("tidak disimpan", "not saved")
    }
  }

  /// What a colleague did to a case in at most 15 columns, for its row in a list: `disetujui Yanti`.
  func shortDeed(_ item: HistoryItem) -> String {
    let name = officer(item.stamp.by).split(separator: " ").first.map(String.init) ?? ""
    let done = kind(item.event.kind)
    return language("\(done) \(name)", "\(done): \(name)")
  }
}
