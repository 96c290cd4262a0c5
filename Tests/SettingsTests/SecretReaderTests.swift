import Foundation
import Payments
import Settings
import Testing
import TextSafety
import TilldeskCrypto

/// Secrets from real files, variables and programs.
struct SecretReaderTests {
  /// A folder that is gone when the test is over.
  private final class Folder {
    let path: String

    init() throws {
      path = FileManager.default.temporaryDirectory.path + "/settings-\(UUID().uuidString)"
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ content: [UInt8], mode: Int = 0o600) -> String {
      let file = path + "/key"
      _ = FileManager.default.createFile(
        atPath: file, contents: Data(content), attributes: [.posixPermissions: mode])
      return file
    }
  }

  private let nothing: @Sendable (String) -> String? = { _ in nil }

  private func read(_ source: SecretSource) throws(SecretProblem) -> String? {
    try SecretReader.read(source, environment: nothing).exposedText()
  }

  private func problem(_ source: SecretSource) -> SecretProblem? {
    do throws(SecretProblem) {
      _ = try SecretReader.read(source, environment: nothing)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [
    ("sk_live_x", "sk_live_x"), ("sk_live_x\n", "sk_live_x"), ("sk_live_x\r\n", "sk_live_x"),
    (" a b ", " a b "), ("é\n", "é"),
  ])
  func `a file gives its text without the line end`(content: String, secret: String) throws {
    let folder = try Folder()
    #expect(try read(.file(folder.file(Array(content.utf8)))) == secret)
  }

  @Test(arguments: ["", "\n", "\r\n"])
  func `an empty file gives no secret`(content: String) throws {
    let folder = try Folder()
    let path = folder.file(Array(content.utf8))
    #expect(problem(.file(path)) == .empty("The file \(path)"))
  }

  @Test(arguments: ["a\nb\n", "a\n\n", "a\tb", "\u{7F}", "a\rb"])
  func `a secret with control characters is refused`(content: String) throws {
    let folder = try Folder()
    let path = folder.file(Array(content.utf8))
    #expect(problem(.file(path)) == .controlCharacters("The file \(path)"))
  }

  @Test func `a secret has a longest length`() throws {
    let folder = try Folder()
    let longest = [UInt8](repeating: 0x61, count: SecretReader.byteLimit)
    let fits = folder.file(longest + [0x0A])
    #expect(try SecretReader.read(.file(fits), environment: nothing).count == longest.count)
    let path = folder.file(longest + [0x61])
    #expect(problem(.file(path)) == .tooLong("The file \(path)"))
  }

  @Test(arguments: [0o604, 0o620, 0o610, 0o666] as [Int])
  func `a file that others reach is refused`(mode: Int) throws {
    let folder = try Folder()
    let path = folder.file(Array("x".utf8), mode: mode)
    #expect(problem(.file(path)) == .readableByOthers(path, permissions: UInt32(mode)))
  }

  @Test func `what is no file is refused`() throws {
    let folder = try Folder()
    #expect(problem(.file(folder.path + "/none")) == .fileMissing(folder.path + "/none"))
    #expect(problem(.file(folder.path)) == .notAFile(folder.path))
    #expect(problem(.file("/dev/null")) == .notAFile("/dev/null"))
  }

  @Test func `a link, a pipe and an open folder are refused`() throws {
    let folder = try Folder()
    let file = folder.file(Array("x".utf8))
    let link = folder.path + "/link"
    #expect(unsafe symlink("key", link) == 0)
    #expect(problem(.file(link)) == .isLink(link))
    let pipe = folder.path + "/pipe"
    #expect(unsafe mkfifo(pipe, 0o600) == 0)
    #expect(problem(.file(pipe)) == .notAFile(pipe))
    for mode in [0o777, 0o775] as [mode_t] {
      _ = unsafe chmod(folder.path, mode)
      #expect(problem(.file(file)) == .folderOpenToOthers(file, folder: folder.path))
    }
    _ = unsafe chmod(folder.path, 0o1777)
    #expect(try read(.file(file)) == "x")
  }

  @Test func `a program is told nothing of the agent's environment`() throws {
    #expect(ProcessInfo.processInfo.environment.count > 5)
    // On one line: a secret has no line ends.
    let listed = try #require(
      try read(.command(["sh", "-c", "env | cut -d= -f1 | sort | tr '\\n' ' '"])))
    let given = Set(listed.split(separator: " ").map(String.init)).subtracting([
      "PWD", "SHLVL", "_", "OLDPWD",
    ])
    #expect(given == ["HOME", "LANG", "LOGNAME", "PATH", "USER"])
    let path = try read(.command(["sh", "-c", "printf %s \"$PATH\""]))
    #expect(path == "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin")
  }

  @Test func `a program is looked for in the folders of the system only`() throws {
    let folder = try Folder()
    let script = folder.file(Array("#!/bin/sh\necho given\n".utf8), mode: 0o755)
    #expect(try read(.command([script])) == "given")
    #expect(
      problem(.command(["./key"])) == .commandNotStarted("./key", "its path does not begin with /"))
  }

  @Test func `a variable gives its text`() throws {
    let secret = try SecretReader.read(.environment("KEY")) { $0 == "KEY" ? "n-key" : nil }
    #expect(secret.exposedText() == "n-key")
    #expect(problem(.environment("NONE")) == .variableMissing("NONE"))
  }

  @Test func `a program gives what it prints`() throws {
    #expect(try read(.command(["printf", "%s\\n", "a $b \"c\""])) == "a $b \"c\"")
    #expect(try read(.command(["/bin/sh", "-c", "echo noise >&2; echo key"])) == "key")
  }

  @Test func `a program reads nothing from us`() throws {
    #expect(try read(.command(["sh", "-c", "cat; echo key"])) == "key")
  }

  @Test func `a program that fails is told by its exit code alone`() {
    let command = ["sh", "-c", "echo sk_live_hunter2; echo sk_live_hunter2 >&2; exit 3"]
    let problem = problem(.command(command))
    #expect(problem == .commandFailed("sh", exitCode: 3))
    #expect(problem?.message == "sh ended with exit code 3.")
    #expect(self.problem(.command(["sh", "-c", "kill -9 $$"])) == .commandKilled("sh", signal: 9))
  }

  @Test func `a program that does not exist is told`() {
    let name = "no-such-program-\(UUID().uuidString)"
    #expect(problem(.command([name])) == .commandNotStarted(name, "No such file or directory"))
  }

  @Test(arguments: ["sleep 600", "exec >&-; sleep 600", "sleep 600 & sleep 600"])
  func `a program that does not end is stopped`(script: String) {
    let problem = #expect(throws: SecretProblem.self) {
      try SecretReader.read(
        .command(["sh", "-c", script]), environment: nothing, commandBound: .milliseconds(100))
    }
    #expect(problem == .commandTooSlow("sh", seconds: 0))
  }

  @Test func `a program that prints without end is stopped`() {
    #expect(problem(.command(["yes"])) == .tooLong("yes"))
  }

  @Test func `secrets are read for all accounts, and what fails has its line`() throws {
    var scenario = Scenario(files: [
      "/c": Samples.small + "\n"
        + Samples.small.replacing("\"a\"", with: "\"b\"")
        .replacing("env = \"NECTAR_PRIVATE_KEY\"", with: "command = [\"false\"]")
    ])
    scenario.environment["NECTAR_PRIVATE_KEY"] = "n-key"
    let configuration = try #require(scenario.load(explicitPath: "/c").configuration)
    let (secrets, mistakes) = SecretReader.readAll(
      configuration.accounts, environment: scenario.world.environment)
    #expect(secrets.keys.map(\.text) == ["a"])
    #expect(
      mistakes.map(\.description) == [
        "/c:12: b: false ended with exit code 1. Run the command by hand to see what it says."
      ])
    var dumped = ""
    dump((secrets, mistakes, configuration), to: &dumped)
    #expect(!dumped.contains("n-key"))
  }
}
