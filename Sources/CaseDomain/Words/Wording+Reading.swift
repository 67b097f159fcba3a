extension Wording {
  /// What only looks, as it follows "may not": `membaca berkas`, `read cases`.
  public func reading(_ reading: Reading) -> String {
    switch reading {
    case .list, .show, .history: language("membaca berkas", "read cases")
    case .duplicates: language("membandingkan berkas", "compare cases")
    case .totals: language("membaca rekapitulasi", "read the totals")
    case .journal: language("membaca seluruh jurnal", "read the whole journal")
    case .print: language("mencetak lembar", "print sheets")
    case .export: language("mengekspor daftar", "export lists")
    case .reveal: language("membuka data penuh", "reveal what is masked")
    case .access: language("membaca catatan akses", "read the access record")
    }
  }
}
