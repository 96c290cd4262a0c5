import Host
import TextSafety

/// Reads `secret = { … }` and looks, without reading a secret, whether it can be read.
struct SecretSourceReader {
  /// Where files and variables are looked at.
  let world: SettingsWorld

  private static let kinds = ["command", "env", "file"]
  private static let example: SafeText = "secret = { file = \"/etc/tilldesk/NAME.key\" }"

  /// The source that an account names; what is wrong with it goes on the list, never its content.
  func read(_ block: TableReader) -> SecretSource? {
    guard block.require("secret", example: Self.example) else { return nil }
    if case .string = block.nodes["secret"] {
      // Someone wrote the secret itself: it must not be shown again by the complaint.
      block.report(
        "secret", "secret must not stand in the configuration.",
        remedy:
          "Put it in a file of mode 600, change it at the provider, and write \(Self.example).")
      return nil
    }
    guard let table = block.table("secret", title: "secret", example: Self.example) else {
      return nil
    }
    table.refuseKeys(except: Self.kinds)
    let given = Self.kinds.filter(table.has)
    guard given.count == 1, let kind = given.first else {
      let message: SafeText =
        given.isEmpty
        ? "secret names no source." : "secret names \(given.joined(separator: " and ")) at once."
      block.report("secret", message, remedy: "Name one of file, env and command.")
      return nil
    }
    return source(kind, table)
  }

  private func source(_ kind: String, _ table: TableReader) -> SecretSource? {
    switch kind {
    case "file": file(table)
    case "env": variable(table)
    default: command(table)
    }
  }

  private func file(_ table: TableReader) -> SecretSource? {
    let example: SafeText = "file = \"/etc/tilldesk/NAME.key\""
    guard let path = table.path("file", home: world.home, example: example) else { return nil }
    let problem: SecretProblem? =
      if let status = world.fileStatus(path.value) {
        SecretProblem.of(status, path: path.value, userID: world.userID)
          ?? folderProblem(of: path.value)
      } else {
        .fileMissing(path.value)
      }
    if let problem { table.report("file", problem.message, remedy: problem.remedy) }
    return .file(path.value)
  }

  private func folderProblem(of path: String) -> SecretProblem? {
    guard let folder = HostPath.folders(above: path).first,
      let status = world.fileStatus(folder)
    else { return nil }
    return SecretProblem.of(folder: status, folder, path: path, userID: world.userID)
  }

  private func variable(_ table: TableReader) -> SecretSource? {
    guard let name = table.string("env", example: "env = \"NAME\"") else { return nil }
    if let problem = SecretProblem.of(variable: name.value, value: world.environment(name.value)) {
      table.report("env", problem.message, remedy: problem.remedy)
    }
    return .environment(name.value)
  }

  private func command(_ table: TableReader) -> SecretSource? {
    let example: SafeText = "command = [\"pass\", \"show\", \"NAME\"]"
    return table.strings("command", example: example).map { .command($0.value) }
  }
}
