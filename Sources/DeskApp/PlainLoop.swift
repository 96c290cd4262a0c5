package import Payments
package import PlainViews
import SupportDesk
package import Terminal
package import ViewModels

/// The event loop of a conversation in lines: one thread, standard input and output.
///
/// It sleeps until a line, a signal, a message or a timer comes, and writes what the conversation says.
package struct PlainLoop {
  private let terminal: any LineTerminal
  private let mailbox: Mailbox<DeskEvent>
  private let runner: EffectRunner
  private let now: @Sendable () -> Instant
  private var desk: PlainDesk
  private var timers = DeskTimers()
  private var isEnding = false

  /// Makes a loop; nothing happens before `run`.
  ///
  /// - Parameters:
  ///   - desk: The conversation, not begun.
  ///   - terminal: Where it is held.
  ///   - mailbox: Where the runner and watchers post.
  ///   - runner: Performs what needs a disk or a network.
  ///   - now: The wall clock.
  package init(
    desk: PlainDesk, terminal: any LineTerminal, mailbox: Mailbox<DeskEvent>,
    runner: EffectRunner, now: @escaping @Sendable () -> Instant
  ) {
    self.desk = desk
    self.terminal = terminal
    self.mailbox = mailbox
    self.runner = runner
    self.now = now
  }

  /// Runs until the conversation is over and nothing is on the wire.
  package mutating func run() {
    perform(desk.begin(at: now()))
    while !isEnding {
      take(
        terminal.nextEvent(
          takesLine: desk.takesLine, timeoutMilliseconds: timers.wait))
      for event in mailbox.drain() where !isEnding { perform(desk.handle(event)) }
      for timer in timers.due() where !isEnding {
        perform(desk.handle(.timerFired(timer, at: now())))
      }
    }
  }

  private mutating func take(_ event: LineEvent) {
    switch event {
    case .line(let line): perform(desk.answer(line, at: now()))
    case .typed: perform(desk.typed(at: now()))
    case .interrupt: perform(desk.interrupt(at: now()))
    case .resumed: perform(desk.resumed(at: now()))
    case .signal, .closed:
      runner.sendNothingMore()
      perform(desk.end(at: now()))
    case .woken, .timedOut: break
    }
  }

  /// Writes, then does; what was written counts as seen from then on.
  private mutating func perform(_ turn: PlainTurn) {
    for output in turn.outputs { write(output) }
    for effect in turn.effects { perform(effect) }
    let seen = desk.written(at: now())
    for output in seen.outputs { write(output) }
    for effect in seen.effects { perform(effect) }
  }

  private func write(_ output: PlainOutput) {
    switch output {
    case .line(let line): terminal.write(line: line)
    case .prompt(let prompt): terminal.write(prompt: prompt)
    case .endLine: terminal.endLine()
    case .hush: terminal.hush()
    case .listen: terminal.listen()
    }
  }

  private mutating func perform(_ effect: DeskEffect) {
    switch effect {
    case .schedule(let timer, let milliseconds):
      timers.schedule(timer, milliseconds: milliseconds)
    case .unschedule(let timer): timers.unschedule(timer)
    case .quit: isEnding = true
    // There is no clipboard and nothing to paint; the terminal itself suspends.
    case .copy, .redraw, .suspend, .readTheme: break
    case .search, .open, .review, .prepare, .send, .discard, .readNews, .readAttention,
      .readDossier, .readTimeline, .note, .planSettling, .settleDue, .settle, .rule, .release,
      .resolve,
      .tell,
      .readMemory, .remember, .export:
      runner.perform(effect)
    }
  }
}
