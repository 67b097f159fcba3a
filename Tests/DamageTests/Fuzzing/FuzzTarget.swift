/// One thing that reads bytes from outside, and how hostile bytes for it are made.
///
/// To add one: a value with a name, the input and what reads it, in the list of ``FuzzTarget/all()``.
struct FuzzTarget: Sendable {
  enum Verdict: String, CaseIterable, Sendable { case read, refused }

  var name: String
  /// The bytes to be read.
  var input: @Sendable (inout Mutator) -> [UInt8]
  /// Reads them; whatever is thrown inside is a typed error and becomes a verdict.
  var run: @Sendable ([UInt8]) -> Verdict

  init(
    _ name: String, input: @escaping @Sendable (inout Mutator) -> [UInt8],
    run: @escaping @Sendable ([UInt8]) -> Verdict
  ) {
    (self.name, self.input, self.run) = (name, input, run)
  }

  /// A target whose inputs are changed copies of `seeds`.
  init(_ name: String, seeds: [[UInt8]], run: @escaping @Sendable ([UInt8]) -> Verdict) {
    self.init(name, input: { $0.mutated(seeds) }, run: run)
  }
}
