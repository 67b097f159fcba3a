public import CaseDomain

/// What stands on the screen while a large store is read: there is no scene yet to draw.
public enum OpeningFrame {
  public static func make(_ size: Size, _ language: Language) -> Frame {
    var frame = Frame(size)
    let end = frame.put("Payung", 0, 0, .title)
    let sentence = language("Membaca data \u{2026}", "Reading the store \u{2026}")
    frame.put(sentence, min(2, size.rows - 1), 0)
    frame.point(0, end)
    return frame
  }
}
