import Host
import TextSafety

extension FileTrust {
  /// Looks at the files of a world.
  init(world: SettingsWorld) {
    self.init(userID: world.userID, status: world.fileStatus, resolved: world.resolvedPath)
  }

  /// What is wrong with a configuration as a file; `nil` when nothing is.
  func mistake(inConfiguration path: String) -> ConfigurationMistake? {
    finding(inObeyed: path).map {
      $0.mistake(path, whoCanChangeIt: "Others", remedy: "Run: chmod go-w \(path)")
    }
  }

  /// What is wrong with a theme as a file, which can make LIVE look like test; `nil` when nothing is.
  func mistake(inTheme path: String) -> ConfigurationMistake? {
    finding(inShown: path).map {
      $0.mistake(path, whoCanChangeIt: "Everybody", remedy: "Run: chmod o-w \(path)")
    }
  }
}

extension FileTrust.Finding {
  fileprivate func mistake(
    _ path: String, whoCanChangeIt others: SafeText, remedy: SafeText
  ) -> ConfigurationMistake {
    let (message, remedy): (SafeText, SafeText) =
      switch self {
      case .notPlain: ("This is not a plain file.", "Name a plain file.")
      case .writable(let permissions):
        ("\(others) can change this file (mode \(String(permissions, radix: 8))).", remedy)
      case .ofAnother:
        (
          "This file belongs to another user, who can change it.",
          "Give it to this user or to root: chown USER \(path)"
        )
      case .exchangeable(let folder):
        (
          "Others can change the folder \(folder), and so put another file in its place.",
          "Run: chmod go-w \(folder)"
        )
      case .folderOfAnother(let folder):
        (
          "Its folder \(folder) belongs to another user, who can put another file in its place.",
          "Move it to a folder of this user or of root."
        )
      }
    return ConfigurationMistake(
      at: SourcePosition(file: path, line: nil, column: nil), message: message, remedy: remedy)
  }
}
