public import CaseScreens
internal import CNcurses

/// The terminal of this process, on which frames are shown and keys typed.
///
/// It is given back as it was when the value goes; when the process exits or crashes too.
public struct CursesTerminal: ~Copyable {
  /// Whether frames are shown in ASCII alone.
  public let isASCII: Bool
  /// The name under which it was opened: another than asked for, where that is not known here.
  public let name: String
  private let looks: [Style: Look]
  /// Milliseconds in which the rest of a sequence must follow its Escape.
  private let patience: Int32
  private var shown: Frame?
  private var keys: KeyDecoder
  /// A key that is decoded and not fetched yet.
  private var fetched: Key?

  /// Takes the terminal.
  ///
  /// - Throws: ``TerminalFailure``; the terminal is then untouched.
  public init(_ options: TerminalOptions) throws(TerminalFailure) {
    switch Int(cnc_open(options.name, options.hasColours ? 1 : 0, options.lastWords + "\n")) {
    case CNC_OPENED: break
    case CNC_NOT_A_TERMINAL: throw .notATerminal
    case CNC_TOO_SIMPLE: throw .tooSimple(options.name)
    default: throw .unknown(options.name)
    }
    isASCII = options.isASCII || cnc_is_utf8() == 0
    name = String(cString: cnc_name())
    let inColour = cnc_has_colours() != 0
    looks = Dictionary(
      uniqueKeysWithValues: Style.allCases.map { ($0, Look($0, inColour: inColour)) })
    patience = min(max(0, options.escapeDelay), 1000)
    keys = KeyDecoder(described: Self.describedKeys())
  }

  deinit { cnc_close() }

  /// Gives the terminal back before the value goes; from then on nothing is shown or read.
  public func close() { cnc_close() }
}

extension CursesTerminal {
  public var size: Size { Size(rows: Int(cnc_rows()), columns: Int(cnc_columns())) }

  /// Shows a frame; only what differs from the one before is sent.
  public mutating func show(_ frame: Frame) {
    let frame = isASCII ? frame.ascii : frame
    if frame.size != shown?.size {
      cnc_erase()
      shown = nil
    }
    for row in 0..<min(frame.size.rows, size.rows) where frame.row(row) != shown?.row(row) {
      // Half of a wide letter that stood here is more than the run over it knows of.
      let hadWide = shown?.row(row).contains(where: \.isCovered) ?? false
      put(frame.row(row), row, isLast: row == frame.size.rows - 1, inRuns: !hadWide)
    }
    if let cursor = frame.cursor {
      cnc_point(Int32(clamping: cursor.row), Int32(clamping: cursor.column))
    } else {
      cnc_point(-1, 0)
    }
    cnc_flush()
    shown = frame
  }

  /// Puts a row, letters of ASCII that look the same as one run where that may be.
  private func put(_ cells: ArraySlice<Cell>, _ row: Int, isLast: Bool, inRuns: Bool) {
    // The last cell of the last row is never used: many terminals would scroll.
    let end = isLast ? cells.endIndex - 1 : cells.endIndex
    var run: [UInt8] = []
    var (style, look) = (Style.plain, looks[.plain] ?? Look())
    var place = cells.startIndex
    while place < end {
      let cell = cells[place]
      let column = Int32(clamping: place - cells.startIndex)
      if cell.style != style { (style, look) = (cell.style, looks[cell.style] ?? Look()) }
      var next = place
      run.removeAll(keepingCapacity: true)
      while inRuns, next < end, cells[next].style == style, let letter = cells[next].ascii {
        run.append(letter)
        next += 1
      }
      if next > place {
        cnc_put_run(
          Int32(clamping: row), column, run, Int32(clamping: run.count), look.attributes,
          look.colour?.rawValue ?? 0)
      } else {
        next += 1
        while next < end, cells[next].isCovered { next += 1 }
        let scalars = cell.scalars
        cnc_put(
          Int32(clamping: row), column, scalars, Int32(clamping: scalars.count),
          Int32(clamping: next - place), look.attributes, look.colour?.rawValue ?? 0)
      }
      place = next
    }
  }

  /// Has the next frame sent whole, for a screen that something else has written on.
  public mutating func repaint() { cnc_repaint() }

  /// Stops the program until the shell continues it; at once back where no shell can.
  ///
  /// The next frame is sent whole.
  public mutating func suspend() { cnc_suspend() }
}

extension CursesTerminal {
  /// The next key that was typed, without waiting for one; nil where none is left.
  ///
  /// An Escape at the end of what was typed takes ``TerminalOptions/escapeDelay``.
  public mutating func nextKey() -> Key? {
    if let key = fetched.take() { return key }
    while true {
      if let key = keys.next() { return key }
      let isUndecided = keys.isUndecided
      var bytes: [UInt8] = []
      let count = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4096) { buffer in
        let count = cnc_read(buffer.baseAddress, Int32(buffer.count), isUndecided ? patience : 0)
        bytes.append(contentsOf: buffer.prefix(max(0, Int(count))))
        return count
      }
      if count > 0 {
        keys.feed(bytes)
      } else if isUndecided {
        if let key = keys.giveUpWaiting() { return key }
      } else {
        return nil
      }
    }
  }

  /// Waits until something happens, or for this time.
  ///
  /// - Parameters:
  ///   - descriptors: others that are watched for something to read; at most 8.
  ///   - milliseconds: nil for as long as it takes.
  /// - Returns: what happened; nothing when the time has passed.
  public mutating func wait(
    for descriptors: [Int32] = [], milliseconds: Int32? = nil
  ) -> Set<Happening> {
    // What has been read already, no descriptor tells.
    fetched = fetched ?? keys.next()
    let hasKeys = fetched != nil || keys.isUndecided
    var ready = [UInt8](repeating: 0, count: descriptors.count)
    let bits = Int(
      cnc_wait(
        descriptors, Int32(clamping: descriptors.count), &ready,
        hasKeys ? 0 : max(-1, milliseconds ?? -1)))
    var happenings: Set<Happening> = hasKeys ? [.keys] : []
    for (bit, happening) in Self.happenings where bits & bit != 0 { happenings.insert(happening) }
    for (descriptor, isReady) in zip(descriptors, ready) where isReady != 0 {
      happenings.insert(.ready(descriptor))
    }
    if happenings.contains(.continued) { cnc_resume() }
    if happenings.contains(.resized) { cnc_resize() }
    return happenings
  }

  private static var happenings: [(Int, Happening)] {
    [
      (CNC_KEYS, .keys), (CNC_RESIZED, .resized), (CNC_HUNG_UP, .hungUp),
      (CNC_TERMINATED, .terminated), (CNC_INTERRUPTED, .interrupted), (CNC_STOP_ASKED, .stopAsked),
      (CNC_CONTINUED, .continued),
    ]
  }

  /// The keys as the terminal's description has them.
  private static func describedKeys() -> [[UInt8]: Key] {
    var names: [(String, Key)] = [
      ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("khome", .home),
      ("kend", .end), ("kpp", .pageUp), ("knp", .pageDown), ("kdch1", .delete), ("kcbt", .backTab),
      ("kent", .enter),
    ]
    names += (1...12).map { ("kf\($0)", .function($0)) }
    var keys: [[UInt8]: Key] = [:]
    for (name, key) in names {
      let bytes = [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
        count = Int(cnc_capability(name, buffer.baseAddress, Int32(buffer.count)))
      }
      keys[bytes] = key
    }
    return keys
  }
}
