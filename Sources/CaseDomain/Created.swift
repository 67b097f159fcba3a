internal import CanonicalForm

/// A store begins: the first event of the first entry.
public struct Created: EventBody {
  static let kind = "created"
  /// The version of the format that this program writes and reads.
  public static let currentFormat = 1

  public var format: Int
  /// The name of the store for ever, a UUID.
  public var store: String
  /// Whether time and randomness may be given from outside (demo and tests); marks the store for ever.
  public var simulated: Bool
  /// Which program made it.
  public var program: String

  public init(store: String, simulated: Bool, program: String) {
    format = Created.currentFormat
    (self.store, self.simulated, self.program) = (store, simulated, program)
  }

  func write(to writer: inout EventWriter) {
    writer.fields.field("format", format)
    writer.fields.field("store", store)
    writer.fields.field("simulated", simulated)
    writer.fields.field("program", program)
  }

  init(from fields: EventFields) throws(JSONFailure) {
    format = try fields.object.int("format")
    store = try fields.object.string("store")
    simulated = try fields.object.bool("simulated")
    program = try fields.object.string("program")
  }
}
