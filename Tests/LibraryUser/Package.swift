// swift-tools-version: 6.2

import PackageDescription

// A package of somebody else: it knows of Tilldesk what a manifest offers, and no more.
let package = Package(
  name: "LibraryUser",
  dependencies: [.package(name: "Tilldesk", path: "../..")],
  targets: [
    .executableTarget(
      name: "LibraryUser",
      dependencies: [.product(name: "ProviderClient", package: "Tilldesk")], path: "Sources",
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
      ])
  ],
  swiftLanguageModes: [.v6])
