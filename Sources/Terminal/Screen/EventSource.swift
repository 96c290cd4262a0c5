import CNcurses

/// Sleeps on the terminal, the signals and the wake-up at once, and says what happened.
struct EventSource {
  /// What happened; all but an event is for the screen itself.
  enum Outcome: Hashable {
    case event(TerminalEvent)
    case stop
    case continued
    case sizeChanged
  }

  /// How long the rest of a sequence may take on a slow line.
  private static let sequenceDelayMilliseconds = 250

  private var decoder: KeyDecoder
  private let wakeUp: WakeUp
  private let escapeDelayMilliseconds: Int
  private let clock = ContinuousClock()
  private var queue: [Outcome] = []
  private var head = 0
  private var settleTime: ContinuousClock.Instant?
  private var buffer = [UInt8](repeating: 0, count: 4096)
  /// How many bytes are read at once.
  private var readLimit = 4096

  /// Whether the terminal is gone: then it is neither read nor waited for, which would never sleep
  /// again.
  private(set) var isClosed = false

  init(decoder: KeyDecoder, wakeUp: WakeUp, escapeDelayMilliseconds: Int) {
    self.decoder = decoder
    self.wakeUp = wakeUp
    self.escapeDelayMilliseconds = escapeDelayMilliseconds
  }

  /// Puts an event behind those that wait.
  mutating func enqueue(_ event: TerminalEvent) { queue.append(.event(event)) }

  /// The next thing that happens, waiting at most the given time.
  mutating func next(timeoutMilliseconds: Int?) -> Outcome {
    let deadline = timeoutMilliseconds.map { clock.now + .milliseconds(max(0, $0)) }
    while true {
      if let outcome = popFirst() { return outcome }
      let end = deadline.map { min($0, settleTime ?? $0) } ?? settleTime
      let ready = CNWait(
        wakeUp.descriptor, end.map { clock.milliseconds(until: $0) } ?? -1, !isClosed)
      if ready.hasSignal { takeSignals() }
      if ready.hasInput { takeInput() }
      if ready.isWoken {
        wakeUp.drain()
        enqueue(.woken)
      }
      if let settleTime, settleTime <= clock.now {
        self.settleTime = nil
        for event in decoder.timedOut() { enqueue(event) }
      }
      if head == queue.count, let deadline, deadline <= clock.now { return .event(.timedOut) }
    }
  }

  /// Waits until the terminal has answered all that it was asked, and keeps what else happens, in its order.
  ///
  /// Returns `false` when something else wants the program to end first: a signal, or the end of the terminal.
  mutating func awaitAnswers(until end: ContinuousClock.Instant) -> Bool {
    var deadline = end
    // One byte at a time, so that what is typed behind the answer stays unread for who comes next.
    readLimit = 1
    var kept: [Outcome] = []
    defer {
      readLimit = buffer.count
      queue = kept + queue[head...]
      head = 0
    }
    while true {
      let outcome = next(timeoutMilliseconds: Int(clock.milliseconds(until: deadline)))
      switch outcome {
      case .event(.reply(.attributes)): return true
      case .event(.timedOut):
        // An answer that has begun is waited for, which settles within a moment.
        guard decoder.waiting == .sequence else { return true }
        deadline = clock.now + .milliseconds(Self.sequenceDelayMilliseconds)
      case .event(.signal), .event(.inputClosed):
        kept.append(outcome)
        return false
      // The program is being stopped or left anyway.
      case .stop, .continued: break
      case .event(.key), .event(.paste), .event(.mouse), .event(.resized), .event(.resumed),
        .event(.reply(.background)), .event(.woken), .sizeChanged:
        kept.append(outcome)
      }
    }
  }

  /// Takes the keys that nobody has asked for yet.
  mutating func takeKeys() -> [Key] {
    let keys = queue[head...].compactMap { outcome -> Key? in
      guard case .event(.key(let key)) = outcome else { return nil }
      return key
    }
    queue = []
    head = 0
    return keys
  }

  /// Takes the signal that came with continuing, which is dealt with.
  mutating func dropContinueSignal() {
    takeSignals()
    queue = queue[head...].filter { $0 != .continued }
    head = 0
  }

  private mutating func popFirst() -> Outcome? {
    guard head < queue.count else { return nil }
    defer {
      head += 1
      if head == queue.count {
        queue.removeAll(keepingCapacity: true)
        head = 0
      }
    }
    return queue[head]
  }

  private mutating func takeSignals() {
    while true {
      switch CNReadSignal() {
      case .none: return
      case .hangUp: enqueue(.signal(.hangUp))
      case .terminate: enqueue(.signal(.terminate))
      case .interrupt: enqueue(.signal(.interrupt))
      case .quit: enqueue(.signal(.quit))
      case .resize: queue.append(.sizeChanged)
      case .stop: queue.append(.stop)
      case .continue: queue.append(.continued)
      }
    }
  }

  private mutating func takeInput() {
    let count = unsafe CNReadInput(&buffer, readLimit)
    guard count >= 0 else {
      isClosed = true
      enqueue(.inputClosed)
      return
    }
    for event in decoder.feed(buffer[..<Int(count)]) { enqueue(event) }
    settleTime = delay(decoder.waiting).map { clock.now + .milliseconds($0) }
  }

  private func delay(_ waiting: KeyDecoder.Waiting) -> Int? {
    switch waiting {
    case .nothing: nil
    case .escape: escapeDelayMilliseconds
    case .sequence: Self.sequenceDelayMilliseconds
    }
  }
}
