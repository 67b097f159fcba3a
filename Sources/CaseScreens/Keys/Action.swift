internal import CaseDomain

/// Everything that a key can do on the desk.
///
/// What each is called, which keys do it and what it does in words stands in ``Binding``, one table for
/// dispatch, hints, help, palette and the key page of the README.
public enum Action: String, Hashable, Sendable, CaseIterable {
  // Deciding.
  case approve, reject, `return`, undo, skip, correct, enrol, leave, distinguish, signer
  // Looking.
  case open, close, filter, sort, mark, markAll, reveal, asOf, print, export
  // Moving.
  case up, down, left, right, pageUp, pageDown, first, last, nextTab, previousTab
  // The form.
  case accept, back, save, copyLast, openDuplicate, register, discard
  // Everywhere.
  case home, registration, queue, cases, totals
  case help, helpInForm, palette, repaint, suspend, interrupt, quit
}

/// The keys and the words of one action.
struct Binding {
  var action: Action
  var keys: [Key]
  /// In a hint behind the key: `s setujui`.
  var label: (id: String, en: String)
  /// One sentence for the help page.
  var help: (id: String, en: String)
  /// Keys that work and are written nowhere.
  var unlisted: [Key] = []

  init(
    _ action: Action, _ keys: [Key], _ label: (String, String), _ help: (String, String),
    unlisted: [Key] = []
  ) {
    (self.action, self.keys, self.unlisted) = (action, keys, unlisted)
    self.label = (id: label.0, en: label.1)
    self.help = (id: help.0, en: help.1)
  }

  func label(_ language: Language) -> String { language(label.id, label.en) }
  func help(_ language: Language) -> String { language(help.id, help.en) }

  /// The keys as help writes them: `Enter, Tab`.
  func keys(_ language: Language) -> String {
    keys.map { $0.name(language) }.joined(separator: " ")
  }
}

extension Action {
  var binding: Binding { Binding.table[self] ?? Binding(self, [], ("", ""), ("", "")) }
}

extension Binding {
  static let table: [Action: Binding] = Dictionary(
    all.map { ($0.action, $0) }, uniquingKeysWith: { first, _ in first })

  /// One letter has one meaning on every screen; letters follow the Indonesian words.
  static let all: [Binding] = [
    Binding(
      .approve, ["s"], ("setujui", "approve"),
      ("Menyetujui berkas di tingkat ini.", "Approves the case at this level.")),
    Binding(
      .reject, ["t"], ("tolak", "reject"),
      ("Menolak berkas dengan alasan.", "Rejects the case for a reason.")),
    Binding(
      .return, ["k"], ("kembalikan", "return"),
      (
        "Mengembalikan berkas untuk diperbaiki.", "Returns the case for repair."
      ), unlisted: ["r"]),
    Binding(
      .undo, ["u"], ("urungkan", "undo"),
      (
        "Mengurungkan tindakan saya yang terakhir; di Berkas, kejadian terakhirnya.",
        "Takes back my last action; in Cases, the case's last event."
      )),
    Binding(
      .skip, ["l"], ("lewati", "skip"),
      ("Berkas berikutnya; yang ini belum diputuskan.", "The next case; this one stays undecided.")),
    Binding(
      .correct, ["p"], ("perbaiki", "correct"),
      ("Memperbaiki atau melengkapi isian berkas.", "Corrects or completes the case.")),
    Binding(
      .enrol, ["d"], ("daftarkan", "enrol"),
      ("Mendaftarkan berkas yang memenuhi syarat.", "Enrols qualified cases.")),
    Binding(
      .leave, ["m"], ("mutasi", "withdraw / end"),
      (
        "Mencabut usulan, atau mengakhiri kepesertaan.", "Withdraws a case, or ends its cover."
      )),
    Binding(
      .distinguish, ["i"], ("identitas lain", "another person"),
      (
        "Mencatat bahwa berkas yang mirip milik orang lain.",
        "Records that the case that looks alike is of somebody else."
      )),
    Binding(
      .signer, ["g"], ("penandatangan", "signer"),
      (
        "Mengisi penandatangan, tanggal, dan nomor lembar sekali saja.",
        "Sets signer, day and number of the sheet, once."
      )),
    Binding(
      .open, [.enter], ("buka", "open"), ("Membuka yang dipilih.", "Opens what is selected.")),
    Binding(
      .close, [.escape], ("tutup", "close"),
      ("Menutup satu lapis, tidak pernah keluar.", "Closes one layer, never quits.")),
    Binding(
      .filter, ["/"], ("saring", "filter"),
      (
        "Menyaring daftar sambil mengetik; Esc menghapus saringan.",
        "Filters the list as you type; Esc clears the filter."
      )),
    Binding(.sort, ["o"], ("urutkan", "sort"), ("Memilih urutan daftar.", "Chooses the order.")),
    Binding(
      .mark, [" "], ("tandai", "mark"),
      ("Menandai berkas, lalu turun.", "Marks the case and moves down.")),
    Binding(
      .markAll, ["*"], ("semua", "all"),
      (
        "Menandai semua yang tampak; sekali lagi, tidak satu pun.",
        "Marks everything shown; again, nothing."
      )),
    Binding(
      .reveal, ["a"], ("angka penuh", "reveal"),
      (
        "Menampilkan NIK, KK, HP, dan tanggal lahir 30 detik; alasannya dicatat.",
        "Shows NIK, KK, phone and birth date for 30 seconds; the reason is recorded."
      )),
    Binding(
      .asOf, ["w"], ("waktu", "as of"),
      ("Menunjukkan keadaan pada saat lain.", "Shows the numbers as of another moment.")),
    Binding(
      .print, ["c"], ("cetak", "print"),
      ("Menulis lembar RT/RW untuk dicetak.", "Writes the RT/RW sheet for printing.")),
    Binding(
      .export, ["e"], ("ekspor", "export"),
      (
        "Menulis yang tampak ke berkas CSV untuk Excel.", "Writes what is shown to a CSV file."
      )),

    Binding(.up, [.up], ("naik", "up"), ("Naik satu baris.", "One row up.")),
    Binding(.down, [.down], ("turun", "down"), ("Turun satu baris.", "One row down.")),
    Binding(.left, [.left], ("kiri", "left"), ("Ke kiri.", "To the left.")),
    Binding(.right, [.right], ("kanan", "right"), ("Ke kanan.", "To the right.")),
    Binding(.pageUp, [.pageUp], ("naik", "up"), ("Naik satu halaman.", "One page up.")),
    Binding(.pageDown, [.pageDown], ("turun", "down"), ("Turun satu halaman.", "One page down.")),
    Binding(.first, [.home], ("awal", "first"), ("Ke baris pertama.", "To the first row.")),
    Binding(.last, [.end], ("akhir", "last"), ("Ke baris terakhir.", "To the last row.")),
    Binding(
      .nextTab, [.tab], ("berikut", "next"), ("Bagian berikutnya.", "The next tab.")),
    Binding(
      .previousTab, [.backTab], ("sebelum", "previous"),
      ("Bagian sebelumnya.", "The tab before.")),

    Binding(
      .accept, [.enter, .tab, .down], ("lanjut", "next"),
      ("Menerima isian dan melanjutkan.", "Accepts the field and goes on.")),
    Binding(
      .back, [.up, .backTab], ("mundur", "back"),
      ("Kembali ke isian sebelumnya.", "Back to the field before.")),
    Binding(
      .save, [.function(2), .control("s")], ("simpan", "save"),
      ("Menyimpan usulan; yang baru langsung dibuka.", "Saves and starts the next one.")),
    Binding(
      .copyLast, [.control("d")], ("salin yang lalu", "copy last"),
      (
        "Menyalin isian ini dari usulan sebelumnya.",
        "Copies this field from the registration before."
      )),
    Binding(
      .openDuplicate, [.control("o")], ("buka berkas itu", "open that case"),
      (
        "Membuka berkas yang memiliki NIK ini, atau yang paling mirip.",
        "Opens the case that has this NIK, or that looks most like it."
      )),
    Binding(
      .register, ["n"], ("usulan baru", "new"), ("Mendata usulan baru.", "Registers somebody new.")),
    Binding(
      .discard, ["h"], ("hapus", "discard"), ("Menghapus draf.", "Discards the draft.")),

    Binding(.home, ["1"], ("Beranda", "Home"), ("Layar Beranda.", "The home screen.")),
    Binding(
      .registration, ["2"], ("Pendataan", "Registration"),
      ("Layar Pendataan.", "The registration screen.")),
    Binding(.queue, ["3"], ("Antrean", "Queue"), ("Layar Antrean.", "The queue.")),
    Binding(.cases, ["4"], ("Berkas", "Cases"), ("Layar Berkas: cari berkas.", "Find a case.")),
    Binding(.totals, ["5"], ("Rekap", "Totals"), ("Layar Rekap.", "The totals.")),
    Binding(
      .help, ["?"], ("bantuan", "help"),
      ("Bantuan untuk layar ini.", "Help for this screen."), unlisted: [.function(1)]),
    Binding(
      .helpInForm, [.function(1)], ("bantuan", "help"),
      ("Bantuan untuk layar ini.", "Help for this screen.")),
    Binding(
      .palette, [":"], ("perintah", "command"),
      ("Memilih tindakan menurut namanya.", "Chooses an action by its name.")),
    Binding(
      .repaint, [.control("l")], ("gambar ulang", "repaint"),
      ("Menggambar ulang layar.", "Draws the screen again.")),
    Binding(
      .suspend, [.control("z")], ("tunda", "suspend"),
      ("Kembali sebentar ke baris perintah.", "Back to the shell for a while.")),
    Binding(
      .interrupt, [.control("c")], ("batal", "cancel"),
      (
        "Membatalkan; dua kali di layar utama: keluar.",
        "Cancels; twice on a screen's own level it quits."
      )),
    Binding(
      .quit, ["q"], ("keluar", "quit"),
      ("Menutup satu lapis; di lapis terakhir keluar.", "Closes one layer; on the last one quits.")
    ),
  ]
}

extension Key: ExpressibleByUnicodeScalarLiteral {
  public init(unicodeScalarLiteral value: Unicode.Scalar) { self = .character(Character(value)) }
}

/// What a screen lets a key do now, in the order in which its hints show it.
struct Offer {
  var action: Action
  /// Other words than the table's, where the same key does the same thing under another name here.
  var label: String?
  /// Why it cannot be done now; nil where it can.
  var off: String?
  /// The attempt as it is recorded, where it is a right that is missing; it then stands in no list of keys.
  var denial: Access.Deed?
  /// Whether it stands in the hints.
  var isHinted: Bool
  /// The keys as its hint names them, where it stands there for others too: `↑↓`.
  var keys: String?

  init(
    _ action: Action, _ label: String? = nil, off: String? = nil, isHinted: Bool = true,
    keys: String? = nil
  ) {
    (self.action, self.label, self.off, self.isHinted) = (action, label, off, isHinted)
    self.keys = keys
  }

  static func hidden(_ actions: Action...) -> [Offer] { actions.map { Offer($0, isHinted: false) } }

  /// The hint: `s setujui`, `↑↓ pilih`.
  func hint(_ language: Language) -> String {
    let key = keys ?? action.binding.keys.first?.name(language) ?? ""
    return "\(key) \(label ?? action.binding.label(language))"
  }

  func has(_ key: Key) -> Bool {
    action.binding.keys.contains(key) || action.binding.unlisted.contains(key)
  }
}
