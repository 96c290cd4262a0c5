import CNcurses
package import TextSafety

/// The agent's terminal, drawn by ncurses.
///
/// Signals are blocked in the thread that opens it; call ``blockSignals()`` first thing in the
/// program, so that they are blocked in all threads and none of them is interrupted.
package final class CursesScreen: Screen {
  /// Which terminal type is used.
  package let terminalType: TerminalType

  /// How many colours are used.
  package let colourDepth: ColourDepth

  /// Whether anything but ASCII can be shown.
  package let showsUTF8: Bool

  /// How many columns and rows there are now.
  package private(set) var size: Size

  private let environment: TerminalEnvironment
  private var painter: Painter
  private var source: EventSource
  private var isOpen = true
  /// Until when an answer of the terminal may come; `nil` while none is awaited.
  private var answerDeadline: ContinuousClock.Instant?
  /// Whether the agent leaves, and nobody else ended the program.
  private var isLeft = true

  /// How long an answer may be on its way over a slow line; only a terminal that never answers is waited for so long.
  private static let answerPatience = Duration.seconds(2)
  private static let hangUpPatience = Duration.milliseconds(20)

  /// Opens the screen on standard input and output.
  ///
  /// - Parameter wakeUp: what wakes the loop when messages wait.
  package init(
    environment: TerminalEnvironment, options: ScreenOptions = ScreenOptions(), wakeUp: WakeUp
  ) throws(TerminalError) {
    let opened: Opened
    do {
      opened = try Self.open(environment, options)
    } catch {
      // The program goes on without a screen, and must be possible to interrupt.
      CNUnblockSignals()
      throw error
    }
    terminalType = opened.type
    colourDepth = opened.depth
    showsUTF8 = opened.showsUTF8
    self.environment = environment
    size = Self.currentSize
    painter = Painter(
      pairs: ColourPairs(depth: opened.depth, pairCount: opened.type.capabilities.pairCount),
      showsUTF8: opened.showsUTF8, isANSI: opened.type.capabilities.isANSI,
      isSynchronised: opened.isSynchronised)
    source = EventSource(
      decoder: KeyDecoder(reportsMouse: options.reportsMouse), wakeUp: wakeUp,
      escapeDelayMilliseconds: environment.escapeDelayMilliseconds)
  }

  /// Blocks the signals that the screen will read, in this thread and those it starts later.
  package static func blockSignals() { CNBlockSignals() }

  private static var currentSize: Size {
    let size = CNScreenSize()
    return Size(columns: Int(size.columns), rows: Int(size.rows))
  }

  /// Gives the terminal back; nothing can be shown afterwards.
  package func close() {
    guard isOpen else { return }
    isOpen = false
    if !awaitAnswers() { isLeft = false }
    if !source.isClosed {
      painter.leave()
      if isLeft { giveBack(source.takeKeys()) }
    }
    CNClose()
  }

  /// Keys that were typed after the one that leaves are for the shell, although they were read here.
  private func giveBack(_ keys: [Key]) {
    let bytes = keys.flatMap(\.bytes)
    guard !bytes.isEmpty else { return }
    unsafe _ = CNGiveBackInput(bytes, bytes.count)
  }

  // MARK: Painting

  /// Shows a canvas; what is already shown is not sent again.
  package func present(_ canvas: Canvas) {
    guard isOpen, !source.isClosed else { return }
    painter.paint(canvas)
  }

  /// Paints everything again.
  package func redraw() {
    guard isOpen, !source.isClosed else { return }
    painter.repaint()
  }

  // MARK: Events

  /// Sleeps until something happens, at most the given time; for ever when it is `nil`.
  package func nextEvent(timeoutMilliseconds: Int?) -> TerminalEvent {
    guard isOpen else { return .inputClosed }
    while true {
      switch source.next(timeoutMilliseconds: timeoutMilliseconds) {
      case .event(let event):
        switch event {
        case .reply(.attributes): expectAnswers(until: nil)
        // A terminal that is going away is waited for no longer than nobody notices.
        case .signal(.hangUp):
          if answerDeadline != nil { expectAnswers(until: .now + Self.hangUpPatience) }
          isLeft = false
        case .inputClosed:
          expectAnswers(until: nil)
          isLeft = false
        case .signal(.terminate), .signal(.interrupt), .signal(.quit): isLeft = false
        case .key, .paste, .mouse, .reply(.background), .resized, .resumed, .woken, .timedOut: break
        }
        return event
      case .stop:
        stop(wholeGroup: false)
      case .continued:
        CNTakeModes()
        afterContinuing()
      case .sizeChanged:
        adoptSize()
      }
    }
  }

  /// Stops the program and all that was started with it, as the terminal's own Ctrl-Z would.
  package func suspend() {
    guard isOpen, !source.isClosed else { return }
    stop(wholeGroup: true)
  }

  private func stop(wholeGroup: Bool) {
    guard awaitAnswers() else { return }
    painter.leave()
    CNStop(wholeGroup)
    source.dropContinueSignal()
    afterContinuing()
  }

  private func afterContinuing() {
    adoptSize()
    // Whoever wrote meanwhile left the terminal with a look that nobody here knows.
    painter.repaint()
    source.enqueue(.resumed)
  }

  private func adoptSize() {
    guard CNAdoptSize() else { return }
    size = Self.currentSize
    painter.forget()
    source.enqueue(.resized(size))
  }

  // MARK: The terminal's services

  /// Puts text on the agent's clipboard as well as the terminal allows.
  package func copy(_ text: SafeText) -> CopyOutcome {
    guard isOpen, !source.isClosed else { return .unavailable }
    guard let sequence = ClipboardSequence.bytes(for: text) else { return .tooLong }
    if environment.isInsideTmux, TmuxClipboard.load(text) { return .copiedThroughTmux }
    guard terminalType.hasClipboard else { return .unavailable }
    let bytes =
      environment.isInsideScreen ? ClipboardSequence.throughScreen(sequence) : sequence
    unsafe CNSend(bytes, bytes.count)
    return environment.isInsideScreen ? .sentThroughScreen : .sentToTerminal
  }

  /// Asks for the background colour.
  package func requestBackground() {
    guard isOpen, !source.isClosed, terminalType.hasClipboard, !environment.isInsideScreen
    else { return }
    // Not every terminal tells its colour, but every one what it can do, and answers in order.
    let questions = Array("\u{1B}]11;?\u{1B}\\\u{1B}[c".utf8)
    unsafe CNSend(questions, questions.count)
    expectAnswers(until: .now + Self.answerPatience)
  }

  private func expectAnswers(until deadline: ContinuousClock.Instant?) {
    answerDeadline = deadline
    CNExpectAnswers(deadline != nil)
  }

  /// Waits for answers that were asked for a moment ago: one that comes later would be typed into the agent's shell.
  ///
  /// Returns `false` when the program has to end before.
  private func awaitAnswers() -> Bool {
    guard let deadline = answerDeadline else { return true }
    guard source.awaitAnswers(until: deadline) else { return false }
    expectAnswers(until: nil)
    return true
  }
}

// MARK: - Opening

extension CursesScreen {
  private struct Opened {
    let type: TerminalType
    let depth: ColourDepth
    let showsUTF8: Bool
    let isSynchronised: Bool
  }

  private static func open(
    _ environment: TerminalEnvironment, _ options: ScreenOptions
  ) throws(TerminalError) -> Opened {
    guard CNIsTerminal() else { throw .notATerminal }
    CNBlockSignals()
    let showsUTF8 = CNAdoptLocale()
    let type = try TerminalType.choose(
      for: environment.terminalType, look: TerminalType.look)
    let depth = ColourDepth(
      type: type.capabilities, environment: environment, isLowBandwidth: options.isLowBandwidth)
    let isSynchronised = type.capabilities.isANSI && !options.isLowBandwidth
    let settings = CNOptions(
      usesColours: depth != .none,
      addsDirectColours: depth == .direct && !type.capabilities.hasDirectColours,
      usesPrivateModes: type.capabilities.isANSI,
      isSynchronised: isSynchronised,
      reportsMouse: type.capabilities.isANSI && options.reportsMouse)
    unsafe CNSetLastWords(options.lastWords.description)
    return Opened(
      type: type, depth: try open(type.name, settings, depth), showsUTF8: showsUTF8,
      isSynchronised: isSynchronised)
  }

  /// Opens the screen and returns the depth of colour that it got.
  private static func open(
    _ name: String, _ settings: CNOptions, _ depth: ColourDepth
  ) throws(TerminalError) -> ColourDepth {
    switch unsafe CNOpen(name, settings) {
    case .done: return depth
    case .twice: throw .alreadyOpen
    case .refused:
      guard settings.addsDirectColours else { throw .refused }
      var plain = settings
      plain.addsDirectColours = false
      return try open(name, plain, .indexed)
    }
  }
}

extension TerminalType {
  /// Looks a type up in the terminfo database.
  fileprivate static func look(_ name: String) -> Capabilities {
    let found = unsafe CNDescribeTerminalType(name)
    return Capabilities(
      isKnown: found.isKnown, canAddressCursor: found.canAddressCursor, isANSI: found.isANSI,
      hasDirectColours: found.hasDirectColours, colourCount: Int(found.colourCount),
      pairCount: Int(found.pairCount))
  }
}
