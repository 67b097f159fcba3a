internal import CaseCommandLine
internal import Glibc

exit(PayungMain.run(Array(CommandLine.arguments.dropFirst())))
