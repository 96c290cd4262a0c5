import CNcurses
package import TextSafety

/// Standard input and output as lines: nothing is written but text and line ends.
package final class StandardLines: LineTerminal {
  private let wakeUp: WakeUp
  private let showsUTF8: Bool
  /// Whether the terminal itself shows what is typed, and where.
  private let echoes: Bool
  private let clock = ContinuousClock()
  private var buffer = LineBuffer()
  private var bytes = [UInt8](repeating: 0, count: 4096)
  private var isHushed = false
  private var isAtEnd = false
  private var isOpen = true
  /// The system's error number where a file or a pipe did not take what was written.
  package private(set) var loss: Int32?

  /// Takes the signals; the terminal goes on to make lines of what is typed.
  ///
  /// - Parameter wakeUp: what wakes the loop when messages wait.
  package init(wakeUp: WakeUp) throws(TerminalError) {
    self.wakeUp = wakeUp
    showsUTF8 = CNAdoptLocale()
    echoes = CNIsTerminal()
    guard CNLinesOpen() else { throw .refused }
  }

  /// Gives the signals back.
  package func close() {
    guard isOpen else { return }
    isOpen = false
    CNLinesClose()
  }

  // MARK: Writing

  /// Writes a line.
  package func write(line: SafeText) { send(printable(line) + "\n") }

  /// Writes a question; what is typed stands behind it.
  package func write(prompt: SafeText) { send(printable(prompt)) }

  /// Ends a line whose question was interrupted.
  package func endLine() { send("\n") }

  private func printable(_ text: SafeText) -> String {
    showsUTF8 ? text.text : ASCIIForm.words(text)
  }

  private func send(_ text: String) {
    let bytes = Array(text.utf8)
    guard loss == nil else { return }
    let number = unsafe CNSend(bytes, bytes.count)
    // A terminal that is gone hangs up besides.
    guard number != 0, !echoes else { return }
    loss = number
    // Nobody decides anything more who is not told what comes of it.
    isAtEnd = true
    buffer.drop()
  }

  // MARK: Type-ahead

  /// Drops what was typed before; each further key is told and counts for nothing.
  package func hush() {
    isHushed = true
    CNLinesHush()
    dropInput()
  }

  /// Drops what was typed before; what is typed from here on counts.
  package func listen() {
    isHushed = false
    CNLinesListen()
    dropInput()
  }

  /// More than any pipe holds; who writes without end is not waited for.
  private static let dropsMax = 1024

  /// A terminal has dropped it already; of a pipe everything is taken that is in it.
  private func dropInput() {
    buffer.drop()
    for _ in 0..<Self.dropsMax {
      guard !isAtEnd, CNHasInput(), read() > 0 else { return }
      buffer.drop()
    }
  }

  // MARK: Events

  /// Sleeps until something happens, at most the given time; for ever when it is `nil`.
  package func nextEvent(takesLine: Bool, timeoutMilliseconds: Int?) -> LineEvent {
    guard isOpen else { return .closed }
    let deadline = timeoutMilliseconds.map { clock.now + .milliseconds(max(0, $0)) }
    while true {
      if takesLine, let line = takeLine() { return line }
      let waitsForInput = !isAtEnd && (takesLine || isHushed)
      let rest = deadline.map { clock.milliseconds(until: $0) } ?? -1
      let ready = CNWait(wakeUp.descriptor, rest, waitsForInput)
      if ready.hasSignal, let event = takeSignal() { return event }
      if ready.isWoken {
        wakeUp.drain()
        return .woken
      }
      if ready.hasInput, read() > 0, isHushed {
        buffer.drop()
        return .typed
      }
      if let deadline, deadline <= clock.now { return .timedOut }
    }
  }

  /// A line without its end at the end of input was not entered.
  private func takeLine() -> LineEvent? {
    guard let line = buffer.next() else { return isAtEnd ? .closed : nil }
    // Where nothing shows what was said, the answer would follow on the line of the question.
    if !echoes { write(line: line.safe) }
    return .line(line)
  }

  @discardableResult private func read() -> Int {
    let count = Int(unsafe CNReadInput(&bytes, bytes.count))
    if count < 0 { isAtEnd = true }
    if count > 0 { buffer.feed(bytes[..<count]) }
    return count
  }

  private func takeSignal() -> LineEvent? {
    while true {
      switch CNReadSignal() {
      case .none: return nil
      case .interrupt: return .interrupt
      case .hangUp: return .signal(.hangUp)
      case .terminate: return .signal(.terminate)
      case .quit: return .signal(.quit)
      case .stop: CNLinesStop()
      case .continue: return .resumed
      case .resize: continue
      }
    }
  }
}
