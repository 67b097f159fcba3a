/// Why something cannot be measured, in words.
struct Failure: Error {
  var message: String

  init(_ message: String) { self.message = message }

  /// Any error, with what was being done.
  init(_ doing: String, _ error: any Error) {
    message = (error as? Failure)?.message ?? "\(doing): \(error)"
  }
}

/// Does something whose errors only need to be told.
func attempt<Result>(_ doing: @autoclosure () -> String, _ body: () throws -> Result)
  throws(Failure) -> Result
{
  do { return try body() } catch { throw Failure(doing(), error) }
}
