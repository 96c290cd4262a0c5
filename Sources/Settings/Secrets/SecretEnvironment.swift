import Foundation
import Host

/// What a program that prints a secret is given of the agent's environment: next to nothing.
///
/// An agent, or whatever wrote into the agent's shell, must not choose by a variable which program runs, what is loaded into
/// it or which other secrets it sees.
enum SecretEnvironment {
  private static let folders = [
    "/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin",
  ]

  /// The environment, `NAME=value` each.
  static var variables: [String] {
    let user = HostUser(id: geteuid())
    return [
      "PATH=\(folders.joined(separator: ":"))", "HOME=\(user.home ?? "/")", "USER=\(user.name)",
      "LOGNAME=\(user.name)", "LANG=C.UTF-8",
    ]
  }

  /// The path of a program, looked for in the folders of the system only.
  static func path(of program: String) throws(SecretProblem) -> String {
    if program.hasPrefix("/") { return program }
    guard !program.contains("/") else {
      throw .commandNotStarted(program, "its path does not begin with /")
    }
    let paths = folders.map { "\($0)/\(program)" }
    guard let path = paths.first(where: { unsafe access($0, X_OK) == 0 }) else {
      throw .commandNotStarted(program, systemWords(ENOENT))
    }
    return path
  }
}
