/// The sex on the identity card: `L` laki-laki (male) or `P` perempuan (female).
public enum Sex: String, Hashable, Sendable, CaseIterable {
  case male = "L"
  case female = "P"
}
