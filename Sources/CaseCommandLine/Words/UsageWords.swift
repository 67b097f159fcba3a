internal import CaseDomain

/// The argument parser speaks English; this is what it says in Indonesian.
enum UsageWords {
  static func translated(_ message: String, _ language: Language) -> String {
    guard language == .indonesian else { return message }
    var text = message
    for (english, indonesian) in phrases {
      text = replacing(english, by: indonesian, in: text)
    }
    return text
  }

  /// In this order: the longer before what it contains.
  private static let phrases: [(String, String)] = [
    ("OVERVIEW: ", ""), ("USAGE: ", "PEMAKAIAN: "), ("ARGUMENTS:", "ISIAN:"),
    ("OPTIONS:", "PILIHAN:"), ("SUBCOMMANDS:", "PERINTAH:"), ("Usage: ", "Pemakaian: "),
    ("<subcommand>", "<perintah>"), ("<options>", "<pilihan>"),
    ("Show help information.", "Menampilkan bantuan ini."),
    ("Show the version.", "Menampilkan versi."),
    ("See 'payung help ", "Lihat 'payung help "),
    ("' for detailed help.", "' untuk bantuan rinci."),
    ("' for more information.", "' untuk keterangan."), ("  See '", "  Lihat '"),
    ("Error: ", "Salah tulis: "), ("Missing expected argument ", "kurang isian "),
    ("Missing value for ", "kurang nilai untuk "), ("Unknown option ", "pilihan tidak dikenal "),
    ("Unexpected argument ", "isian berlebih "), ("unexpected arguments: ", "isian berlebih: "),
    ("The value ", "nilai "), (" is invalid for ", " tidak dapat dipakai untuk "),
    ("Help:  ", "Keterangan:  "), (" (default: ", " (bawaan: "), (" (default)", " (bawaan)"),
    ("Did you mean ", "Maksudnya "),
  ]

  private static func replacing(_ part: String, by other: String, in text: String) -> String {
    var result = ""
    var rest = text[...]
    while let range = rest.firstRange(of: part) {
      result += rest[..<range.lowerBound]
      result += other
      rest = rest[range.upperBound...]
    }
    return result + rest
  }
}
