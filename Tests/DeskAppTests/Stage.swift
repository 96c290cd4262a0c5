import DeskBench
import Foundation
import Journal
import Payments
import SampleWorld
import SupportDesk
import Synchronization
import TextSafety
import ViewModels

@testable import DeskApp

/// A runner over a real desk whose one provider is in memory, and what it posts.
final class Stage: Sendable {
  let provider = HeldProvider()
  var desk: SupportDesk { place.desk }
  let runner: EffectRunner
  let store = MemoryLog()
  let posted: Posted
  private let place: DeskBench

  /// Opens a desk; events go to `post` too.
  init(post: @escaping @Sendable (DeskEvent) -> Void = { _ in }) throws {
    place = try DeskBench(
      [SupportDesk.Connection(account: World.uk, provider: provider)], in: BenchFolder(),
      clock: TestClock(at: World.start))
    let posted = Posted(post)
    self.posted = posted
    runner = EffectRunner(
      desk: place.desk, timeline: { _ throws(DeskError) in [] }, memory: store,
      exporter: { _, _ throws(ExportFailure) in throw .exists }, now: { World.start },
      post: posted.take)
  }

  /// A refund of 5.00 of a payment as it is now.
  func refund(of id: String) async throws -> Decision {
    let detail = try await desk.openLive(World.key(id))
    return Decision(
      kind: .refund, key: World.key(id), amount: World.pounds(500),
      reason: "requested_by_customer", seen: detail.fingerprint)
  }

  /// The same, confirmed and durable, not sent yet.
  func prepared(_ id: String) async throws -> IntentID {
    try desk.prepare(try await desk.review(try await refund(of: id))).id
  }

  /// Where the record says that a decision stands.
  func state(_ id: IntentID) throws -> IntentState? { try place.journal.intent(id)?.state }
}

/// What was posted, in its order.
final class Posted: Sendable {
  private let events = Mutex<[DeskEvent]>([])
  private let pass: @Sendable (DeskEvent) -> Void

  init(_ pass: @escaping @Sendable (DeskEvent) -> Void) { self.pass = pass }

  func take(_ event: DeskEvent) {
    events.withLock { $0.append(event) }
    pass(event)
  }

  /// What a choice makes of each event, where it makes something.
  func all<Value>(_ choice: (DeskEvent) -> Value?) -> [Value] {
    events.withLock { $0 }.compactMap(choice)
  }

  /// The serials of what a search was answered with.
  var searches: [Int] {
    all { if case .searchAnswered(let serial, _, _) = $0 { serial } else { nil } }
  }

  /// The serials of what was read live of a payment.
  var liveReads: [Int] {
    all { event in
      guard case .detailArrived(let serial, .success(let detail), _) = event,
        case .live = detail.provenance
      else { return nil }
      return serial
    }
  }

  /// The serials of the reviews that came.
  var reviews: [Int] {
    all { if case .reviewArrived(let serial, .success, _) = $0 { serial } else { nil } }
  }

  /// What became of the decisions that were sent.
  var ended: [IntentState] {
    all { event in
      guard case .decisionEnded(_, .success(let result), _) = event else { return nil }
      return result.intent.state
    }
  }
}

/// A store that notes what was asked of it.
final class MemoryLog: MemoryStore {
  private let steps = Mutex<[String]>([])

  var log: [String] { steps.withLock { $0 } }

  func read() throws(MemoryFailure) -> DeskMemory {
    steps.withLock { $0.append("read") }
    return DeskMemory()
  }

  func keep(_ change: MemoryChange) throws(MemoryFailure) -> DeskMemory {
    steps.withLock { $0.append("keep") }
    return DeskMemory()
  }
}

/// Waits for a condition; the time limit of the test bounds it.
func until(_ condition: () -> Bool) async throws {
  while !condition() {
    try Task.checkCancellation()
    await Task.yield()
  }
}

/// Runs what sleeps on a thread of its own, as the program does: tasks keep theirs.
func onThread<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
  await withCheckedContinuation { continuation in
    Thread.detachNewThread { continuation.resume(returning: work()) }
  }
}

extension SearchTask {
  /// A search for a word in what is listed.
  static func words(_ text: String, live: Bool = true) -> SearchTask {
    SearchTask(text: text, query: Query(terms: [.text(text)]), limit: 50, live: live)
  }
}
