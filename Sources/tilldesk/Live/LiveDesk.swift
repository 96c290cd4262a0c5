import DeskApp
import Foundation
import Journal
import Payments
import Settings
import SupportDesk
import Terminal
import TerminalViews
import TextSafety
import ViewModels

/// The desk on the real terminal.
enum LiveDesk {
  /// Pages read from each provider in the background after the first paint: the recent 2,000 rows.
  private static let pagesToFill = 20
  /// Under this nothing is said of a wait.
  private static let patienceMilliseconds: Int64 = 150

  /// Opens the desk and returns when the agent leaves it, with every decision recorded.
  ///
  /// - Parameter isPlain: Whether it is a conversation in lines; it becomes one too where the terminal cannot draw.
  static func run(
    configuration: Configuration, isPlain: Bool = false
  ) async throws(CommandFailure) {
    CursesScreen.blockSignals()
    let keymap = try LiveKeymap.make(configuration)
    let (theme, mistakes) = LiveThemes.library.theme(
      named: configuration.theme, chosenAt: configuration.themePosition)
    let bench = try Workbench.open(configuration: configuration)
    let context = DeskContext(
      accounts: bench.desk.accounts, actor: bench.desk.actor, zone: bench.zone, keymap: keymap,
      lowBandwidth: configuration.terminal.lowBandwidth)
    let outcome = Result { () throws(TerminalError) in
      if isPlain { return try LivePlainDesk.loop(bench, context: context) }
      do throws(TerminalError) {
        return try loop(bench, context: context, theme: theme, notices: mistakes.map(\.sentence))
      } catch {
        guard error.leavesLines else { throw error }
        return try LivePlainDesk.loop(
          bench, context: context, notice: "This terminal only prints: the desk is here in lines.")
      }
    }
    switch outcome {
    case .success(let runner):
      explainWait(runner)
      await runner.finish()
    case .failure(let error): throw CommandFailure(.failed, error.message)
    }
  }

  /// Says why the prompt does not come back at once, where it does not.
  private static func explainWait(_ runner: EffectRunner) {
    Task.detached {
      await LiveClock.pause(patienceMilliseconds)
      if runner.isBusy { Console.narrate("Recording what is still on its way …") }
    }
  }

  /// Runs the loop on this thread; the screen never leaves it.
  private static func loop(
    _ bench: Workbench, context: DeskContext, theme: Theme, notices: [SafeText]
  ) throws(TerminalError) -> EffectRunner {
    let wakeUp = try WakeUp()
    let mailbox = Mailbox<DeskEvent>(wakeUp: wakeUp)
    let runner = EffectRunner(
      desk: bench.desk, timeline: timeline(of: bench.desk), now: LiveClock.now
    ) { mailbox.post($0) }
    ignoreEndings()
    let screen = try CursesScreen(
      environment: TerminalEnvironment(ProcessInfo.processInfo.environment),
      options: ScreenOptions(
        reportsMouse: bench.configuration.terminal.mouse,
        isLowBandwidth: bench.configuration.terminal.lowBandwidth),
      wakeUp: wakeUp)
    defer { screen.close() }
    announce(screen: screen, notices: notices, to: mailbox)
    fill(bench, mailbox: mailbox)
    let watch = watchJournal(bench, mailbox: mailbox)
    defer { watch?.stop() }
    var loop = DeskLoop(
      model: DeskModel(context: context), screen: screen, mailbox: mailbox, runner: runner,
      palette: Palette(theme: theme), now: LiveClock.now)
    loop.run()
    return runner
  }

  /// A line that drops hangs up more than once.
  ///
  /// The screen takes these signals while it is open and gives them back as
  /// they were: ignored, so that what is on its way then is still recorded.
  static func ignoreEndings() {
    for asked in [SIGHUP, SIGTERM, SIGINT] { _ = signal(asked, SIG_IGN) }
  }

  /// Tells the desk what other processes record; without it the desk sees that at its next look or Ctrl-R.
  static func watchJournal(
    _ bench: Workbench, mailbox: Mailbox<DeskEvent>
  ) -> JournalWatch? {
    let desk = bench.desk
    do throws(CommandFailure) {
      return try JournalWatch(path: bench.configuration.journal) {
        // Waits for the writer, so that what is read next holds the change.
        _ = try? desk.recover()
        mailbox.post(.journalChanged(at: LiveClock.now()))
      }
    } catch {
      mailbox.post(.noticed(.warning, error.message, at: LiveClock.now()))
      return nil
    }
  }

  /// The history of a payment as the screens show it: they know no journal.
  static func timeline(of desk: SupportDesk) -> EffectRunner.TimelineReader {
    { key throws(DeskError) in
      try desk.timeline(key).map { event in
        TimelineLine(
          time: event.time, actor: event.actor, title: event.title, words: event.words,
          state: event.state, attempt: event.attempt, httpStatus: event.httpStatus)
      }
    }
  }

  /// Says what the agent should know before anything else: the terminal, the theme.
  private static func announce(
    screen: CursesScreen, notices: [SafeText], to mailbox: Mailbox<DeskEvent>
  ) {
    if let notice = screen.terminalType.notice {
      mailbox.post(.noticed(.note, notice, at: LiveClock.now()))
    }
    for notice in notices { mailbox.post(.noticed(.warning, notice, at: LiveClock.now())) }
  }

  /// Reads the providers' recent pages into the index while the agent already works.
  static func fill(_ bench: Workbench, mailbox: Mailbox<DeskEvent>) {
    let desk = bench.desk
    Task.detached {
      await desk.fill(pages: pagesToFill) { _, _ in
        mailbox.post(.indexChanged(at: LiveClock.now()))
      }
    }
  }
}
