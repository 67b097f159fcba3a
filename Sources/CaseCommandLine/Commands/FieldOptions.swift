internal import ArgumentParser
internal import CaseDomain

/// The fields of a registration as options, in the order of the identity card.
struct FieldOptions: ParsableArguments {
  @Option(help: help("NIK, 16 angka.", "NIK, 16 digits.", value: ValueName.text)) var nik: String?
  @Option(help: help("Nama menurut KTP.", "Name as on the card.", value: ValueName.text)) var name:
    String?
  @Option(help: help("Tempat lahir.", "Place of birth.", value: ValueName.text)) var birthPlace:
    String?
  @Option(
    help: help(
      "Tanggal lahir, misalnya 16/02/1984.", "Birth date, such as 16/02/1984.", value: ValueName.day
    ))
  var birthDate: String?
  @Option(
    help: help("Jenis kelamin: L atau P.", "Sex: L (male) or P (female).", value: ValueName.code))
  var sex: String?
  @Option(help: help("Alamat.", "Address.", value: ValueName.text)) var address: String?
  @Option(help: help("RT, 1 sampai 3 angka.", "RT, 1 to 3 digits.", value: ValueName.count)) var rt:
    String?
  @Option(help: help("RW, 1 sampai 3 angka.", "RW, 1 to 3 digits.", value: ValueName.count)) var rw:
    String?
  @Option(
    help: help("Kelurahan/desa: nama atau kode.", "Village: name or code.", value: ValueName.code))
  var area: String?
  @Option(
    help: help(
      "Kecamatan, bila nama desa ada di dua kecamatan.",
      "District, where two have a village of that name.", value: ValueName.text))
  var district: String?
  @Option(
    help: help("Pekerjaan: kode atau nama.", "Occupation: code or name.", value: ValueName.code))
  var occupation: String?
  @Option(
    help: help(
      "Pekerjaan dalam kata, untuk kode 99.", "The occupation in words, for code 99.",
      value: ValueName.text))
  var occupationOther: String?
  @Option(help: help("No. HP.", "Mobile number.", value: ValueName.cases)) var phone: String?
  @Option(help: help("No. KK, 16 angka.", "Family card number, 16 digits.", value: ValueName.cases))
  var kk: String?
  @Option(help: help("Nama ibu kandung.", "Mother's name at birth.", value: ValueName.text))
  var motherName: String?
  @Option(
    help: help(
      "Dokumen yang ada, misalnya ktp,kk,statement.", "Papers at hand, such as ktp,kk,statement.",
      value: ValueName.text))
  var papers: String?

  /// What was typed, field by field; an empty text empties a field.
  var form: Form {
    var form = Form()
    for (field, text) in texts { form.texts[field] = text }
    form.district = district
    return form
  }

  private var texts: [(Field, String?)] {
    [
      (.nik, nik), (.name, name), (.birthPlace, birthPlace), (.birthDate, birthDate), (.sex, sex),
      (.address, address), (.rt, rt), (.rw, rw), (.area, area), (.occupation, occupation),
      (.occupationOther, occupationOther), (.phone, phone), (.kk, kk), (.motherName, motherName),
      (.papers, papers),
    ]
  }
}
