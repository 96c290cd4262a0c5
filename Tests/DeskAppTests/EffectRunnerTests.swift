import Payments
import SampleWorld
import SupportDesk
import Synchronization
import Testing
import ViewModels

@testable import DeskApp

/// What becomes of effects: which answers are told, which are given up, and what the program waits for.
@Suite(.timeLimit(.minutes(1)))
struct EffectRunnerTests {
  // MARK: - Looks that others replace

  @Test func `a newer search ends the older one, of which nothing more is told`() async throws {
    let stage = try Stage()
    stage.provider.hold(.search)
    stage.runner.perform(.search(serial: 1, .words("one")))
    try await until { stage.provider.asked(.search) == 1 && stage.posted.searches == [1] }
    stage.runner.perform(.search(serial: 2, .words("two")))
    try await until { stage.provider.givenUp(.search) == 1 && stage.provider.asked(.search) == 2 }
    try await until { stage.posted.searches.contains(2) }
    stage.provider.release(.search)
    try await until { stage.posted.searches.count { $0 == 2 } == 2 }
    #expect(stage.posted.searches == [1, 2, 2])
  }

  @Test func `a look at the index leaves a search for the same rows going, under its own serial`()
    async throws
  {
    let stage = try Stage()
    stage.provider.hold(.search)
    stage.runner.perform(.search(serial: 1, .words("np-order")))
    try await until { stage.posted.searches == [1] }
    stage.runner.perform(.search(serial: 2, .words("np-order", live: false)))
    try await until { stage.posted.searches == [1, 2] }
    stage.provider.release(.search)
    try await until { stage.posted.searches.count == 3 }
    #expect(stage.posted.searches == [1, 2, 2])
    #expect(stage.provider.givenUp(.search) == 0)
  }

  @Test func `a newer read of a payment ends the older one`() async throws {
    let stage = try Stage()
    stage.provider.hold(.read("1"))
    stage.runner.perform(.open(serial: 1, World.key("1"), live: true))
    try await until { stage.provider.asked(.read("1")) == 1 }
    stage.runner.perform(.open(serial: 2, World.key("2"), live: true))
    try await until { stage.posted.liveReads == [2] }
    #expect(stage.provider.givenUp(.read("1")) == 1)
    stage.provider.release(.read("1"))
    await stage.runner.finish()
    #expect(stage.posted.liveReads == [2])
  }

  // MARK: - Order

  @Test func `answers come when they are there, each with the serial of its effect`() async throws {
    let stage = try Stage()
    let (first, second) = (try await stage.refund(of: "1"), try await stage.refund(of: "2"))
    stage.provider.hold(.read("1"))
    stage.runner.perform(.review(serial: 1, first))
    stage.runner.perform(.review(serial: 2, second))
    try await until { stage.posted.reviews == [2] }
    #expect(stage.runner.isBusy)
    stage.provider.release(.read("1"))
    try await until { stage.posted.reviews == [2, 1] }
    try await until { !stage.runner.isBusy }
  }

  @Test func `after each step of a decision it is counted what needs attention`() async throws {
    let stage = try Stage()
    stage.runner.perform(.send(serial: 1, try await stage.prepared("1")))
    try await until { !stage.runner.isBusy }
    let told = stage.posted.all { event in
      switch event {
      case .decisionEnded: "ended"
      case .attentionCounted: "counted"
      default: nil
      }
    }
    #expect(told == ["ended", "counted"])
  }

  // MARK: - Sending no more

  @Test func `a decision is sent once`() async throws {
    let stage = try Stage()
    let intent = try await stage.prepared("1")
    stage.runner.perform(.send(serial: 1, intent))
    try await until { stage.posted.ended == [.succeeded] }
    #expect(stage.provider.asked(.send) == 1)
    #expect(try stage.state(intent) == .succeeded)
  }

  @Test func `once nothing more may be sent, a confirmed decision is taken back`() async throws {
    let stage = try Stage()
    let intent = try await stage.prepared("1")
    #expect(stage.runner.maySend())
    stage.runner.sendNothingMore()
    #expect(!stage.runner.maySend())
    stage.runner.perform(.send(serial: 1, intent))
    try await until { stage.posted.ended == [.discarded] }
    #expect(stage.provider.asked(.send) == 0)
    #expect(try stage.state(intent) == .discarded)
  }

  @Test func `it is asked at the last moment, after the payment was read again`() async throws {
    let stage = try Stage()
    let intent = try await stage.prepared("1")
    let reads = stage.provider.asked(.read("1"))
    stage.provider.hold(.read("1"))
    stage.runner.perform(.send(serial: 1, intent))
    try await until { stage.provider.asked(.read("1")) == reads + 1 }
    stage.runner.sendNothingMore()
    stage.provider.release(.read("1"))
    try await until { stage.posted.ended == [.discarded] }
    #expect(stage.provider.asked(.send) == 0)
  }

  // MARK: - The end

  @Test func `the end waits for what is on the wire, and for its record`() async throws {
    let stage = try Stage()
    let intent = try await stage.prepared("1")
    stage.provider.hold(.send)
    stage.runner.perform(.send(serial: 1, intent))
    try await until { stage.provider.asked(.send) == 1 }
    let isOver = Mutex(false)
    let end = Task {
      await stage.runner.finish()
      let ended = stage.posted.ended
      isOver.withLock { $0 = true }
      return ended
    }
    try await until { !stage.runner.maySend() }
    for _ in 0..<100 { await Task.yield() }
    #expect(!isOver.withLock { $0 })
    #expect(try stage.state(intent) == .sending)
    stage.provider.release(.send)
    #expect(await end.value == [.succeeded])
    #expect(try stage.state(intent) == .succeeded)
    #expect(stage.provider.givenUp(.send) == 0)
  }

  @Test func `the end gives looks up`() async throws {
    let stage = try Stage()
    let decision = try await stage.refund(of: "1")
    for call in [HeldProvider.Call.search, .read("1"), .read("2")] { stage.provider.hold(call) }
    stage.runner.perform(.search(serial: 1, .words("one")))
    stage.runner.perform(.open(serial: 2, World.key("2"), live: true))
    stage.runner.perform(.review(serial: 3, decision))
    try await until {
      stage.provider.asked(.search) == 1 && stage.provider.asked(.read("1")) == 2
        && stage.provider.asked(.read("2")) == 1
    }
    await stage.runner.finish()
    try await until {
      stage.provider.givenUp(.search) == 1 && stage.provider.givenUp(.read("1")) == 1
        && stage.provider.givenUp(.read("2")) == 1
    }
    #expect(!stage.runner.isBusy)
    #expect(stage.posted.reviews.isEmpty && stage.posted.liveReads.isEmpty)
  }

  @Test func `the end waits until everything is remembered`() async throws {
    let stage = try Stage()
    for number in 0..<20 { stage.runner.perform(.remember(.searched("order \(number)"))) }
    await stage.runner.finish()
    #expect(stage.store.log == Array(repeating: "keep", count: 20))
  }
}
