public import CaseDomain

extension Wording {
  /// Why a file cannot be read as a table, where, and what to do.
  public func csvFault(_ fault: CSVFault) -> String {
    switch fault {
    case .empty:
      language(
        "Daftar ini kosong. Isi di Excel, lalu simpan kembali sebagai CSV.",
        "The file is empty. Fill it in Excel, then save it as CSV again.")
    case .tooLarge(let limit):
      language(
        "Daftar ini lebih dari \(mebibytes(limit)). Bagi menjadi beberapa bagian.",
        "The file is larger than \(mebibytes(limit)). Split the file.")
    case .tooManyRows(let limit):
      language(
        "Daftar ini lebih dari \(number(limit)) baris. Bagi menjadi beberapa bagian, "
          + "masing-masing dengan judul kolom.",
        "The file has more than \(number(limit)) rows. Split the file; "
          + "each part needs the header.")
    case .tooManyColumns(let line, let limit):
      language(
        "Baris \(line): lebih dari \(number(limit)) kolom. Periksa pemisah kolom dan akhir barisnya.",
        "Row \(line): more than \(number(limit)) columns. Check separators and line ends.")
    case .cellTooLong(let line, let column, let limit):
      language(
        "\(cell(line, column)): isinya lebih dari \(number(limit)) karakter. "
          + "Singkatkan, atau periksa tanda kutipnya.",
        "\(cell(line, column)): more than \(number(limit)) characters. "
          + "Shorten the text, or check its quotes.")
    case .disguised(let disguise): name(disguise)
    case .notText(let line, let byte):
      language(
        "Baris \(line), bita ke-\(number(byte)): ada huruf rusak (bukan UTF-8 maupun "
          + "Windows-1252, atau keduanya tercampur). \(saveAsCSV)",
        "Row \(line), byte \(number(byte)): a broken letter (neither UTF-8 nor Windows-1252, "
          + "or the two are mixed). \(saveAsCSV)")
    case .nul(let line):
      language(
        "Baris \(line): ada bita nol, jadi ini bukan teks CSV. \(saveAsCSV)",
        "Row \(line): a zero byte, so this is no CSV text. \(saveAsCSV)")
    case .mixedSeparators(let line, let found, let expected):
      language(
        "Baris \(line): dipisah dengan \(name(found)), baris lain dengan \(name(expected)). "
          + "Samakan pemisahnya.",
        "Row \(line): separated by \(name(found)), the other rows by \(name(expected)). "
          + "Use one separator.")
    case .unterminatedQuote(let line, let column):
      language(
        "\(cell(line, column)): tanda kutip dibuka dan tidak pernah ditutup. "
          + "Tutup atau hapus tanda kutip itu.",
        "\(cell(line, column)): a quote begins here and never ends. Close it or delete it.")
    case .textBehindQuote(let line, let column, let opened):
      // A quote that ends rows later is most likely one that its own row never closed.
      opened == line
        ? language(
          "\(cell(line, column)): ada teks di belakang tanda kutip penutup. "
            + "Tulis tanda kutip di dalam teks dua kali.",
          "\(cell(line, column)): text stands behind the closing quote. "
            + "Write a quote inside text twice.")
        : language(
          "\(cell(opened, column)): tanda kutip dibuka dan baru ditutup di baris \(line), "
            + "di depan teks lain. Tutup di baris \(opened), atau hapus tanda kutip itu.",
          "\(cell(opened, column)): a quote begins here and ends only on row \(line), before "
            + "other text. Close it on row \(opened), or delete it.")
    }
  }

  private var saveAsCSV: String {
    language(
      "Buka di Excel, pilih Simpan Sebagai, jenis CSV UTF-8, lalu pakai hasilnya.",
      "Open it in Excel, choose Save As, type CSV UTF-8, and use the result.")
  }

  private var askForCSV: String {
    language(
      "Minta daftarnya dari pengirim sebagai CSV.", "Ask the sender for the list as CSV.")
  }

  private func cell(_ line: Int, _ column: Int) -> String {
    let place = columnPlace(ColumnPlace(index: column - 1, title: ""))
    return language("Baris \(line), \(place)", "Row \(line), \(place)")
  }

  private func mebibytes(_ bytes: Int) -> String { "\(number(bytes / 1_024 / 1_024)) MiB" }

  private func name(_ separator: CSVSeparator) -> String {
    switch separator {
    case .semicolon: language("titik koma (;)", "semicolons (;)")
    case .tab: language("tab", "tabs")
    case .comma: language("koma (,)", "commas (,)")
    }
  }

  private func name(_ disguise: CSVFault.Disguise) -> String {
    switch disguise {
    case .workbook:
      language(
        "Ini buku kerja Excel (.xlsx), bukan CSV. \(saveAsCSV)",
        "This is an Excel workbook (.xlsx), no CSV. \(saveAsCSV)")
    case .oldWorkbook:
      language(
        "Ini buku kerja Excel lama (.xls), bukan CSV. \(saveAsCSV)",
        "This is an old Excel workbook (.xls), no CSV. \(saveAsCSV)")
    case .markup:
      language(
        "Ini halaman web (HTML), bukan CSV, apa pun namanya. \(saveAsCSV)",
        "This is a web page (HTML), no CSV, whatever its name says. \(saveAsCSV)")
    case .pdf: language("Ini PDF, bukan CSV. \(askForCSV)", "This is a PDF, no CSV. \(askForCSV)")
    case .picture:
      language("Ini gambar, bukan CSV. \(askForCSV)", "This is a picture, no CSV. \(askForCSV)")
    }
  }
}
