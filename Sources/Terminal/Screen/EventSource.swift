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
      let end = [deadline, settleTime].compactMap(\.self).min()
      let ready = CNWait(
        wakeUp.descriptor, end.map { Self.milliseconds(until: $0, by: clock) } ?? -1, !isClosed)
      if ready.hasSignal { takeSignals() }
      if ready.hasInput { takeInput() }
      if ready.isWoken {
        wakeUp.drain()
        enqueue(.woken)
      }
      let now = clock.now
      if let settleTime, settleTime <= now {
        self.settleTime = nil
        for event in decoder.timedOut() { enqueue(event) }
      }
      if let deadline, deadline <= now, head == queue.count { return .event(.timedOut) }
    }
  }

  /// Waits for the terminal's answer and drops everything else; `false` when it did not come in time, or a signal or the
  /// end of the terminal came first.
  mutating func awaitReply(until deadline: ContinuousClock.Instant) -> Bool {
    while true {
      switch next(timeoutMilliseconds: Int(Self.milliseconds(until: deadline, by: clock))) {
      case .event(.reply): return true
      case .event(.timedOut), .event(.signal), .event(.inputClosed): return false
      case .event(.key), .event(.paste), .event(.mouse), .event(.resized), .event(.resumed),
        .event(.woken), .stop, .continued, .sizeChanged:
        continue
      }
    }
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

  /// Rounded up, so that the time has really passed when the wait ends.
  static func milliseconds(
    until instant: ContinuousClock.Instant, by clock: ContinuousClock
  ) -> Int32 {
    let duration = max(.zero, instant - clock.now)
    let (seconds, attoseconds) = duration.components
    let perMillisecond: Int64 = 1_000_000_000_000_000
    let rounded = (attoseconds + perMillisecond - 1) / perMillisecond
    return Int32(clamping: min(seconds, Int64(Int32.max) / 1000) * 1000 + rounded)
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
    let count = unsafe CNReadInput(&buffer, buffer.count)
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
