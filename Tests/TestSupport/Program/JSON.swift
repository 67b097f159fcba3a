internal import FoundationEssentials

/// What a command has answered with `--json`.
public enum JSON: Decodable, Equatable, Sendable {
  case object([String: JSON])
  case array([JSON])
  case text(String)
  case number(Double)
  case bool(Bool)

  public init(_ text: String) throws {
    self = try JSONDecoder().decode(JSON.self, from: Data(text.utf8))
  }

  public init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if let object = try? value.decode([String: JSON].self) {
      self = .object(object)
    } else if let array = try? value.decode([JSON].self) {
      self = .array(array)
    } else if let text = try? value.decode(String.self) {
      self = .text(text)
    } else if let bool = try? value.decode(Bool.self) {
      self = .bool(bool)
    } else {
      self = .number(try value.decode(Double.self))
    }
  }

  public subscript(key: String) -> JSON? { object?[key] }

  public var object: [String: JSON]? { if case .object(let object) = self { object } else { nil } }
  public var array: [JSON]? { if case .array(let array) = self { array } else { nil } }
  public var text: String? { if case .text(let text) = self { text } else { nil } }
  public var number: Double? { if case .number(let number) = self { number } else { nil } }
  public var count: Int? { number.map { Int($0) } }
}
