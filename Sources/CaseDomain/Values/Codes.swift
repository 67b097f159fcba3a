internal import CanonicalForm

/// A short word that names one thing of the programme: a level, a reason, an occupation.
public protocol Code: RawRepresentable<String>, Hashable, Comparable, Sendable,
  CustomStringConvertible, ExpressibleByStringLiteral
{
  init(rawValue: String)
}

extension Code {
  public init(_ rawValue: String) { self.init(rawValue: rawValue) }
  public init(stringLiteral value: String) { self.init(rawValue: value) }
  public var description: String { rawValue }
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// A level of verification, such as `rt-rw`.
public struct LevelID: Code {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Small letters, digits and dashes: a level stands in grants between colons.
  var isWellFormed: Bool {
    !rawValue.isEmpty
      && rawValue.utf8.allSatisfy {
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
      }
  }

  /// Where BPJS Ketenagakerjaan stands in the lists of levels: behind the last, after enrolment.
  public static let bpjs = LevelID("bpjs")
}

/// A reason for a rejection, a return or a departure, such as `A3`.
public struct ReasonCode: Code {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
}

/// An occupation of the programme's list, two digits.
public struct OccupationCode: Code {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }

  /// "Others", which wants the occupation in words.
  public static let other = OccupationCode("99")
}

/// A paper that an applicant brings, such as `ktp`.
public struct PaperCode: Code {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
}

/// An officer's short name: a small letter, then up to 31 small letters, digits, `_` or `-`.
public struct OfficerID: Code {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Who owns the folder, where nobody else is named: administers, never registers or decides.
  public static let owner = OfficerID("owner")

  public var isWellFormed: Bool { rawValue.isAccountName }
}

/// A shared desk's short name, in the form of an officer's and never the name of one.
public struct DeskID: Code {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }

  public var isWellFormed: Bool { rawValue.isAccountName }
}

extension String {
  /// A small letter, then up to 31 small letters, digits, `_` or `-`.
  fileprivate var isAccountName: Bool {
    guard let first = utf8.first, (0x61...0x7A).contains(first), utf8.count <= 32 else {
      return false
    }
    return utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F || $0 == 0x2D
    }
  }
}

/// A code of the Kemendagri region table: `21.02`, `21.02.03` or `21.02.03.1001`.
public struct AreaCode: Code {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Whether `other` is this area or lies in it, by whole components of the code.
  public func covers(_ other: AreaCode) -> Bool {
    // Byte by byte: every row of every list is asked.
    let (own, others) = (rawValue.utf8.span, other.rawValue.utf8.span)
    guard own.count < others.count else { return self == other }
    return others[own.count] == UInt8(ascii: ".")
      && others.extracting(first: own.count).isEqual(to: own)
  }

  /// Whether this is `21`, `21.02`, `21.02.03` or `21.02.03.1001` in form.
  public var isWellFormed: Bool {
    let code = rawValue.utf8.span
    guard [2, 5, 8, 13].contains(code.count) else { return false }
    return code.indices.allSatisfy { place in
      switch place {
      case 2, 5, 8: code[place] == UInt8(ascii: ".")
      default: (0x30...0x39).contains(code[place])
      }
    }
  }

  /// The first `count` components.
  public func prefix(_ count: Int) -> AreaCode {
    guard count > 0 else { return AreaCode(rawValue: "") }
    var dots = 0
    for (place, byte) in rawValue.utf8.enumerated() where byte == UInt8(ascii: ".") {
      dots += 1
      guard dots == count else { continue }
      return AreaCode(rawValue: String(decoding: rawValue.utf8.prefix(place), as: UTF8.self))
    }
    return self
  }

  /// The regency, such as `21.02`.
  public var regency: AreaCode { prefix(2) }

  /// The district (kecamatan), such as `21.02.03`.
  public var district: AreaCode { prefix(3) }
}

/// The number of a case, counted from 1 and never used again.
public struct CaseID: Hashable, Comparable, Sendable, CustomStringConvertible,
  ExpressibleByIntegerLiteral
{
  public let number: Int
  public init(_ number: Int) { self.number = number }
  public init(integerLiteral value: Int) { number = value }
  public var description: String { String(number) }
  public static func < (left: CaseID, right: CaseID) -> Bool { left.number < right.number }
}
