extension CSVFault.Disguise {
  /// What the first bytes say a file is, where that is no text table.
  init?(_ bytes: [UInt8]) {
    for (mark, disguise) in CSVFault.Disguise.marks where bytes.starts(with: mark) {
      self = disguise
      return
    }
    // Markup may stand behind a byte order mark and blank lines, and in UTF-16.
    let start = bytes.prefix(2_048).filter { (0x21...0x7E).contains($0) }
    let text = String(decoding: start, as: UTF8.self).lowercased()
    guard text.hasPrefix("<") else { return nil }
    for tag in ["<html", "<!doctype", "<table", "<?xml", "<meta", "<head", "<body", "<style"]
    where text.contains(tag) {
      self = .markup
      return
    }
    return nil
  }

  private static let marks: [([UInt8], CSVFault.Disguise)] = [
    ([0x50, 0x4B, 0x03, 0x04], .workbook), ([0x50, 0x4B, 0x05, 0x06], .workbook),
    ([0xD0, 0xCF, 0x11, 0xE0], .oldWorkbook), (Array("%PDF-".utf8), .pdf),
    ([0xFF, 0xD8, 0xFF], .picture), ([0x89, 0x50, 0x4E, 0x47], .picture),
  ]
}
