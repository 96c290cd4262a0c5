import Foundation
import ProgramSupport

/// What the desk runs in.
enum Place: String, Sendable, CaseIterable {
  /// A terminal and nothing else.
  case plain
  case tmux
  case screen

  /// The lines that a multiplexer takes for itself.
  var rowsTaken: Int {
    switch self {
    case .plain, .screen: 0
    case .tmux: 1
    }
  }

  /// What runs a command in it.
  ///
  /// tmux is as it comes. GNU screen asks a key before it begins, notes logins and keeps no alternate screen, unless it is
  /// told otherwise.
  func command(around command: [String], in folder: ScratchFolder) throws -> [String] {
    switch self {
    case .plain: return command
    case .tmux:
      return ["tmux", "-S", folder.path("tmux"), "-f", "/dev/null", "new-session"] + command
    case .screen:
      try "startup_message off\ndeflogin off\naltscreen on\ndefutf8 on\n".write(
        toFile: folder.path("screenrc"), atomically: false, encoding: .utf8)
      return ["screen", "-U", "-c", folder.path("screenrc"), "-S", "desk"] + command
    }
  }

  /// What ends it with everything in it; `nil` where that is the terminal's end.
  func ending(in folder: ScratchFolder) -> [String]? {
    switch self {
    case .plain: nil
    case .tmux: ["tmux", "-S", folder.path("tmux"), "kill-server"]
    case .screen: ["screen", "-S", "desk", "-X", "quit"]
    }
  }
}
