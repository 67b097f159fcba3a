// swift-tools-version: 6.2
import PackageDescription

// How a release is linked, so that a command is there at once: half of what `--version` took was the
// loader, which moved 58,000 addresses and bound libstdc++ to itself at every start. libstdc++ comes from
// its archive.
let release: [LinkerSetting] = [
  .unsafeFlags(
    [
      // The toolchain's own: gold cannot link that archive where the libraries of Swift are shared ones.
      "-use-ld=lld", "-L", "\(Context.packageDirectory)/Sources/payung/Libraries",
      "-Xclang-linker", "-static-libgcc",
      // The program stands at a fixed address; its libraries, stacks and memory still at random ones.
      "-Xclang-linker", "-no-pie",
      // Nobody looks names up in it.
      "-Xlinker", "--no-export-dynamic",
    ], .when(configuration: .release))
]

let package = Package(
  name: "payung",
  products: [
    // What another front end builds on: the rules, the journal and the one writer.
    .library(name: "PayungCore", targets: ["CaseDomain", "EventJournal", "CaseStore"]),
    .executable(name: "payung", targets: ["payung"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/pointfreeco/swift-custom-dump", from: "1.7.3"),
  ],
  targets: [
    // Pure: no clock, no files, no terminal, no randomness.
    .target(name: "CanonicalForm"),
    .target(name: "CaseDomain", dependencies: ["CanonicalForm"]),
    .target(name: "CaseExchange", dependencies: ["CaseDomain", "CanonicalForm"]),

    // Files.
    .target(name: "CProcess"),
    .target(name: "SystemFiles", dependencies: ["CanonicalForm", "CProcess"]),
    .target(
      name: "EventJournal",
      dependencies: [
        "CanonicalForm", "SystemFiles", .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .target(
      name: "CaseStore",
      dependencies: [
        "CanonicalForm", "CaseDomain", "EventJournal", "SystemFiles",
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ]),

    // The screens, without a terminal: pure as well.
    .target(name: "CaseScreens", dependencies: ["CanonicalForm", "CaseDomain"]),

    // Front ends.
    .target(
      name: "CNcurses",
      cSettings: [
        .define("_XOPEN_SOURCE", to: "700"),
        .define("_DEFAULT_SOURCE"),
        .define("NCURSES_WIDECHAR", to: "1"),
      ],
      linkerSettings: [.linkedLibrary("ncursesw")]),
    .target(
      name: "CaseTerminal",
      dependencies: [
        "CNcurses", "CanonicalForm", "CaseDomain", "CaseExchange", "CaseScreens", "CaseStore",
        "EventJournal", "SystemFiles",
      ]),
    .target(
      name: "CaseCommandLine",
      dependencies: [
        "CanonicalForm", "CaseDomain", "CaseExchange", "CaseStore", "CaseTerminal", "EventJournal",
        "SystemFiles", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "payung", dependencies: ["CaseCommandLine"], exclude: ["Libraries"],
      linkerSettings: release),

    // How fast it is, beside what: the peers in C are a program of their own.
    .executableTarget(name: "BenchmarkPeer"),
    .executableTarget(
      name: "StoreBenchmarks",
      dependencies: [
        "BenchmarkPeer", "CanonicalForm", "CaseDomain", "CaseExchange", "CaseStore", "EventJournal",
        "SystemFiles", "payung",
      ],
      linkerSettings: release),

    // Tests.
    .target(
      name: "TestSupport",
      dependencies: [
        "CanonicalForm", "CaseDomain",
        .product(name: "CustomDump", package: "swift-custom-dump"),
      ],
      path: "Tests/TestSupport"),
    .testTarget(name: "CanonicalFormTests", dependencies: ["CanonicalForm"]),
    .testTarget(
      name: "CaseDomainTests",
      dependencies: ["CanonicalForm", "CaseDomain", "TestSupport"]),
    .testTarget(
      name: "CaseExchangeTests",
      dependencies: ["CanonicalForm", "CaseDomain", "CaseExchange", "TestSupport"]),
    .testTarget(
      name: "EventJournalTests",
      dependencies: ["CanonicalForm", "EventJournal", "SystemFiles"]),
    .testTarget(
      name: "CrashTests",
      dependencies: ["CanonicalForm", "EventJournal", "SystemFiles", "TestSupport"]),
    .testTarget(
      name: "CaseStoreTests",
      dependencies: [
        "CanonicalForm", "CaseDomain", "CaseStore", "EventJournal", "SystemFiles", "TestSupport",
      ]),
    .testTarget(
      name: "CaseScreensTests",
      dependencies: ["CanonicalForm", "CaseDomain", "CaseScreens", "TestSupport"]),
    .testTarget(
      name: "CaseTerminalTests",
      dependencies: [
        "CanonicalForm", "CaseDomain", "CaseScreens", "CaseStore", "CaseTerminal", "EventJournal",
        "SystemFiles", "TestSupport",
      ]),
    .testTarget(
      name: "CaseCommandLineTests",
      dependencies: [
        "CanonicalForm", "CaseCommandLine", "CaseDomain",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .testTarget(
      name: "DamageTests",
      dependencies: [
        "CanonicalForm", "CaseDomain", "CaseExchange", "CaseStore", "EventJournal", "SystemFiles",
        "TestSupport", .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .testTarget(name: "DeskTests", dependencies: ["TestSupport", "payung"]),
    .testTarget(
      name: "PayungTests",
      dependencies: ["CanonicalForm", "SystemFiles", "TestSupport", "payung"]),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),  // SE-0335
    .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
    .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
    .treatAllWarnings(as: .error),  // SE-0480; dependencies are unaffected
    // A generic type is asked for by its own function and not by its mangled name: for that the loader goes
    // through all 5,500 conformances of the program, a tenth of a millisecond each time.
    .unsafeFlags(
      ["-Xfrontend", "-disable-concrete-type-metadata-mangled-name-accessors"],
      .when(configuration: .release)),
  ]
}
