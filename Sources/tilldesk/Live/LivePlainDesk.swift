import DeskApp
import PlainViews
import SupportDesk
import Terminal
import TextSafety
import ViewModels

/// The desk as a conversation on standard input and output.
enum LivePlainDesk {
  /// Runs the conversation on this thread until it is over.
  ///
  /// - Parameter notice: Why there is no screen, where none was declined.
  static func loop(
    _ bench: Workbench, context: DeskContext, notice: SafeText? = nil
  ) throws(TerminalError) -> EffectRunner {
    let wakeUp = try WakeUp()
    let mailbox = Mailbox<DeskEvent>(wakeUp: wakeUp)
    let runner = EffectRunner(
      desk: bench.desk, timeline: LiveDesk.timeline(of: bench.desk), now: LiveClock.now
    ) { mailbox.post($0) }
    LiveDesk.ignoreEndings()
    let lines = try StandardLines(wakeUp: wakeUp)
    defer { lines.close() }
    if let notice { mailbox.post(.noticed(.note, notice, at: LiveClock.now())) }
    LiveDesk.fill(bench, mailbox: mailbox)
    let watch = LiveDesk.watchJournal(bench, mailbox: mailbox)
    defer { watch?.stop() }
    var loop = PlainLoop(
      desk: PlainDesk(context: context), terminal: lines, mailbox: mailbox, runner: runner,
      now: LiveClock.now)
    loop.run()
    return runner
  }
}
