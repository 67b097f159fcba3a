public import CanonicalForm

extension Wording {
  /// Why a file is not the JSON that was expected, and where: `programme.json:12:5: …`.
  public func failure(_ failure: JSONFailure, file: String, in bytes: [UInt8]) -> String {
    let (line, column) = failure.place(in: bytes)
    return "\(file):\(line):\(column): \(self.failure(failure.problem))"
  }

  /// Why it is not the JSON that was expected.
  public func failure(_ problem: JSONFailure.Problem) -> String {
    switch problem {
    case .syntax(let expected):
      language(
        "bukan JSON yang lengkap; di sini seharusnya \(self.expected(expected)).",
        "this is no whole JSON; here should be \(self.expected(expected)).")
    case .invalidUTF8:
      language(
        "teks ini bukan UTF-8. Simpan kembali sebagai UTF-8.",
        "this text is not UTF-8. Store it as UTF-8 again.")
    case .badString:
      language(
        "teks ini memuat karakter kendali atau \"\\\" yang tidak dikenal. Hapus atau betulkan.",
        "this text holds a control character or an unknown \"\\\". Delete it or put it right.")
    case .notWhole:
      language(
        "angka ini bukan bilangan bulat. Tulis tanpa koma, titik, atau pangkat.",
        "this number is not whole. Write it without point or exponent.")
    case .null:
      language("null tidak dipakai. Hapus kuncinya.", "null is never used. Leave the key out.")
    case .tooDeep(let limit):
      language(
        "susunannya melebihi \(limit) tingkat. Kurangi tingkatnya.",
        "this is nested deeper than \(limit) levels. Make it flatter.")
    case .duplicateKey(let key):
      language(
        "kunci \(quoted(key)) sudah ada di atas. Hapus salah satunya.",
        "key \(quoted(key)) stands above already. Keep one.")
    case .unknownKey(let key):
      language(
        "kunci \(quoted(key)) tidak dikenal. Periksa ejaannya.",
        "key \(quoted(key)) is unknown. Check the spelling.")
    case .missingKey(let key):
      language(
        "kunci \(quoted(key)) tidak ada. Tambahkan kunci itu.",
        "key \(quoted(key)) is missing. Add it.")
    case .unexpected(let key, let expected):
      language(
        "\(quoted(key)) seharusnya \(self.expected(expected)).",
        "\(quoted(key)) should be \(self.expected(expected)).")
    }
  }

  /// What was expected, which readers name in English, as `a whole number`.
  private func expected(_ words: String) -> String {
    guard language == .indonesian else { return words }
    if let known = Wording.expectations[words] { return known }
    for (start, known) in Wording.expectationStarts where words.hasPrefix(start) {
      return known + words.dropFirst(start.count)
    }
    return words
  }

  static let expectations = [
    "a value": "sebuah nilai", "a key": "sebuah kunci", "a number": "sebuah angka",
    "the end": "akhir teks", "a text": "teks", "a whole number": "bilangan bulat",
    "true or false": "true atau false", "an object": "objek {…}", "a list": "daftar […]",
    "a list of objects": "daftar objek", "a list of texts": "daftar teks", "a moment": "waktu",
    "a stage": "nama status", "L or P": "L atau P", "a NIK": "NIK",
    "a family card number": "nomor Kartu Keluarga", "names of fields": "nama isian",
    "names of warnings": "nama peringatan", "kelurahan or desa": "kelurahan atau desa",
    "reject, return, leave or death": "reject, return, leave, atau death",
    "a kind of participant": "jenis peserta",
    "a kind of event that this program knows": "jenis kejadian yang dikenal program ini",
  ]

  private static let expectationStarts = [
    ("a day ", "tanggal "), ("a month ", "bulan "), ("a moment ", "waktu "),
    ("months such as ", "bulan, misalnya "), ("grants such as ", "hak, misalnya "),
    ("names of fields such as ", "nama isian, misalnya "),
  ]
}
