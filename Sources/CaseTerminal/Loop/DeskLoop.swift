public import CaseDomain
public import CaseStore
internal import CaseScreens
internal import SystemFiles

/// The desk on a terminal: one thread that waits for keys, signals and changes of the store.
public enum DeskLoop {
  /// How long after the last key the draft is on the disk.
  private static let draftDelay = Duration.milliseconds(900)
  /// How often the store is looked at where the system does not tell of changes, in milliseconds.
  private static let pollDelay: Int32 = 250

  /// Takes the terminal, and says on it that the store is being read.
  public static func opening(
    _ options: TerminalOptions, _ language: Language
  ) throws(TerminalFailure) -> CursesTerminal {
    var terminal = try CursesTerminal(options)
    terminal.show(OpeningFrame.make(terminal.size, language))
    return terminal
  }

  /// How the desk ended; the draft is on the disk.
  public enum End: Hashable, Sendable {
    /// The exit code: 0, or 129, 130, 143 after a signal.
    case code(Int32)
    /// The officer may not stay; the screen is given back already.
    case dismissed(Dismissal)
    /// Another officer of the shared desk proved to sit there now.
    case changed(Admission)
    /// The PIN was wrong too often.
    case lockedOut
    /// Nobody pressed a key for ``idle/end``.
    case idle
  }

  /// How long without a key until the screen is barred, and until the desk ends.
  static let idle = (lock: Duration.seconds(300), end: Duration.seconds(900))

  /// Runs the desk until the officer leaves it, may not stay, or the line is closed.
  ///
  /// `terminal` is the one that was opened already, if it was. `mayStop` says whether there is a shell that could
  /// continue a stopped program; `isRestricted` whether the desk is barred after a while also for an officer without
  /// a PIN, who then comes in again as before; `fetching` is the line to type for a file that was written, where the
  /// officer cannot go to its folder.
  /// - Throws: ``TerminalFailure`` where there is no terminal that can show it.
  public static func run(
    _ store: CaseStore, _ files: DeskFiles, _ admission: Admission, language: Language,
    _ terminal: consuming CursesTerminal?, _ options: TerminalOptions, mayStop: Bool,
    isRestricted: Bool = false, fetching: ((_ path: String) -> String)? = nil
  ) throws(TerminalFailure) -> End {
    var terminal = if let opened = terminal.take() { opened } else { try CursesTerminal(options) }
    let sitting = Sitting(
      store, files, admission, language: language, size: terminal.size, fetching: fetching)
    defer { sitting.saveMemory() }
    if terminal.name != options.name {
      sitting.tell(
        sitting.say(
          "Terminal ini tidak dikenal di sini; dipakai sebagai \(terminal.name).",
          "This terminal is not known here; it is used as \(terminal.name)."), isUrgent: false)
    }
    let watch = FolderWatch(["\(store.folder)/journal", files.desksFolder])
    // Nothing that colleagues do meanwhile may put off the draft.
    var lastKey = ContinuousClock.now
    while true {
      // Asked on what was last read: what the journal says of keys and grants, and what day it is.
      if let dismissal = sitting.dismissal {
        sitting.saveDraft()
        terminal.close()
        return .dismissed(dismissal)
      }
      while let key = terminal.nextKey() {
        sitting.handle(key)
        lastKey = .now
        if let end = grant(sitting, &terminal, mayStop: mayStop) { return end }
      }
      let mayLock = isRestricted || sitting.hasPIN
      if mayLock {
        if lastKey.milliseconds(leftOf: idle.end) == 0 {
          sitting.saveDraft()
          terminal.close()
          return .idle
        }
        if lastKey.milliseconds(leftOf: idle.lock) == 0, !sitting.isLocked { sitting.lock() }
      }
      sitting.concealWhereDue()
      sitting.settle()
      terminal.show(sitting.frame)
      sitting.saveMemory()

      let draft = sitting.hasUnsavedDraft ? lastKey.milliseconds(leftOf: draftDelay) : nil
      let delays = [
        draft, watch == nil ? pollDelay : nil, sitting.millisecondsToConceal, sitting.untilTomorrow,
        mayLock ? lastKey.milliseconds(leftOf: sitting.isLocked ? idle.end : idle.lock) : nil,
      ]
      .compactMap(\.self)
      let happened = terminal.wait(
        for: watch.map { [$0.descriptor] } ?? [], milliseconds: delays.min())
      if let code = endCode(happened) {
        sitting.saveDraft()
        return .code(code)
      }
      if happened.contains(.stopAsked), mayStop { suspend(sitting, &terminal) }
      if happened.contains(.resized) || happened.contains(.continued) {
        sitting.size = terminal.size
      }
      if lastKey.milliseconds(leftOf: draftDelay) == 0 { sitting.saveDraft() }
      if let watch {
        let heard = happened.contains(.ready(watch.descriptor)) && watch.drain()
        guard heard || happened.contains(.continued) else { continue }
      }
      sitting.refresh()
    }
  }

  /// Does what only the terminal can do; answers how the desk ends where the officer leaves.
  private static func grant(
    _ sitting: Sitting, _ terminal: inout CursesTerminal, mayStop: Bool
  ) -> End? {
    for wish in sitting.takeWishes() {
      switch wish {
      case .quit:
        sitting.saveDraft()
        return .code(0)
      case .lockOut:
        sitting.saveDraft()
        terminal.close()
        return .lockedOut
      case .change(let admission):
        terminal.close()
        return .changed(admission)
      case .repaint: terminal.repaint()
      case .suspend where mayStop: suspend(sitting, &terminal)
      case .suspend:
        sitting.tell(
          sitting.say(
            "Di sini tidak ada shell untuk kembali.", "There is no shell to go back to here."),
          isUrgent: false)
      }
    }
    return nil
  }

  private static func suspend(_ sitting: Sitting, _ terminal: inout CursesTerminal) {
    sitting.saveDraft()
    terminal.suspend()
    sitting.size = terminal.size
    sitting.refresh()
  }

  private static func endCode(_ happened: Set<Happening>) -> Int32? {
    if happened.contains(.hungUp) { return 129 }
    if happened.contains(.terminated) { return 143 }
    if happened.contains(.interrupted) { return 130 }
    return nil
  }
}

extension ContinuousClock.Instant {
  /// The milliseconds that are left of a delay that began here, rounded up, so that a wait of this time is never too
  /// short.
  func milliseconds(leftOf delay: Duration) -> Int32 {
    let left = (delay - (.now - self)).components
    guard left.seconds >= 0, left.attoseconds >= 0 else { return 0 }
    let rest = (left.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    return Int32(clamping: left.seconds * 1_000 + rest)
  }
}
