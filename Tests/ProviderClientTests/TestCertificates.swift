import Foundation
import Testing

/// An authority of the tests' own and certificates that it signed, made by `openssl` in a folder that goes with it.
final class TestCertificates: Sendable {
  private let folder: URL

  /// The authority's certificate.
  var authority: String { path("ca.pem") }

  /// Makes the authority.
  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "tls-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try openssl(
      ["req", "-x509"] + Self.newKey
        + [
          "-keyout", path("ca.key"), "-out", path("ca.pem"), "-days", "3650", "-subj",
          "/CN=Authority of a test", "-addext", "basicConstraints=critical,CA:TRUE", "-addext",
          "keyUsage=critical,keyCertSign",
        ])
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// A certificate and its key, by their paths.
  struct Pair: Sendable {
    let certificate: String
    let key: String
  }

  /// A certificate for a name (`IP:127.0.0.1`, `DNS:example.test`) that is good for so many days from now; fewer than
  /// none for one that has expired.
  func signed(for name: String, days: Int) throws -> Pair {
    let base = "leaf-\(UUID().uuidString)"
    let pair = Pair(certificate: path("\(base).pem"), key: path("\(base).key"))
    try Data("subjectAltName=\(name)\n".utf8).write(to: folder.appending(path: "\(base).cnf"))
    try openssl(
      ["req", "-new"] + Self.newKey
        + ["-keyout", pair.key, "-out", path("\(base).csr"), "-subj", "/CN=server"])
    try openssl([
      "x509", "-req", "-in", path("\(base).csr"), "-CA", path("ca.pem"), "-CAkey", path("ca.key"),
      "-set_serial", "7", "-days", String(days), "-extfile", path("\(base).cnf"), "-out",
      pair.certificate,
    ])
    return pair
  }

  /// An empty list of authorities, as of a host on which none is installed.
  func emptyList() throws -> String {
    try Data().write(to: folder.appending(path: "none.pem"))
    return path("none.pem")
  }

  private static let newKey = [
    "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
  ]

  private func path(_ name: String) -> String { folder.appending(path: name).path }

  private func openssl(_ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/openssl")
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "openssl \(arguments.first ?? "") failed")
  }
}
