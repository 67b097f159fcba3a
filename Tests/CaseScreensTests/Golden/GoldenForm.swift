import CanonicalForm
import CaseDomain
import TestSupport

@testable import CaseScreens

extension GoldenFrame {
  static let form: [GoldenFrame] = [
    GoldenFrame("registration/empty", "nurul", .indonesian, .empty) { $0.press("2") },
    GoldenFrame("registration/empty", "nurul", .english, .empty) { $0.press("2") },
    GoldenFrame("registration/one", "nurul", .indonesian, .one, memory: lastSitting) {
      $0.press("2")
    },
    GoldenFrame("registration/filled", "nurul", memory: lastSitting) { $0.fillGolden() },
    GoldenFrame("registration/filled", "nurul", .english, memory: lastSitting) {
      $0.fillGolden()
    },
    GoldenFrame("registration/saved", "nurul", memory: lastSitting) {
      $0.fillGolden()
      $0.press(.function(2))
    },
    GoldenFrame("registration/short-nik", "nurul", memory: lastSitting) {
      $0.press("2")
      $0.type("210204560284")
      $0.press(.enter)
    },
    GoldenFrame("registration/short-nik", "nurul", .english, memory: lastSitting) {
      $0.press("2")
      $0.type("210204560284")
      $0.press(.enter)
    },
    GoldenFrame("registration/duplicate", "nurul", memory: lastSitting) {
      $0.press("2")
      $0.type(Form.golden(1).texts[.nik] ?? "")
    },
    GoldenFrame("registration/look-alike", "nurul", memory: lastSitting) {
      $0.fillGolden([.name: "Hj. Rosna"], born: "1969-02-04")
      $0.go(backTo: "Nama")
    },
    GoldenFrame("registration/look-alike", "nurul", .english, memory: lastSitting) {
      $0.fillGolden([.name: "Hj. Rosna"], born: "1969-02-04")
      $0.go(backTo: "Nama")
    },
    GoldenFrame("registration/missing", "nurul", memory: lastSitting) {
      $0.press("2")
      $0.type(Form.golden(90).texts[.nik] ?? "")
      $0.press(.function(2))
    },
    GoldenFrame("registration/warning", "nurul", memory: lastSitting) {
      $0.fillGolden([.nik: "2171061602849090"])
      $0.press(.function(2))
    },
    GoldenFrame("registration/warning", "nurul", .english, memory: lastSitting) {
      $0.fillGolden([.nik: "2171061602849090"])
      $0.press(.function(2))
    },
    GoldenFrame("registration/question", "nurul", memory: lastSitting) {
      $0.fillGolden(born: "1958-04-03")
      $0.press(.function(2))
    },
    GoldenFrame("registration/question", "nurul", .english, memory: lastSitting) {
      $0.fillGolden(born: "1958-04-03")
      $0.press(.function(2))
    },
    GoldenFrame("registration/occupations", "nurul", memory: lastSitting) {
      $0.fillGolden()
      $0.go(backTo: "Pekerjaan")
      $0.type("pe")
    },
    GoldenFrame("registration/villages", "nurul") {
      $0.press("2")
      $0.go(backTo: "RT/RW", further: 2)
      $0.type("ba")
    },
    GoldenFrame("registration/nothing-fits", "nurul", sizes: [.standard, .smallest]) {
      $0.press("2")
      $0.go(backTo: "RT/RW", further: 2)
      $0.type("meral")
      $0.go(backTo: "Pekerjaan")
      $0.type("astronaut")
    },
    GoldenFrame("registration/papers", "nurul", memory: lastSitting) {
      $0.fillGolden()
      $0.go(backTo: "Dokumen")
    },
    GoldenFrame("registration/long-name", "nurul", memory: lastSitting) {
      $0.press("2")
      $0.type(Form.golden(90).texts[.nik] ?? "")
      $0.type("王小明 RADEN MUHAMMAD ABDURRAHMAN SYARIFUDDIN")
    },
    GoldenFrame("registration/draft", "nurul", memory: lastSitting, drafts: [draft]) {
      $0.press("2")
    },
    GoldenFrame("registration/draft", "nurul", .english, memory: lastSitting, drafts: [draft]) {
      $0.press("2")
    },
    GoldenFrame("registration/outside", "nurul", memory: lastSitting) {
      $0.press("2")
      $0.type("2102045602")
      $0.press(.escape)
    },
    GoldenFrame("registration/not-saved", "nurul", memory: lastSitting) {
      $0.fillGolden()
      $0.failure = "Belum tersimpan: penyimpanan penuh. Draf aman; hubungi admin Disnaker."
      $0.press(.function(2))
    },
    GoldenFrame("registration/no-right", "rina", sizes: [.standard, .smallest]) { $0.press("2") },
    GoldenFrame("registration/owner", .owner, sizes: [.standard]) { $0.press("2") },
    // A case that came back: what must be repaired stands above and beside the fields.
    GoldenFrame("registration/correcting", "nurul") { $0.press("3", .backTab, "p") },
    GoldenFrame("registration/correcting", "nurul", .english) { $0.press("3", .backTab, "p") },
    GoldenFrame("registration/corrected", "nurul") {
      $0.press("3", .backTab, "p", .enter)
      $0.type("ROSNAH BINTI UMAR")
      $0.press(.enter)
    },
    // A member who lacks what BPJS asks for.
    GoldenFrame("registration/completing", "dewi") {
      $0.press("1", .end, .up, .enter, .enter, "p")
    },
  ]
}

extension DeskPlayer {
  /// Opens the form and fills it with somebody whom the golden store does not have, up to the last line.
  mutating func fillGolden(_ changes: [Field: String] = [:], born: String? = nil) {
    press("2")
    var form = Form.golden(90, born: born, changes)
    // The neighbourhood is that of the registration before.
    for field in [Field.rt, .rw, .area, .phone, .motherName] { form.texts[field] = nil }
    for key in DeskPlayer.keys(form, completes: false).dropLast() { press(key) }
  }

  /// Goes to a line of the form, wherever the cursor is, and there `further` places on.
  mutating func go(backTo label: String, further: Int = 0) {
    for _ in 0..<20 { press(.up) }
    go(to: label)
    for _ in 0..<further { press(.down) }
  }
}
