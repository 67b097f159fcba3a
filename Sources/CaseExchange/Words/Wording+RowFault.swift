public import CaseDomain

extension Wording {
  /// Why a row is refused, with its place.
  ///
  /// `Baris 12, kolom B (Tingkat): …`
  public func rowFault(_ fault: RowFault) -> String {
    let column = fault.column.map { ", " + columnPlace($0) } ?? ""
    return language("Baris ", "Row ") + "\(fault.line)\(column): \(rowProblem(fault.problem))"
  }

  /// Why a row is refused, for a place that names the row itself.
  public func rowProblem(_ problem: RowFault.Problem) -> String {
    switch problem {
    case .surplus(let columns):
      language(
        "ada isi di luar \(columns) kolom berjudul, jadi isi baris ini mungkin bergeser. "
          + "Periksa pemisah kolom di baris itu.",
        "text beyond the \(columns) columns of the header, so that the cells may have slipped. "
          + "Check the separators of the row.")
    case .noSubject:
      language(
        "nomor berkas atau NIK belum diisi. Isi salah satunya.",
        "neither case number nor NIK. Fill in one of the two.")
    case .nik(let fault): self.problem(.nik(fault))
    case .notCaseNumber(let text):
      language(
        "\"\(text)\" bukan nomor berkas. Tulis angka seperti 721 atau 721-\(letter(721)).",
        "\"\(text)\" is no case number. Write digits such as 721 or 721-\(letter(721)).")
    case .wrongCheckLetter(let id, let typed):
      language(
        "huruf periksa \(typed) tidak cocok dengan berkas \(id). "
          + "Cocokkan nomor dan hurufnya dengan lembar.",
        "the check letter \(typed) does not go with case \(id). "
          + "Compare number and letter with the sheet.")
    case .unknownLevel(let text, let known):
      language(
        "\"\(text)\" bukan tingkat verifikasi. Tulis \(listed(known.map(level), or: true)).",
        "\"\(text)\" is no level. Write \(listed(known.map(level), or: true)).")
    case .noVerdict:
      language("hasil belum diisi. \(writeVerdict)", "no verdict. \(writeVerdict)")
    case .unknownVerdict(let text):
      language(
        "\"\(text)\" bukan hasil verifikasi. \(writeVerdict)",
        "\"\(text)\" is no verdict. \(writeVerdict)")
    case .noReason(let verdict, let known):
      language(
        "\(name(verdict)) tanpa alasan. \(writeReason(known))",
        "\(name(verdict)) without a reason. \(writeReason(known))")
    case .unknownReason(let text, let verdict, let known):
      language(
        "\"\(text)\" bukan alasan untuk \(name(verdict)). \(writeReason(known))",
        "\"\(text)\" is no reason to \(name(verdict)). \(writeReason(known))")
    case .reasonForApproval(let text):
      language(
        "setuju dengan alasan \"\(text)\". Kosongkan alasannya, atau ubah hasilnya.",
        "approved with the reason \"\(text)\". Clear the reason or change the verdict.")
    case .signatureIncomplete(let missing):
      language(
        "tanda tangan belum lengkap: \(listed(missing.map(column))) kosong. "
          + "Isi ketiga kolom tanda tangan, atau kosongkan semuanya.",
        "the signature lacks \(listed(missing.map(column))). "
          + "Fill all three columns of it, or none.")
    case .notDay(let text): self.problem(.notDay(text))
    case .excelDay: self.problem(.excelDay)
    case .repeatedCase(let line):
      language(
        "berkas ini sudah ada di baris \(line). Sisakan satu baris saja untuk satu tingkat.",
        "this case already stands on row \(line). Keep one row for one level.")
    case .unknownNIK(let nik):
      language(
        "NIK \(nik.masked) tidak ada dalam program. Periksa kembali NIK, atau tulis nomor berkas.",
        "NIK \(nik.masked) is not in the programme. Check it again, or write the case number.")
    case .otherNIK(let id):
      language(
        "NIK di baris ini bukan NIK berkas \(id). Periksa nomor berkas dan NIK.",
        "the NIK of this row is not that of case \(id). Check both numbers.")
    case .unknownKind(let text):
      language(
        "\"\(text)\" bukan jenis kepesertaan. "
          + "Tulis penerima upah, mandiri, nonaktif, atau program; atau kosongkan.",
        "\"\(text)\" is no kind of participant. "
          + "Write employed, self-paid, inactive or programme; or leave it empty.")
    case .otherKind(let line):
      language(
        "NIK ini sudah ada di baris \(line) dengan jenis lain; baris \(line) yang dipakai. "
          + "Hapus salah satunya.",
        "this NIK already stands on row \(line) with another kind; row \(line) counts. "
          + "Delete one of the two.")
    }
  }

  private func name(_ verdict: Verdict) -> String {
    switch verdict {
    case .approve: language("setuju", "approve")
    case .reject: language("tolak", "reject")
    case .return: language("kembalikan", "return")
    }
  }

  private var writeVerdict: String {
    language("Tulis setuju, tolak, atau kembalikan.", "Write approve, reject, or return.")
  }

  private func writeReason(_ known: [ReasonCode]) -> String {
    guard let first = known.first else {
      return language("Tulis kode alasannya.", "Write the code of a reason.")
    }
    let digit = programme?.reason(first)?.digit.map { language(" atau ", " or ") + "\($0)" } ?? ""
    let codes = listed(known.map(\.rawValue), or: true)
    return language(
      "Tulis kode atau angkanya, misalnya \(first)\(digit) untuk \(reason(first)); pilihan: \(codes).",
      "Write its code or digit, such as \(first)\(digit) for \(reason(first)); choices: \(codes).")
  }

  private func letter(_ id: CaseID) -> Character { NeighbourhoodSheet.checkLetter(id) }
}
