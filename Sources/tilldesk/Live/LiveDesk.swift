import DeskApp
import Foundation
import Settings
import SupportDesk
import Terminal
import TerminalViews
import TextSafety
import ViewModels

/// The desk on the real terminal.
enum LiveDesk {
  /// Under this nothing is said of a wait.
  private static let patienceMilliseconds: Int64 = 150

  /// What a crash says: no more than a tired agent needs.
  private static let lastWords: SafeText =
    "tilldesk crashed; the terminal is as it was, what was recorded is kept."

  /// Where the desk remembers things for the agent; `nil` when there is no folder for it.
  static var memoryPath: String? { SettingsWorld.live().stateFolder.map { "\($0)/desk.json" } }

  /// Opens the desk and returns when the agent leaves it, with every decision recorded.
  ///
  /// The screen comes first; the record is opened behind it.
  ///
  /// - Parameters:
  ///   - configuration: What it works with.
  ///   - isPlain: Whether it is a conversation in lines; it becomes one too where the terminal cannot draw.
  ///   - memoryPath: Where it remembers things for the agent.
  static func run(
    configuration: Configuration, isPlain: Bool, memoryPath: String?
  ) async throws(CommandFailure) {
    CursesScreen.blockSignals()
    let keymap = try LiveKeymap.make(configuration)
    let library = LiveThemes.library
    let (theme, mistakes) = library.theme(
      named: configuration.theme, chosenAt: configuration.themePosition)
    let plan = try LivePlan(configuration)
    let context = DeskContext(
      accounts: plan.accounts, actor: plan.actor, zone: plan.zone,
      keymap: keymap, lowBandwidth: configuration.terminal.lowBandwidth, theme: theme.name,
      lightTheme: configuration.themePosition.line == nil ? "daylight" : nil,
      themes: library.entries().map(\.name), themePlace: LiveThemes.place(in: configuration))
    let shelf = ThemeShelf(ThemeStyles(theme: theme), read: LiveThemes.palette)
    let opening: LiveOpening
    do throws(TerminalError) {
      opening = LiveOpening(
        plan, memory: MemoryFile(path: memoryPath, now: LiveClock.now), wakeUp: try WakeUp())
    } catch {
      throw CommandFailure(.failed, error.message)
    }
    if isPlain {
      try await converse(opening, context: context)
    } else if let notice = try await showScreen(
      opening, context: context, themes: shelf, notices: mistakes.map(\.sentence))
    {
      try await converse(opening, context: context, notice: notice)
    }
    guard let opened = try await opening.outcome() else { return }
    opened.watch?.stop()
    explainWait(opened.runner)
    await opened.runner.finish()
  }

  /// Runs the desk on the screen; returns why the terminal can show none, where it is good for lines.
  private static func showScreen(
    _ opening: LiveOpening, context: DeskContext, themes: ThemeShelf, notices: [SafeText]
  ) async throws(CommandFailure) -> SafeText? {
    do throws(TerminalError) {
      try await onOwnThread { () throws(TerminalError) in
        try loop(opening, context: context, themes: themes, notices: notices)
      }
      return nil
    } catch {
      guard let notice = error.inLines else { throw CommandFailure(.failed, error.message) }
      return notice
    }
  }

  /// Runs the desk as a conversation in lines, its record open.
  private static func converse(
    _ opening: LiveOpening, context: DeskContext, notice: SafeText? = nil
  ) async throws(CommandFailure) {
    opening.begin()
    guard let runner = try await opening.outcome()?.runner else { return }
    do throws(TerminalError) {
      try await onOwnThread { () throws(TerminalError) in
        try LivePlainDesk.loop(opening, runner: runner, context: context, notice: notice)
      }
    } catch {
      throw CommandFailure(.failed, error.message)
    }
  }

  /// Does something that sleeps on a thread of its own: those of tasks are few.
  private static func onOwnThread(
    _ work: @escaping @Sendable () throws(TerminalError) -> Void
  ) async throws(TerminalError) {
    let outcome = await withCheckedContinuation {
      (continuation: CheckedContinuation<Result<Void, TerminalError>, Never>) in
      Thread.detachNewThread {
        continuation.resume(returning: Result { () throws(TerminalError) in try work() })
      }
    }
    try outcome.get()
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
    _ opening: LiveOpening, context: DeskContext, themes: ThemeShelf, notices: [SafeText]
  ) throws(TerminalError) {
    ignoreEndings()
    let terminal = opening.plan.configuration.terminal
    let screen = try CursesScreen(
      environment: TerminalEnvironment(ProcessInfo.processInfo.environment),
      options: ScreenOptions(
        reportsMouse: terminal.mouse, isLowBandwidth: terminal.lowBandwidth,
        lastWords: lastWords),
      wakeUp: opening.wakeUp)
    defer { screen.close() }
    announce(screen: screen, notices: notices, to: opening.mailbox)
    var loop = DeskLoop(
      model: DeskModel(context: context), screen: screen, mailbox: opening.mailbox,
      runners: opening.runners, themes: themes, now: LiveClock.now)
    loop.run(shown: opening.begin)
  }

  /// A line that drops hangs up more than once.
  ///
  /// The screen takes these signals while it is open and gives them back as they were: ignored, so that what is on its
  /// way then is still recorded.
  static func ignoreEndings() {
    for asked in [SIGHUP, SIGTERM, SIGINT] { _ = signal(asked, SIG_IGN) }
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
}
