/// A language of the interface; Indonesian is the source.
public enum Language: String, Hashable, Sendable, CaseIterable {
  case indonesian = "id"
  case english = "en"

  /// The one of two wordings that is in this language.
  public func callAsFunction(_ indonesian: String, _ english: String) -> String {
    self == .indonesian ? indonesian : english
  }
}
