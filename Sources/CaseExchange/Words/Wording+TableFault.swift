public import CaseDomain

extension Wording {
  /// Why a whole table is refused, where, and what to do.
  public func tableFault(_ fault: TableFault) -> String {
    switch fault {
    case .noHeader(let kind, let rows):
      let wanted = kind.headerColumns.map { listed($0.map(column), or: true) }
        .joined(separator: language(", dan ", ", and "))
      return language(
        "Judul kolom tidak ditemukan pada \(rows) baris pertama yang terisi. "
          + "Tulis satu baris judul dengan sedikitnya kolom \(wanted).",
        "No header in the first \(rows) rows that hold text. "
          + "Write one header row with at least the column\(kind == .participants ? "" : "s") "
          + "\(wanted).")
    case .duplicateColumn(let column, let first, let second, let line):
      return language(
        "Baris \(line): \(columnPlace(first)) dan \(columnPlace(second)) sama-sama berarti "
          + "\(self.column(column)). Hapus atau ganti judul salah satunya.",
        "Row \(line): \(columnPlace(first)) and \(columnPlace(second)) both mean "
          + "\(self.column(column)). Delete or rename one.")
    case .missingColumns(let columns, let line):
      return language(
        "Baris \(line): kolom \(listed(columns.map(column))) tidak ada. Tambahkan kolom itu.",
        "Row \(line): there is no column \(listed(columns.map(column), or: true)). Add it.")
    case .exponent(let place, let line):
      return language(
        "Baris \(line), \(columnPlace(place)): Excel menulis nomor sebagai bilangan berpangkat "
          + "(seperti 2,10203E+15), sehingga angka terakhirnya hilang. \(typeAsText)",
        "Row \(line), \(columnPlace(place)): Excel wrote a number with an exponent "
          + "(such as 2.10203E+15), so that its last digits are lost. \(typeAsText)")
    case .lastDigitLost(let place, let zeros, let count):
      return language(
        "\(upperFirst(columnPlace(place))): \(number(zeros)) dari \(number(count)) NIK berakhir 0. "
          + "Excel membulatkan angka ke-16, sehingga semua NIK daftar ini tidak dapat dipercaya. "
          + typeAsText,
        "\(upperFirst(columnPlace(place))): \(number(zeros)) of \(number(count)) NIKs end in 0. "
          + "Excel has rounded the 16th digit, so that no NIK of this file can be trusted. "
          + typeAsText)
    }
  }

  private var typeAsText: String {
    language(
      "Ubah format kolom itu menjadi Teks, isi kembali dari KTP, lalu simpan sebagai CSV.",
      "Format the column as Text, fill it from the cards again, then save as CSV.")
  }

  private func upperFirst(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}
