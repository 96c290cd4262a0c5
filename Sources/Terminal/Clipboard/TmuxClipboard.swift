import CNcurses
import TextSafety

/// The clipboard of tmux, which passes on what it gets with `-w` to the terminal outside.
enum TmuxClipboard {
  /// tmux answers within milliseconds; a hung one must not hold the screen for long.
  private static let timeoutMilliseconds: Int32 = 1000

  /// Gives tmux the text as its newest buffer; `false` when it did not take it.
  static func load(_ text: SafeText) -> Bool {
    let bytes = Array(text.text.utf8)
    return unsafe CNLoadTmuxBuffer(bytes, bytes.count, timeoutMilliseconds)
  }
}
