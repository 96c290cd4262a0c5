import Glibc
import Payments
import PlainViews
import SampleWorld
import SupportDesk
import Synchronization
import Terminal
import Testing
import TextSafety
import ViewModels

@testable import DeskApp

/// The event loop of a conversation in lines, with a real desk behind it and nobody at the terminal but the test.
@Suite(.timeLimit(.minutes(1)))
struct PlainLoopTests {
  /// What is typed to send a refund of 5.00, a line for each question.
  private static let refund = ["np-order", "1", "refund", "5.00", "", "", "", "5.00"]

  /// Holds a conversation on a thread of its own and returns what was written.
  private static func talk(
    _ script: Script, _ make: @Sendable (Mailbox<DeskEvent>) throws -> Stage
  ) async throws -> (stage: Stage, lines: [String], maySend: Bool) {
    let mailbox = Mailbox<DeskEvent>(wakeUp: try WakeUp())
    let stage = try make(mailbox)
    let lines = await onThread {
      let clock = EventClock()
      let terminal = ScriptedLines(script, stage: stage, clock: clock)
      var loop = PlainLoop(
        desk: PlainDesk(context: World.context), terminal: terminal, mailbox: mailbox,
        runner: stage.runner, now: { clock.now })
      loop.run()
      return terminal.written
    }
    let maySend = stage.runner.maySend()
    await stage.runner.finish()
    return (stage, lines, maySend)
  }

  private static func stage(_ mailbox: Mailbox<DeskEvent>) throws -> Stage {
    try Stage { mailbox.post($0) }
  }

  @Test func `a refund is talked through and sent once`() async throws {
    let (stage, lines, maySend) = try await Self.talk(
      Script(lines: Self.refund + ["quit"]), Self.stage)
    #expect(maySend)
    #expect(stage.provider.asked(.send) == 1)
    #expect(stage.posted.ended == [.succeeded])
    #expect(lines.contains { $0.contains("Refunded 5.00 GBP") }, "\(lines)")
  }

  @Test func `it is said where one is before the first line is waited for`() async throws {
    let (_, lines, _) = try await Self.talk(Script(lines: []), Self.stage)
    let first = try #require(lines.firstIndex(of: "(waits)"))
    #expect(first > 0, "\(lines)")
  }

  @Test func `when no other line comes nothing is sent that is not on its way`() async throws {
    let (stage, lines, maySend) = try await Self.talk(
      Script(lines: Self.refund.dropLast()), Self.stage)
    #expect(!maySend)
    #expect(stage.provider.asked(.send) == 0)
    #expect(stage.posted.ended.isEmpty, "\(lines)")
  }

  @Test func `a line that drops while a refund is on its way is waited out`() async throws {
    let script = Script(
      lines: Self.refund,
      closesOnSend: { stage, waits in
        // Only once the loop has slept a while without an answer does one come.
        if waits == 20 { stage.provider.release(.send) }
      })
    let (stage, lines, _) = try await Self.talk(script) { mailbox in
      let stage = try Self.stage(mailbox)
      stage.provider.hold(.send)
      return stage
    }
    #expect(stage.posted.ended == [.succeeded])
    #expect(lines.contains("Leaving as soon as the answer is recorded."), "\(lines)")
    #expect(lines.count { $0 == "(closed)" } == 1)
  }
}

/// What the person at the terminal does.
private struct Script: Sendable {
  /// What is typed, a line for each question; after them no other comes.
  var lines: [String]
  /// The line drops once a write is on its way; called each time that the loop sleeps afterwards.
  var closesOnSend: (@Sendable (Stage, _ waits: Int) -> Void)?

  init(lines: some Sequence<String>, closesOnSend: (@Sendable (Stage, Int) -> Void)? = nil) {
    self.lines = Array(lines)
    self.closesOnSend = closesOnSend
  }
}

/// A terminal of lines on which a script is typed.
private final class ScriptedLines: LineTerminal {
  private(set) var written: [String] = []
  private var script: Script
  private let stage: Stage
  private let clock: EventClock
  private var waitsAfterEnd: Int?

  init(_ script: Script, stage: Stage, clock: EventClock) {
    self.script = script
    self.stage = stage
    self.clock = clock
  }

  func write(line: SafeText) { written.append(line.text) }
  func write(prompt: SafeText) { written.append(prompt.text) }
  func endLine() {}
  func hush() {}
  func listen() {}
  func close() {}

  func nextEvent(takesLine: Bool, timeoutMilliseconds: Int?) -> LineEvent {
    precondition(clock.tick() < 60_000, "The loop does not end.")
    if written.last != "(waits)" { written.append("(waits)") }
    if let waits = waitsAfterEnd {
      waitsAfterEnd = waits + 1
      script.closesOnSend?(stage, waits)
      return rest()
    }
    if script.closesOnSend != nil, stage.provider.asked(.send) > 0 { return end() }
    guard takesLine else { return rest() }
    if script.lines.isEmpty { return end() }
    return .line(ForeignText(script.lines.removeFirst()))
  }

  private func end() -> LineEvent {
    written.append("(closed)")
    waitsAfterEnd = 0
    return .closed
  }

  /// Gives the other threads a moment.
  private func rest() -> LineEvent {
    usleep(1000)
    return .timedOut
  }
}

/// A clock that goes on with each event, so that questions are quiet for long enough.
private final class EventClock: Sendable {
  private let events = Mutex(0)

  var now: Instant { World.start.adding(milliseconds: Int64(events.withLock(\.self)) * 5) }

  /// Counts an event; returns how many there were.
  func tick() -> Int {
    events.withLock { events in
      events += 1
      return events
    }
  }
}
