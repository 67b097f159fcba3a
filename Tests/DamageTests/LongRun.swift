import Glibc

/// Whether there is time: `PAYUNG_LONG=1` asks for runs of an hour.
enum LongRun {
  static let isOn = value("PAYUNG_LONG") == "1"

  /// A variable of the environment.
  static func value(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
