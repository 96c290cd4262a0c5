import DeskApp
import PlainViews
import Terminal
import TextSafety
import ViewModels

/// The desk as a conversation on standard input and output.
enum LivePlainDesk {
  /// Runs the conversation on this thread until it is over.
  ///
  /// - Parameters:
  ///   - opening: The record, open, and where its news arrive.
  ///   - runner: Performs what needs a disk or a network.
  ///   - context: What stays the same.
  ///   - notice: Why there is no screen, where none was declined.
  static func loop(
    _ opening: LiveOpening, runner: EffectRunner, context: DeskContext, notice: SafeText?
  ) throws(TerminalError) {
    LiveDesk.ignoreEndings()
    let lines = try StandardLines(wakeUp: opening.wakeUp)
    defer { lines.close() }
    if let notice { opening.mailbox.post(.noticed(.note, notice, at: LiveClock.now())) }
    var loop = PlainLoop(
      desk: PlainDesk(context: context), terminal: lines, mailbox: opening.mailbox,
      runner: runner, now: LiveClock.now)
    loop.run()
    if let loss = lines.loss { Console.lose(loss) }
  }
}
