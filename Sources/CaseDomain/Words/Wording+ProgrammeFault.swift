extension Wording {
  /// What is wrong with the settings of a programme; keys are those of its file.
  public func programmeFault(_ fault: ProgrammeFault) -> String {
    switch fault {
    case .empty(let key):
      language(
        "\"\(key)\" kosong. Isi sedikitnya satu nilai.",
        "\"\(key)\" is empty. Give at least one value.")
    case .range(let key, let value, let allowed):
      language(
        "\"\(key)\" bernilai \(number(value)). "
          + "Tulis \(number(allowed.lowerBound)) sampai \(number(allowed.upperBound)).",
        "\"\(key)\" is \(number(value)). "
          + "Write \(number(allowed.lowerBound)) to \(number(allowed.upperBound)).")
    case .monthsNotInOrder:
      language(
        "\"months\" tidak urut atau berulang. Tulis setiap bulan sekali, dari yang paling awal.",
        "\"months\" are out of order or repeat. Write every month once, the earliest first.")
    case .noRate(let month):
      language(
        "\(self.month(month)) belum ada iurannya. Tambahkan \"rates\" yang berlaku mulai bulan itu.",
        "\(self.month(month)) has no rate. Add to \"rates\" one from that month on.")
    case .repeated(let key, let value):
      language(
        "\"\(key)\" memuat \(quoted(value)) lebih dari sekali. Hapus yang berlebih.",
        "\"\(key)\" holds \(quoted(value)) more than once. Keep one.")
    case .unknown(let key, let value):
      language(
        "\"\(key)\" menyebut \(quoted(value)), yang tidak ada. Periksa ejaannya.",
        "\"\(key)\" names \(quoted(value)), which does not exist. Check the spelling.")
    case .badWord(let key, let value):
      language(
        "\"\(key)\" memuat \(quoted(value)), yang tidak dapat dipakai. \(form(of: key))",
        "\"\(key)\" holds \(quoted(value)), which cannot be used. \(form(of: key))")
    case .digitTaken(let digit, let one, let other):
      language(
        "Angka \(digit) dipakai alasan \(one) dan \(other). Beri angka lain pada salah satunya.",
        "Digit \(digit) belongs to reasons \(one) and \(other). Give one of them another.")
    case .ruleWithoutReason(let rule):
      language(
        "Aturan \"\(rule.rawValue)\" harus ada dalam \"automatic\" tepat satu alasan tolak.",
        "Rule \"\(rule.rawValue)\" must stand in \"automatic\" of exactly one reason to reject.")
    case .belowUse(let key, let value, let used):
      language(
        "\(key): \(number(value)) di bawah yang sudah terpakai, \(number(used)). Tulis sekurangnya itu.",
        "\(key): \(number(value)) is below what is in use, \(number(used)). Write at least that.")
    case .inUse(let key, let value, let cases):
      language(
        "\(quoted(value)) tidak dapat dihapus dari \"\(key)\": masih dipakai \(number(cases)) berkas. "
          + "Selesaikan berkas itu dahulu.",
        "\(quoted(value)) cannot leave \"\(key)\": \(number(cases)) cases still use it. "
          + "First settle those.")
    }
  }

  private func form(of key: String) -> String {
    key == "areas"
      ? language("Tulis kode seperti 21.02.03.1001.", "Write a code such as 21.02.03.1001.")
      : language("Pilih kata lain, bukan bpjs.", "Choose another word, but not bpjs.")
  }
}
