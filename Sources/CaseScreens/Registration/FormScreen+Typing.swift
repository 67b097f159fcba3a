internal import CanonicalForm
internal import CaseDomain

// MARK: - From line to line

extension FormScreen {
  /// Puts the cursor into an input.
  mutating func go(to input: Input, _ scene: Scene) {
    (self.input, isFresh) = (input, true)
    findPicks(scene)
  }

  /// Accepts what stands in the input and goes on.
  mutating func forward(_ scene: Scene) -> [Move] {
    accept(scene)
    // Whether a reason is asked for is known by the rules alone.
    if input == .kk { examine(scene) }
    var last = input
    let hasPlace = !sheet.isEmpty(.rt) && !sheet.isEmpty(.rw) && !sheet.isEmpty(.area)
    // One Enter accepts the neighbourhood that was carried; who has one village need not name it.
    if input == .rt, isFresh, hasPlace { last = .area }
    if input == .rw, !sheet.isEmpty(.area), villages(scene).count == 1 { last = .area }
    left = input
    go(to: inputs(scene).first { $0 > last } ?? input, scene)
    return saveDraft(scene)
  }

  /// Goes back, whatever stands in the input.
  mutating func backward(_ scene: Scene) -> [Move] {
    if input.isPicked, picks.items.count == 1 { accept(scene) }
    let inputs = inputs(scene)
    let before: Input? =
      switch input {
      case .rw: .rt
      case .area: .rw
      default: inputs.last { $0 < input }?.line
      }
    left = input
    go(to: before ?? input, scene)
    return saveDraft(scene)
  }

  /// Takes what Enter takes: the best of a list, the usual papers, digits filled up with zeros.
  mutating func accept(_ scene: Scene) {
    switch input {
    case .occupation, .area:
      guard !isFresh, let best = picks.best, picks.isMoved || !sheet.isEmpty(input) else { return }
      if sheet.text(input) != best.code { sheet.set(input, best.code) }
    case .rt, .rw:
      let text = sheet.text(input)
      if (1...2).contains(text.count) {
        sheet.set(input, String(repeating: "0", count: 3 - text.count) + text)
      }
    case .papers:
      guard offersPapers else { return }
      sheet.set(.papers, usualPapers(scene).map(\.rawValue).joined(separator: ","))
      if sheet.isTyped { touch(scene) }
    default: break
    }
  }

  mutating func findPicks(_ scene: Scene) {
    let text = sheet.text(input)
    switch input {
    case .occupation where !isFresh || text.isEmpty:
      picks = PickList(
        text, occupations: scene.programme?.occupations ?? [], usual: earlier.occupations)
    case .area where !isFresh || text.isEmpty: picks = PickList(text, villages: villages(scene))
    default: picks = PickList()
    }
  }
}

// MARK: - Keys

extension FormScreen {
  mutating func type(_ key: Key, _ scene: Scene) -> [Move] {
    guard isEditing else { return [] }
    if offeredDraft(scene) != nil, key == "h" || key == "H" { return discard(scene) }
    switch key {
    case .enter:
      examine(scene)
      return input == inputs(scene).last ? save(scene) : forward(scene)
    case .tab, .down: return forward(scene)
    case .pageDown, .pageUp:
      guard !picks.items.isEmpty else { return [] }
      picks.move(by: key == .pageDown ? 1 : -1)
      isFresh = false
      return []
    default: break
    }
    switch input {
    case .sex: return choose(key, [("L", "Ll"), ("P", "Pp")], scene)
    case .statement: return choose(key, [("y", "Yy"), ("t", "TtNn")], scene)
    case .papers: return togglePaper(key, scene)
    case .reason where takeReason(key, scene): return []
    case .rt, .rw:
      if let moves = typePlace(key, scene) { return moves }
    case .birthDate where takeDay(key, scene):
      return sheet[input].isFull ? forward(scene) : []
    default: break
    }
    return edit(key, scene)
  }

  /// Types into a line of text.
  private mutating func edit(_ typed: Key, _ scene: Scene) -> [Move] {
    let key = input.isInCapitals ? typed.inCapitals(limit: sheet[input].limit) : typed
    if key == .backspace, sheet.isEmpty(input), input == .rw || input == .area {
      return backward(scene)
    }
    if key == .right || key == .end, takeCompletion(scene) { return [] }
    var (isHandled, isReplacing) = (false, false)
    let replaces = isFresh && key.bringsText && isReplaced || changesKind(key)
    let isChanged = sheet.edit(input) { field in
      guard replaces else {
        isHandled = field.type(key)
        return
      }
      isHandled = true
      // The old value goes only where the key brings a new one.
      var new = input.emptyField
      if new.type(key), !new.isEmpty { (field, isReplacing) = (new, true) }
    }
    guard isHandled else { return [] }
    // A letter where digits are asked for has changed nothing, and begins nothing.
    if isChanged || isReplacing || !key.bringsText { isFresh = false }
    if isChanged { touch(scene) }
    if left == input { left = nil }
    findPicks(scene)
    let field = sheet[input]
    let isWhole = field.cursor == field.characters.count && !field.isCut
    guard isChanged, key.bringsText, isWhole else { return [] }
    return input.isFixed && field.isFull || isOccupationCode ? forward(scene) : []
  }

  /// Whether the first key replaces what stands there: what came from an earlier record, and what
  /// has one length only.
  var isReplaced: Bool {
    switch sheet.origin(input) {
    case .carried, .saved: !sheet.isEmpty(input)
    case .typed: (input.isFixed || input.isPicked) && !sheet.isEmpty(input)
    case .nowhere: false
    }
  }

  private var isOccupationCode: Bool {
    let text = sheet[.occupation].text
    return input == .occupation && text.count == 2 && text.allSatisfy(\.isWholeNumber)
  }

  /// Whether a digit follows letters where a code or a name is typed, or the other way round: no
  /// name has digits, so that is a new beginning.
  private func changesKind(_ key: Key) -> Bool {
    guard input.isPicked, case .character(let character) = key, let first = sheet[input].text.first
    else { return false }
    return character.isWholeNumber != first.isWholeNumber
      && (character.isLetter || character.isWholeNumber)
  }

  private mutating func choose(
    _ key: Key, _ choices: [(text: String, keys: String)], _ scene: Scene
  )
    -> [Move]
  {
    let character: Character?
    switch key {
    case .character(let typed): character = typed
    case .paste(let text): character = text.prefix(20).trimmed.first
    case .backspace, .delete, .control("u"):
      if !sheet.isEmpty(input) {
        sheet.set(input, "")
        touch(scene)
      }
      return []
    default: return []
    }
    guard
      let choice = choices.first(where: { choice in character.map(choice.keys.contains) ?? false })
    else { return [] }
    if sheet.text(input) != choice.text {
      sheet.set(input, choice.text)
      touch(scene)
    }
    isFresh = false
    return forward(scene)
  }

  /// RT and RW: a stroke goes on, a letter begins the name of the village.
  private mutating func typePlace(_ key: Key, _ scene: Scene) -> [Move]? {
    guard case .character(let character) = key else { return nil }
    if character == "/", !isFresh { return forward(scene) }
    guard character.isLetter, villages(scene).count > 1 else { return nil }
    accept(scene)
    go(to: .area, scene)
    return edit(key, scene)
  }

  /// A day with strokes, `7/7/1984`, typed or pasted.
  private mutating func takeDay(_ key: Key, _ scene: Scene) -> Bool {
    switch key {
    case .character(let character) where "/-. ".contains(character):
      let text = sheet[.birthDate].text
      guard !isFresh, text.count == 1 || text.count == 3 else { return true }
      sheet.set(.birthDate, String(text.dropLast()) + "0" + text.suffix(1))
      touch(scene)
      return true
    case .paste(let text):
      guard let day = try? DayReading.day(String(text.prefix(100))) else { return false }
      let (year, month, date) = day.date
      sheet.set(
        .birthDate, Digits.text(date, 2) + Digits.text(month, 2) + Digits.text(year, 4))
      isFresh = false
      touch(scene)
      return true
    default: return false
    }
  }

  /// What would stand dim behind the cursor.
  var completion: String {
    let field = sheet[input]
    guard !isFresh, field.cursor == field.characters.count else { return "" }
    guard input.isPicked else { return earlier.completion(of: field.text, input) }
    guard let name = picks.best?.name, !field.isEmpty,
      name.lowercased().hasPrefix(field.text.lowercased())
    else { return "" }
    return String(name.dropFirst(field.text.count))
  }

  private mutating func takeCompletion(_ scene: Scene) -> Bool {
    let completion = completion
    guard !completion.isEmpty else { return false }
    sheet.set(input, sheet[input].text + completion)
    touch(scene)
    findPicks(scene)
    return true
  }

  /// A digit takes a reason that is ready, another one a further reason; text of one's own is only
  /// text.
  private mutating func takeReason(_ key: Key, _ scene: Scene) -> Bool {
    examine(scene)
    let warnings = examined?.result.warnings ?? []
    guard let digit = key.digit, !warnings.isEmpty else { return false }
    let ready = FormWords(scene).reasons(warnings)
    guard let text = ready.first(where: { $0.digit == digit })?.text else { return false }
    let given = sheet.text(.reason).split(separator: ";").map { String($0.trimmed) }
    guard
      isFresh && sheet.origin(.reason) == .saved
        || given.allSatisfy({ one in ready.contains { $0.text == one } })
    else { return false }
    let kept = sheet.origin(.reason) == .saved ? [] : given
    if !kept.contains(text) {
      sheet.set(.reason, (kept + [text]).joined(separator: "; "))
      touch(scene)
    }
    isFresh = false
    return true
  }
}

// MARK: - Papers

extension FormScreen {
  /// The papers that a digit marks, in the order of the programme.
  func listedPapers(_ scene: Scene) -> [PaperCode] {
    (scene.programme?.papers ?? []).map(\.code).filter { $0 != FormSheet.statement }
  }

  /// Whether Enter would accept the usual papers: nobody marked any, and no case says that there
  /// are none.
  var offersPapers: Bool {
    input == .papers && repair == nil && sheet.origin(.papers) == .nowhere
  }

  /// What Enter accepts while no paper was marked: those of the registration before, at first those
  /// that a level asks for.
  func usualPapers(_ scene: Scene) -> [PaperCode] {
    if let previous { return previous.papers }
    let required = scene.programme?.levels.flatMap(\.requires) ?? []
    return listedPapers(scene).filter { required.contains($0) }
  }

  /// The papers as they are shown: those that are marked, else those that Enter would accept.
  func shownPapers(_ scene: Scene) -> [PaperCode] {
    offersPapers ? usualPapers(scene) : sheet.papers
  }

  private mutating func togglePaper(_ key: Key, _ scene: Scene) -> [Move] {
    let listed = listedPapers(scene)
    var marked = shownPapers(scene)
    switch key {
    case .backspace, .delete, .control("u"): marked = []
    default:
      guard let digit = key.digit, listed.indices.contains(digit - 1) else { return [] }
      let paper = listed[digit - 1]
      marked =
        marked.contains(paper) ? marked.filter { $0 != paper } : marked + [paper]
    }
    let ordered = listed.filter(marked.contains)
    sheet.set(.papers, ordered.map(\.rawValue).joined(separator: ","))
    isFresh = false
    touch(scene)
    return []
  }
}

// MARK: - The registration before

extension FormScreen {
  func whyNotCopied(_ scene: Scene) -> String? {
    guard previous != nil else {
      return scene.say(
        "Belum ada usulan sebelumnya untuk disalin.", "There is no registration before to copy.")
    }
    guard input != .nik else {
      return scene.say("NIK tidak disalin: setiap orang berbeda.", "A NIK is nobody else's.")
    }
    return nil
  }

  mutating func copyLast(_ scene: Scene) -> [Move] {
    guard let previous else { return [] }
    for copied in Input.allCases where copied.line == input.line {
      sheet.set(copied, previous.text(copied))
    }
    touch(scene)
    go(to: input.line, scene)
    // A line of text that was copied is there to be changed at its end.
    isFresh = input.isFixed || input.isPicked
    return []
  }
}

extension Key {
  /// Whether it brings text, and does not only move.
  var bringsText: Bool {
    switch self {
    case .character, .paste: true
    default: false
    }
  }

  /// The key with capitals for small letters; of a paste no more than a field of `limit` could
  /// hold.
  fileprivate func inCapitals(limit: Int) -> Key {
    switch self {
    case .character(let character):
      let capital = character.uppercased()
      return capital.count == 1 ? .character(capital.first ?? character) : self
    case .paste(let text):
      let start = String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit * 8 + 1)))
      return .paste(start.uppercased())
    default: return self
    }
  }
}
