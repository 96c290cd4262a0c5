import Payments
import SampleWorld
import SupportDesk
import Synchronization
import Terminal
import TerminalViews
import Testing
import TextSafety
import ViewModels

@testable import DeskApp

/// The event loop on a screen in memory: what reaches the model, in which order effects are performed, and when it ends.
@Suite(.timeLimit(.minutes(1)))
struct DeskLoopTests {
  /// What a loop runs between.
  private struct Parts {
    let mailbox: Mailbox<DeskEvent>
    let runners: Mailbox<EffectRunner>

    init() throws {
      let wakeUp = try WakeUp()
      mailbox = Mailbox(wakeUp: wakeUp)
      runners = Mailbox(wakeUp: wakeUp)
    }

    func loop(_ screen: any Screen, model: DeskModel? = nil) -> DeskLoop {
      DeskLoop(
        model: model ?? DeskModel(context: World.context), screen: screen, mailbox: mailbox,
        runners: runners,
        themes: ThemeShelf(.monochrome) { _ throws(ThemeShelf.Mistake) in .monochrome },
        now: { World.start })
    }
  }

  private static let size = Size(columns: 80, rows: 24)

  @Test func `there is something to look at before anything else is begun`() throws {
    let (parts, screen) = (
      try Parts(), MemoryScreen(size: Self.size, script: [.key(.character("q"))])
    )
    var loop = parts.loop(screen)
    var shown = 0
    loop.run {
      shown += 1
      #expect(screen.presented.count == 1)
      #expect(screen.script.count == 1)
    }
    #expect(shown == 1)
  }

  @Test func `keys and pastes reach the model, and it is painted after each`() throws {
    let screen = MemoryScreen(
      size: Self.size,
      script: [
        .key(.character("/")), .key(.character("z")), .paste("ebra"), .key(.function(1)),
        .key(.escape), .key(.character("q")), .key(.character("?")),
      ])
    var loop = try Parts().loop(screen)
    loop.run {}
    let texts = screen.presented.map { $0.plainText() }
    #expect(texts.contains { $0.contains("/ z ") })
    #expect(texts.contains { $0.contains("/ zebra") })
    // What came after the end is not taken.
    #expect(screen.script == [.key(.character("?"))])
  }

  @Test func `sizes reach the model: where nothing can be seen nothing is typed`() throws {
    let screen = MemoryScreen(
      size: Self.size,
      script: [
        .resized(Size(columns: 30, rows: 6)), .key(.character("/")), .resized(Self.size),
        .key(.character("q")), .key(.character("?")),
      ])
    var loop = try Parts().loop(screen)
    loop.run {}
    #expect(screen.script == [.key(.character("?"))])
  }

  @Test func `after the end nothing is painted`() throws {
    let screen = SteppedScreen(size: Self.size)
    screen.steps = [{ .key(.character("q")) }]
    var loop = try Parts().loop(screen)
    loop.run {}
    #expect(screen.paints == 1)
  }

  @Test func `what is wanted of the terminal is done at once`() throws {
    let screen = MemoryScreen(
      size: Self.size,
      script: [.key(.control("l")), .key(.control("z")), .key(.character("q"))])
    var loop = try Parts().loop(screen)
    loop.run {}
    #expect(screen.actions.suffix(2) == ["redraw", "suspend"])
  }

  @Test func `effects wait for their runner and are then performed in their order`() async throws {
    let (parts, stage) = (try Parts(), try Stage())
    let screen = SteppedScreen(size: Self.size)
    screen.steps = [
      { .paste("np-order") },
      { .key(.enter) },
      {
        #expect(stage.store.log.isEmpty)
        parts.runners.post(stage.runner)
        return .woken
      },
      { .key(.character("q")) },
    ]
    var loop = parts.loop(screen)
    loop.run {}
    await stage.runner.finish()
    #expect(stage.store.log.first == "read")
    #expect(stage.store.log.contains("keep"))
  }

  @Test(arguments: [TerminalEvent.signal(.hangUp), .signal(.terminate), .inputClosed])
  func `when the line is gone nothing more is sent, and the loop ends`(event: TerminalEvent) throws
  {
    let (parts, stage) = (try Parts(), try Stage())
    let screen = SteppedScreen(size: Self.size)
    screen.steps = [
      {
        parts.runners.post(stage.runner)
        return .woken
      },
      {
        #expect(stage.runner.maySend())
        return event
      },
    ]
    var loop = parts.loop(screen)
    loop.run {}
    #expect(!stage.runner.maySend())
    #expect(screen.steps.isEmpty)
  }

  @Test func `the loop goes on until the answer to what is on the wire is recorded`() throws {
    let parts = try Parts()
    let model = DeskModel.sending
    let serial = try #require(model.confirm?.serial)
    let screen = SteppedScreen(size: Self.size)
    screen.steps = [
      { .signal(.hangUp) },
      { .timedOut },
      {
        parts.mailbox.post(.noticed(.note, "news", at: World.start))
        return .woken
      },
      {
        parts.mailbox.post(
          .decisionEnded(serial: serial, .success(World.result()), at: World.start))
        return .woken
      },
      {
        Issue.record("The loop goes on after the answer.")
        return .timedOut
      },
    ]
    var loop = parts.loop(screen, model: model)
    loop.run {}
    #expect(screen.steps.count == 1)
  }
}

/// A screen in memory on which each event is made when it is asked for.
private final class SteppedScreen: Screen {
  var steps: [() -> TerminalEvent] = []
  private let memory: MemoryScreen
  private var waitsAfterEnd = 0
  /// How often it was painted, whether anything had changed or not.
  private(set) var paints = 0

  init(size: Size) { memory = MemoryScreen(size: size) }

  var size: Size { memory.size }
  var colourDepth: ColourDepth { memory.colourDepth }

  func present(_ canvas: Canvas) {
    paints += 1
    memory.present(canvas)
  }

  func nextEvent(timeoutMilliseconds: Int?) -> TerminalEvent {
    guard steps.isEmpty else { return steps.removeFirst()() }
    waitsAfterEnd += 1
    precondition(waitsAfterEnd < 10_000, "The loop does not end.")
    return .inputClosed
  }

  func suspend() {}
  func redraw() {}
  func copy(_ text: SafeText) -> CopyOutcome { memory.copy(text) }
  func requestBackground() {}
  func close() {}
}

extension DeskModel {
  /// A desk whose refund of 5.00 is on the wire.
  fileprivate static var sending: DeskModel {
    var model = DeskModel(context: World.context)
    var now = World.start
    func send(_ event: DeskEvent) { _ = model.update(event) }
    func press(_ keys: KeyPress...) { for key in keys { send(.keyPressed(key, at: now)) } }
    func type(_ text: String) {
      for character in text { send(.keyPressed(.character(character), at: now)) }
    }
    send(.started(columns: 80, rows: 24, at: now))
    send(
      .searchAnswered(serial: model.list.serial, World.answer([World.row("1")]), at: now))
    send(.timerFired(.cursorRested, at: now))
    send(.detailArrived(serial: model.detail.serial, .success(World.detail("1")), at: now))
    press(.character("R"))
    type("5.00")
    press(.enter, .enter, .enter, .enter, .enter)
    send(
      .reviewArrived(
        serial: model.form?.reviewSerial ?? -1, .success(World.review()), at: now))
    send(.painted(at: now))
    now = now.adding(milliseconds: 300)
    send(.timerFired(.confirmQuiet, at: now))
    type("5.00")
    press(.enter)
    send(
      .decisionPrepared(
        serial: model.confirm?.serial ?? -1, .success(World.intent(state: .prepared)), at: now))
    return model
  }
}
