/// A text for each field that has one; what an empty one means is for whoever reads them.
public struct FieldTexts: Hashable, Sendable, ExpressibleByDictionaryLiteral {
  /// By the place of the field, empty where it has none: nothing is hashed to find one of so few.
  private var texts = [String](repeating: "", count: Field.count)
  /// A bit for each field that has one.
  private var present: UInt32 = 0

  public init(_ texts: [Field: String] = [:]) {
    for (field, text) in texts { self[field] = text }
  }

  /// Of two texts for one field the last counts.
  public init(dictionaryLiteral elements: (Field, String)...) {
    for (field, text) in elements { self[field] = text }
  }

  public subscript(field: Field) -> String? {
    get { has(field.place) ? texts[field.place] : nil }
    set {
      texts[field.place] = newValue ?? ""
      if newValue == nil { present &= ~(1 << field.place) } else { present |= 1 << field.place }
    }
  }

  /// The texts in the order of the fields.
  public var values: [String] { texts.indices.filter(has).map { texts[$0] } }

  /// Takes the texts of another form over its own.
  public mutating func merge(_ other: FieldTexts) {
    for place in texts.indices where other.has(place) { texts[place] = other.texts[place] }
    present |= other.present
  }

  private func has(_ place: Int) -> Bool { present & 1 << place != 0 }
}
