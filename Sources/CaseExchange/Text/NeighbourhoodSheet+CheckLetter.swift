public import CaseDomain

extension NeighbourhoodSheet {
  /// The letter behind a case number on paper: a misread number has another one.
  ///
  /// The digits, from the last, are multiplied by the weights below (again from the start behind the
  /// twelfth); the sum modulo 24 is the place in the alphabet without I and O. A weight shares at most
  /// the factor 2 with 24, so that no digit can change by less than 12 without changing the sum; nor
  /// does the difference of two neighbours, so that no two different digits side by side can be swapped.
  public static func checkLetter(_ id: CaseID) -> Character {
    let weights = [1, 2, 7, 5, 10, 11, 13, 14, 19, 17, 22, 23]
    var sum = 0
    var rest = id.number.magnitude
    var place = 0
    while rest > 0 {
      sum += Int(rest % 10) * weights[place % weights.count]
      rest /= 10
      place += 1
    }
    return alphabet[sum % alphabet.count]
  }

  private static let alphabet = Array("ABCDEFGHJKLMNPQRSTUVWXYZ")
}
