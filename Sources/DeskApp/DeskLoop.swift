package import Payments
package import Terminal
import TerminalViews
import TextSafety
package import ViewModels

/// The event loop: one thread, one screen.
///
/// Waits on the terminal, turns what happens into events, lets the model decide, performs what it wants, and paints
/// once per batch. Nothing here waits for a disk or a network: what needs a runner waits, in order, until one arrives.
package struct DeskLoop {
  private let screen: any Screen
  private let mailbox: Mailbox<DeskEvent>
  private let runners: Mailbox<EffectRunner>
  private var runner: EffectRunner?
  private var waiting: [DeskEffect] = []
  private let themes: ThemeShelf
  private let now: @Sendable () -> Instant
  private var model: DeskModel
  private var timers = DeskTimers()
  private let drawn = DrawnDesk()
  private var isEnding = false

  /// Makes a loop; nothing happens before `run`.
  ///
  /// - Parameters:
  ///   - model: The state to begin with.
  ///   - screen: The terminal, open.
  ///   - mailbox: Where the runner and watchers post.
  ///   - runners: Where what performs the effects that need a disk or a network arrives, once.
  ///   - themes: The colours.
  ///   - now: The wall clock.
  package init(
    model: DeskModel, screen: any Screen, mailbox: Mailbox<DeskEvent>,
    runners: Mailbox<EffectRunner>, themes: ThemeShelf, now: @escaping @Sendable () -> Instant
  ) {
    self.model = model
    self.screen = screen
    self.mailbox = mailbox
    self.runners = runners
    self.themes = themes
    self.now = now
  }

  /// Runs until the model quits or the terminal is gone and nothing is on the wire.
  ///
  /// - Parameter shown: Called once, when there is something to look at.
  package mutating func run(shown: () -> Void) {
    let size = screen.size
    handle(.started(columns: size.columns, rows: size.rows, at: now()))
    paint()
    // Only now: the answer takes a round trip, and may never come.
    if model.context.lightTheme != nil, screen.colourDepth != .none { screen.requestBackground() }
    shown()
    while !isEnding {
      take(screen.nextEvent(timeoutMilliseconds: timers.wait))
      if runner == nil { attachRunner() }
      for event in mailbox.drain() { handle(event) }
      for timer in timers.due() { handle(.timerFired(timer, at: now())) }
      if !isEnding { paint() }
    }
  }

  // MARK: - Events in

  private mutating func take(_ event: TerminalEvent) {
    switch event {
    case .key(let key):
      if let press = KeyPress(key) { handle(.keyPressed(press, at: now())) }
    case .paste(let text): handle(.pasted(text, at: now()))
    case .resized(let size): handle(.resized(columns: size.columns, rows: size.rows))
    case .signal, .inputClosed:
      runner?.sendNothingMore()
      handle(.endRequested(at: now()))
    case .reply(.background(let colour)):
      if colour.isLight { handle(.lightBackground(at: now())) }
    case .reply(.attributes), .mouse, .resumed, .woken, .timedOut: break
    }
  }

  private mutating func handle(_ event: DeskEvent) {
    for effect in model.update(event) { perform(effect) }
  }

  // MARK: - Effects out

  private mutating func perform(_ effect: DeskEffect) {
    switch effect {
    case .schedule(let timer, let milliseconds):
      timers.schedule(timer, milliseconds: milliseconds)
    case .unschedule(let timer): timers.unschedule(timer)
    case .copy(let text): handle(.copied(screen.copy(text).message, at: now()))
    case .readTheme(let name):
      themes.fetch(name) { [mailbox, now] mistake in
        mailbox.post(.themeArrived(name, mistake: mistake, at: now()))
      }
    case .redraw: screen.redraw()
    case .suspend: screen.suspend()
    case .quit: isEnding = true
    case .search, .open, .review, .prepare, .send, .discard, .readNews, .readAttention,
      .readDossier, .readTimeline, .note, .planSettling, .settleDue, .settle, .rule, .release,
      .resolve,
      .tell,
      .readMemory, .remember, .export:
      guard let runner else {
        waiting.append(effect)
        return
      }
      runner.perform(effect)
    }
  }

  /// The colours that suit the terminal.
  private var palette: ThemeStyles {
    guard screen.colourDepth != .none else { return .monochrome }
    var palette = themes.palette(of: model.screen.theme.drawn)
    palette.depth = screen.colourDepth
    return palette
  }

  /// Takes the runner that arrived, and gives it what waited.
  private mutating func attachRunner() {
    guard let arrived = runners.drain().first else { return }
    runner = arrived
    for effect in waiting { arrived.perform(effect) }
    waiting = []
  }

  private mutating func paint() {
    screen.present(DeskView.canvas(of: model, size: screen.size, palette: palette, drawn: drawn))
    handle(.painted(at: now()))
  }
}

extension KeyPress {
  /// The key as the models know it; `nil` for keys that no action uses.
  init?(_ key: Key) {
    switch key {
    case .character(let character): self = .character(character)
    case .control(let character): self = .control(character)
    case .enter: self = .enter
    case .escape: self = .escape
    case .tab: self = .tab
    case .backTab: self = .backTab
    case .backspace: self = .backspace
    case .delete: self = .delete
    case .up: self = .up
    case .down: self = .down
    case .left: self = .left
    case .right: self = .right
    case .home: self = .home
    case .end: self = .end
    case .pageUp: self = .pageUp
    case .pageDown: self = .pageDown
    case .alt, .function, .insert: return nil
    }
  }
}
