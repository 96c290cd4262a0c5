import Foundation
import ProgramSupport
import Testing

/// Mistakes in the configuration as the program tells them: one line each, with file, line and remedy, and exit 78.
struct ConfigurationMistakeTests {
  /// A change to a right configuration, and what the program must say.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let change: @Sendable (String) -> String
    let says: String
  }

  static let cases = [
    Case(
      testDescription: "two accounts of one merchant",
      change: { text in
        guard let block = text.components(separatedBy: "[[account]]").dropFirst().first else {
          return text
        }
        return text + "\n[[account]]"
          + block.replacing("uk-store\"", with: "uk-two\"", maxReplacements: 1)
      }, says: "the same merchant"),
    Case(
      testDescription: "a live host called test",
      change: {
        $0.replacing(#/http://127.0.0.1:\d+/neropay/v2/#, with: "https://eu.neropay.app/v2")
      },
      says: "live"),
    Case(
      testDescription: "a LIVE account without a named journal",
      change: { text in
        text.replacing(#/journal = .*\n/#, with: "")
          .replacing(#/http://127.0.0.1:\d+/neropay/v2/#, with: "https://eu.neropay.app/v2")
          .replacing("mode = \"test\"", with: "mode = \"live\"", maxReplacements: 1)
      }, says: "journal"),
    Case(
      testDescription: "an unknown key", change: { "thme = \"daylight\"\n" + $0 }, says: ":1:"),
  ]

  @Test(arguments: cases) func `a mistake is told with its place, and nothing starts`(
    _ example: Case
  )
    throws
  {
    let sandbox = try Sandbox()
    let text = try String(contentsOfFile: sandbox.configuration, encoding: .utf8)
    try example.change(text).write(
      toFile: sandbox.configuration, atomically: true, encoding: .utf8)
    let outcome = try Program.run(
      ["search", "np", "--config", sandbox.configuration], environment: [:])
    #expect(outcome.status == 78)
    #expect(outcome.errors.contains(example.says), "\(outcome.errors)")
    #expect(outcome.errors.contains("config.toml:"), "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
  }

  @Test func `without a configuration the program offers the demo`() throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    let outcome = try Program.run(
      ["search", "np"],
      environment: [
        "HOME": folder.url.path, "XDG_CONFIG_HOME": folder.url.path, "TILLDESK_CONFIG": "",
      ])
    #expect(outcome.status == 78)
    #expect(outcome.errors.contains("tilldesk demo"), "\(outcome.errors)")
  }
}

extension String {
  /// Writes the text to a file.
  fileprivate func write(toFile path: String, atomically: Bool, encoding: String.Encoding) throws {
    try write(to: URL(filePath: path), atomically: atomically, encoding: encoding)
  }
}
