internal import CanonicalForm

extension Wording {
  /// The label of a field, as on the form.
  public func field(_ field: Field) -> String {
    switch field {
    case .nik: "NIK"
    case .name: language("Nama", "Name")
    case .birthPlace: language("Tempat lahir", "Birthplace")
    case .birthDate: language("Tanggal lahir", "Birth date")
    case .sex: language("Jenis kelamin", "Sex")
    case .address: language("Alamat", "Address")
    case .rt: "RT"
    case .rw: "RW"
    case .area: language("Kel/Desa", "Village")
    case .occupation: language("Pekerjaan", "Occupation")
    case .occupationOther: language("Pekerjaan lain", "Other occupation")
    case .phone: language("No. HP", "Phone")
    case .kk: language("No. KK", "Family card")
    case .motherName: language("Nama ibu kandung", "Mother's name")
    case .papers: language("Dokumen ada", "Papers at hand")
    }
  }

  /// What is wrong with a field, with its label.
  ///
  /// `Tanggal lahir: 31/02/1984 bukan tanggal yang ada. Tulis hari, bulan, tahun, misalnya 16/02/1984.`
  public func fault(_ fault: FieldFault) -> String {
    if case .nik(let number) = fault.problem {
      return fault.field == .kk
        ? self.number(number, language("No. KK", "family card number"), on: language("KK", "card"))
        : self.number(number, "NIK", on: language("KTP", "card"))
    }
    return "\(field(fault.field)): \(predicate(fault.problem))"
  }

  /// What is wrong, for a place that names the field itself.
  public func problem(_ problem: FieldFault.Problem) -> String { sentence(predicate(problem)) }

  func predicate(_ problem: FieldFault.Problem) -> String {
    switch problem {
    case .missing: language("wajib diisi.", "this is required.")
    case .nik(let fault): number(fault, "NIK", on: language("KTP", "card"))
    case .tooLong(let count, let limit):
      language(
        "\(number(count)) karakter, paling banyak \(number(limit)). Singkatkan isinya.",
        "\(number(count)) characters, at most \(number(limit)). Shorten it.")
    case .unprintable(let code, let place):
      language(
        "karakter ke-\(place) tidak dapat dicetak (\(codePoint(code))). Hapus karakter itu.",
        "character \(place) cannot be printed (\(codePoint(code))). Delete it.")
    case .tooManyMarks(let place):
      language(
        "tanda pada karakter ke-\(place) terlalu banyak. Hapus tanda yang berlebih.",
        "character \(place) carries too many marks. Delete those beyond two.")
    case .digitInName(let place):
      language(
        "karakter ke-\(place) adalah angka. Tulis nama dengan huruf saja.",
        "character \(place) is a digit. Write the name in letters alone.")
    case .noLetter:
      language(
        "tidak ada hurufnya. Tulis nama dengan huruf.",
        "it has no letter. Write the name in letters.")
    case .notDay(let text):
      language(
        "\(shown(text)) bukan tanggal yang ada. \(writeDay)",
        "\(shown(text)) is no date. \(writeDay)")
    case .twoDigitYear(let text):
      language(
        "\(shown(text)): tulis tahun dengan empat angka, misalnya 16/02/1984.",
        "\(shown(text)): write the year with four digits, such as 16/02/1984.")
    case .birthTooEarly(let day):
      language(
        "\(shortDay(day)) lebih dari 120 tahun yang lalu. Periksa kembali KTP.",
        "\(shortDay(day)) is more than 120 years ago. Check the card again.")
    case .dayInFuture:
      language(
        "tanggal itu belum tiba. Periksa kembali KTP.",
        "that date lies ahead. Check the card again.")
    case .excelDay:
      language(
        "ini nomor hari dari Excel, bukan tanggal. \(writeDay)",
        "this is a day number of Excel, no date. \(writeDay)")
    case .notSex(let text):
      language(
        "\(quoted(text)) bukan jenis kelamin. Tulis L atau P.",
        "\(quoted(text)) is no sex. Write L (male) or P (female).")
    case .notNeighbourhood(let text):
      language(
        "\(quoted(text)) bukan nomor RT atau RW. Tulis 001 sampai 999.",
        "\(quoted(text)) is no number of an RT or RW. Write 001 to 999.")
    case .unknownArea(let text):
      language(
        "\(quoted(text)) bukan kelurahan atau desa program ini. Periksa ejaannya.",
        "\(quoted(text)) is no village of this programme. Check the spelling.")
    case .ambiguousArea(let text, let candidates):
      language(
        "\(quoted(text)) dapat berarti \(list(candidates.map(placeInDistrict))). "
          + "Sebutkan kecamatannya.",
        "\(quoted(text)) may be \(list(candidates.map(placeInDistrict))). Name the district.")
    case .otherDistrict(let code, let given):
      language(
        "\(place(code)) terletak di Kec. \(district(code)), bukan \(quoted(given)). "
          + "Betulkan salah satunya.",
        "\(place(code)) lies in Kec. \(district(code)), not \(quoted(given)). "
          + "Put one of the two right.")
    case .unknownOccupation(let text):
      language(
        "\(quoted(text)) tidak ada dalam daftar pekerjaan. \(writeOccupation)",
        "\(quoted(text)) is none of the occupations. \(writeOccupation)")
    case .ambiguousOccupation(let text, let candidates):
      language(
        "\(quoted(text)) dapat berarti \(list(candidates.map(codeAndName))). Tulis kodenya.",
        "\(quoted(text)) may be \(list(candidates.map(codeAndName))). Write the code.")
    case .occupationInWords:
      language(
        "sebutkan pekerjaannya, sebab \(codeAndName(.other)) belum menjelaskannya.",
        "name the occupation, for \(codeAndName(.other)) does not say it.")
    case .notPhone(let text):
      language(
        "\(quoted(masked(text))) bukan nomor HP. Tulis 10 sampai 13 angka, diawali 08.",
        "\(quoted(masked(text))) is no mobile number. Write 10 to 13 digits, 08 first.")
    case .sameAsNIK:
      language(
        "sama dengan NIK. Salin nomor di bagian atas Kartu Keluarga.",
        "the same as the NIK. Copy the number at the top of the family card.")
    case .unknownPaper(let text):
      language(
        "\(quoted(text)) tidak ada dalam daftar dokumen.\(papers)",
        "\(quoted(text)) is none of the papers.\(papers)")
    }
  }

  private var writeDay: String {
    language(
      "Tulis hari, bulan, tahun, misalnya 16/02/1984.",
      "Write day, month, year, such as 16/02/1984.")
  }

  private var papers: String {
    guard let programme, !programme.papers.isEmpty else { return "" }
    let names = choice(programme.papers.map(\.name))
    return language(" Tulis \(names).", " Write \(names).")
  }

  private var writeOccupation: String {
    let example = programme?.occupations.first.map { codeAndName($0.code) }
    return language("Tulis kode atau awal katanya", "Write the code or the start of a word")
      + (example.map { language(", misalnya \($0)", ", such as \($0)") } ?? "") + "."
  }

  /// `Kel. Tebing (Kec. Tebing)`.
  private func placeInDistrict(_ code: AreaCode) -> String {
    "\(place(code)) (Kec. \(district(code)))"
  }

  private func district(_ code: AreaCode) -> String {
    programme?.area(code)?.district ?? code.district.rawValue
  }

  /// `06 Pekerja rumah tangga`.
  private func codeAndName(_ code: OccupationCode) -> String {
    guard let name = programme?.occupation(code)?.name else { return code.rawValue }
    return "\(code) \(name)"
  }

  /// What is wrong with a NIK, or with a family card number, which has the same form.
  private func number(_ fault: NIK.Fault, _ name: String, on card: String) -> String {
    switch fault {
    case .empty:
      return language(
        "\(name) belum diisi. Salin 16 angka dari \(card).",
        "\(sentence(name)) is missing. Copy the 16 digits from the card.")
    case .length(let count):
      if count < 16 {
        return language(
          "\(name) 16 angka, baru \(count). Periksa kembali \(card).",
          "A \(name) has 16 digits, \(count) so far. Check the card again.")
      }
      return language(
        "\(name) 16 angka, tertulis \(number(count)). Periksa kembali \(card).",
        "A \(name) has 16 digits, not \(number(count)). Check the card again.")
    case .notDigit(let character, let place): return notDigit(character, place, name)
    case .impossibleDate:
      return language(
        "Angka 7–12 \(name) bukan tanggal yang ada. Periksa kembali \(card).",
        "Digits 7–12 of the \(name) are no date. Check the card again.")
    case .serialZero:
      return language(
        "\(name) berakhir 0000, mungkin karena Excel. Salin kembali dari \(card).",
        "The \(name) ends in 0000, perhaps by Excel. Copy it from the card again.")
    }
  }

  private func notDigit(_ character: Character, _ place: Int, _ name: String) -> String {
    let digit: String? =
      switch character {
      case "O", "o": "0"
      case "l", "I": "1"
      default: nil
      }
    if let digit {
      // A small l and a capital I look alike on many screens.
      let letter =
        character.isLowercase
        ? language("huruf kecil", "small letter") : language("huruf besar", "capital letter")
      return language(
        "Karakter ke-\(place) \(name) adalah \(letter) \(character). "
          + "Ganti dengan angka \(digit).",
        "Character \(place) of the \(name) is a \(letter) \(character). "
          + "Type the digit \(digit).")
    }
    if let hidden = character.unicodeScalars.first(where: \.isUnprintable) {
      let code = codePoint(hidden.value)
      return language(
        "Karakter ke-\(place) \(name) tidak dapat dicetak (\(code)). Hapus karakter itu.",
        "Character \(place) of the \(name) cannot be printed (\(code)). Delete it.")
    }
    return language(
      "Karakter ke-\(place) \(name), \(quoted(String(character))), bukan angka. Tulis 16 angka saja.",
      "Character \(place) of the \(name), \(quoted(String(character))), is no digit. Type 16 digits."
    )
  }

  private func codePoint(_ code: UInt32) -> String {
    let digits = String(code, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
