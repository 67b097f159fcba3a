internal import CanonicalForm
internal import CaseDomain

/// The words of the registration form: what each line is called, and what to do in it.
struct FormWords {
  var scene: Scene

  init(_ scene: Scene) { self.scene = scene }

  /// What stands before a line, at most 16 columns, or 12 where there is little room.
  func label(_ input: Input, isShort: Bool = false, isRepair: Bool = false) -> String {
    switch input {
    case .birthPlace where isShort: scene.say("Tempat lahir", "Birthplace")
    case .birthDate where isShort: scene.say("Tgl lahir", "Birth date")
    case .sex where isShort: scene.say("L/P", "Sex")
    case .rt, .rw, .area:
      isShort ? scene.say("RT/RW, Kel", "RT/RW") : scene.say("RT/RW, Kel/Desa", "RT/RW, village")
    case .occupationOther where isShort: scene.say("Sebutkan", "Name it")
    case .statement: scene.say("Pernyataan", "Statement")
    case .papers where isShort: scene.say("Dokumen", "Papers")
    case .motherName where isShort: scene.say("Ibu kandung", "Mother")
    case .reason:
      isRepair
        ? scene.say("Catatan", "Note")
        : isShort ? scene.say("Alasan", "Reason") : scene.say("Alasan periksa", "Noted reason")
    default: input.field.map(scene.wording.field) ?? ""
    }
  }

  /// What to type there, in one sentence.
  func help(_ input: Input) -> String {
    switch input {
    case .nik:
      scene.say("Salin 16 angka NIK dari KTP.", "Copy the 16 digits of the NIK from the card.")
    case .name:
      scene.say("Nama lengkap, persis seperti pada KTP.", "The full name, exactly as on the card.")
    case .birthPlace:
      scene.say("Tempat lahir seperti pada KTP; → melengkapi.", "As on the card; → completes it.")
    case .birthDate:
      scene.say(
        "Hari, bulan, tahun: delapan angka, misalnya 16021984.",
        "Day, month, year: eight digits, such as 16021984.")
    case .sex:
      scene.say("L laki-laki, P perempuan, seperti pada KTP.", "L male, P female, as on the card.")
    case .address:
      scene.say(
        "Jalan, gang, atau kampung dan nomor, tanpa RT/RW; → melengkapi.",
        "Street or hamlet and number, without RT/RW; → completes it.")
    case .rt:
      scene.say("RT: tiga angka, atau Enter di belakangnya.", "RT: three digits, or Enter behind.")
    case .rw:
      scene.say("RW: tiga angka, atau Enter di belakangnya.", "RW: three digits, or Enter behind.")
    case .area:
      scene.say(
        "Ketik awal kata nama kelurahan/desa, atau kodenya; Enter menerima ►.",
        "Type the start of a word of its name, or its code; Enter takes ►.")
    case .occupation:
      scene.say(
        "Ketik kode atau awal kata: pekerjaan yang dijalani, bukan menurut KTP.",
        "Type the code or the start of a word: the work that is done, not the card's.")
    case .occupationOther:
      scene.say("Sebutkan pekerjaan itu dengan kata-kata.", "Say in words what the work is.")
    case .statement:
      scene.say(
        "Surat pernyataan sudah ditandatangani pemohon? y ya, t belum.",
        "Has the applicant signed the statement? y yes, n not yet.")
    case .papers:
      scene.say(
        "Angka menandai dokumen yang ada; Enter menerima.",
        "A digit marks a paper that is at hand; Enter accepts.")
    case .phone:
      scene.say(
        "Nomor HP yang aktif, diawali 08; boleh menyusul.",
        "A mobile number in use, 08 first; it may follow later.")
    case .motherName:
      scene.say(
        "Nama ibu kandung seperti pada KK; boleh menyusul.",
        "The mother's name as on the family card; it may follow later.")
    case .kk:
      scene.say(
        "16 angka di bagian atas Kartu Keluarga; boleh menyusul.",
        "The 16 digits at the top of the family card; they may follow later.")
    case .reason:
      scene.say(
        "Catatan untuk yang memverifikasi, bila perlu.", "A note for the verifiers, if any.")
    }
  }

  /// A sex with its letter.
  func sex(_ letter: String) -> String {
    switch letter {
    case Sex.male.rawValue: scene.say("L  Laki-laki", "L  male")
    case Sex.female.rawValue: scene.say("P  Perempuan", "P  female")
    default: letter
    }
  }

  func statement(_ letter: String) -> String {
    switch letter {
    case "y": scene.say("y  ditandatangani", "y  signed")
    case "t": scene.say("t  belum", "n  not yet")
    default: letter
    }
  }

  /// Reasons that let a warning pass, by digits that never change their meaning.
  ///
  /// They become the note of the registration, for the levels and for an auditor.
  func reasons(_ warnings: [Warning]) -> [(digit: Int, text: String)] {
    var reasons: [(digit: Int, text: String)] = []
    if warnings.contains(.otherRegion) {
      reasons.append((1, scene.say("pindahan, KK setempat", "moved, local family card")))
      reasons.append((2, scene.say("NIK lama, KTP setempat", "old NIK, local card")))
    }
    if warnings.contains(.otherBirthDate) {
      reasons.append((3, scene.say("tgl lahir KTP diperbaiki", "birth date was corrected")))
    }
    if warnings.contains(.otherSex) {
      reasons.append((4, scene.say("L/P di KTP diperbaiki", "sex was corrected")))
    }
    reasons.append((5, scene.say("cocok dengan KTP asli", "checked with the card")))
    return reasons
  }

  /// Why a rule would reject, as it stands in brackets behind "REJECTED BY RULE".
  func exclusion(_ rule: Exclusion.Rule, _ compared: Compared) -> String {
    switch rule {
    case .tooYoung, .tooOld: scene.say("usia \(compared.age) tahun", "aged \(compared.age)")
    case .employed, .selfPaid: scene.say("peserta BPJS TK", "in BPJS")
    case .inactive: scene.say("pernah peserta BPJS TK", "in BPJS before")
    }
  }
}
