import Foundation
import Testing

/// Other people's code comes in the versions that were tried.
struct PackageVersionTests {
  private static func text(_ path: String) throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  @Test func `every package is held within a minor version, and the list of tried ones has it`()
    throws
  {
    let manifest = try Self.text("Package.swift")
    let tried = try Self.text("Makefile.d/versions").split(separator: "\n").map {
      $0.split(separator: " ")
    }
    #expect(tried.allSatisfy { $0.count == 2 } && tried.count >= 20)
    let packages = manifest.matches(of: /\.package\(\s*url: "([^"]+)",\s*([^)]*\))/)
    #expect(packages.count >= 7)
    for package in packages {
      let name =
        package.1.split(separator: "/").last.map { $0.lowercased().replacing(/\.git$/, with: "") }
        ?? ""
      let bound = try #require(
        package.2.firstMatch(of: /^\.upToNextMinor\(from: "(\d+\.\d+)\.\d+"\)/))
      let version = try #require(tried.first { $0[0] == name }, "\(name)")[1]
      #expect(version.hasPrefix(bound.1 + "."), "\(name)")
    }
  }
}
