/// A program to be measured, with something sensible to show.
struct Subject {
  /// What it is called.
  let name: String
  /// The program and its arguments.
  let arguments: [String]
  /// Where it keeps what it keeps.
  var home = "/nonexistent"
  /// The key that goes one row down.
  let down: String
  /// The key that goes one row up.
  let up: String
  /// Whether there is a cursor that moves before the list does.
  var hasCursor = true
  /// A text that is there when the content is.
  let content: String

  /// All of the environment.
  static func environment(home: String) -> [String: String] {
    [
      "TERM": "xterm-256color", "LANG": "C.UTF-8", "TZ": "UTC", "HOME": home,
      "PATH": "/usr/local/bin:/usr/bin:/bin:/usr/games", "LESSHISTFILE": "-", "GIT_PAGER": "cat",
      "GIT_CONFIG_NOSYSTEM": "1",
    ]
  }
}
