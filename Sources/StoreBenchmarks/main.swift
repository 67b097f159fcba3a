internal import Glibc

// Measures what design.md section 7 asks for; `StoreBenchmarks --help` says how.

do throws(Failure) {
  let arguments = Array(CommandLine.arguments.dropFirst())
  if arguments.first == "--help" {
    Console.print(Options.usage)
  } else if arguments.first == Child.word {
    try Child.run(Array(arguments.dropFirst()))
  } else {
    let options = try Options(arguments)
    if options.instructions {
      exit(try Instructions.run(options) ? 0 : 1)
    }
    try Rows.run(options)
  }
} catch {
  Console.progress(error.message)
  exit(70)
}
