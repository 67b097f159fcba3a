public import CaseDomain

/// What stands on the screen while a large store is read, when there is no scene yet: the five screens, and that keys
/// are not lost.
public enum OpeningFrame {
  public static func make(_ size: Size, _ language: Language) -> Frame {
    var frame = Frame(size)
    let screens = TitleLine.screens(.home, size.columns, language, isSimulated: false)
    let end = frame.put(screens, 0, 0, .title)
    frame.put(language("Membaca data \u{2026}", "Reading the store \u{2026}"), 2, 2)
    let hint = language(
      "Tombol yang ditekan sekarang dikerjakan sesudahnya.",
      "Keys that are pressed now are taken afterwards.")
    frame.put(hint, size.rows - 1, 0, width: size.columns - 1)
    frame.point(0, min(end, size.columns - 1))
    return frame
  }
}
