import Foundation
import ProgramSupport
import Testing

/// What `make` looks at before it builds.
struct ReleaseScriptTests {
  private static func script(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Makefile.d/\(name)").path
  }

  @Test(arguments: [
    ("Swift version 5.10.1 (swift-5.10.1-RELEASE)", Int32(1)), ("Swift version 6.1 (x)", 1),
    ("Swift version 6.2 (x)", 0), ("Apple Swift version 6.10.1 (x)", 0), ("Swift version 7.0", 0),
    ("no version", 1),
  ])
  func `an older Swift is told before anything is installed`(
    said: String, status: Int32
  ) throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    _ = FileManager.default.createFile(
      atPath: folder.path("swift"), contents: Data("#!/bin/sh\necho '\(said)'\n".utf8),
      attributes: [.posixPermissions: 0o755])
    let outcome = try Program.start(
      "PATH=\"$1:$PATH\" \"$2\"", [folder.url.path, Self.script("need")]
    ).finish()
    #expect(outcome.status == status, "\(outcome.errors)")
    #expect(outcome.errors.contains("Swift 6.2 or newer is needed") == (status != 0))
  }

  @Test func `a package of another version than the tried one stops a release`() throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    func write(_ text: String, to name: String) throws {
      try Data(text.utf8).write(to: folder.url.appending(path: name))
    }
    func check() throws -> Program.Outcome {
      try Program.start(
        "\"$1\" \"$2/resolved\" \"$2/versions\"", [Self.script("check-versions"), folder.url.path]
      ).finish()
    }
    let resolved = """
      {
        "pins" : [
          {
            "identity" : "swift-log",
            "state" : {
              "revision" : "c2cb",
              "version" : "1.16.2"
            }
          },
          {
            "identity" : "swift-nio",
            "state" : {
              "branch" : "main"
            }
          }
        ],
        "version" : 3
      }
      """
    try write(resolved, to: "resolved")
    #expect(try check().status == 1)
    try write("swift-log 1.16.2\nswift-nio without-a-version\n", to: "versions")
    #expect(try check().status == 0)
    try write("swift-log 1.16.1\nswift-nio 2.101.2\n", to: "versions")
    let other = try check()
    #expect(other.status == 1)
    for line in ["-swift-log 1.16.1", "+swift-log 1.16.2", "+swift-nio without-a-version"] {
      #expect(other.errors.contains(line), "\(other.errors)")
    }
  }
}
