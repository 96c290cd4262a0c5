package import Payments
package import SupportDesk
import Synchronization
package import ViewModels

/// Performs the effects that need a disk or a network, each in a task of its own, and posts what came of them.
///
/// The screen never waits for it. Order is carried in the serials of the effects, never assumed from tasks.
package final class EffectRunner: Sendable {
  private let desk: SupportDesk
  private let post: @Sendable (DeskEvent) -> Void
  private let now: @Sendable () -> Instant
  private let work = Mutex(Work())

  /// The tasks under way.
  private struct Work {
    /// The newest search; a newer one cancels it.
    var search: Task<Void, Never>?
    /// The serial that the newest search asked for news under.
    var searchSerial = 0
    /// The live search under way and the serial it began with; `nil` when none is.
    var live: (text: String, serial: Int)?
    /// The newest read of a payment; a newer one cancels it.
    var open: Task<Void, Never>?
    /// Decisions being prepared, sent or taken back: never cancelled, awaited before the program ends.
    var decisions: [Int: Task<Void, Never>] = [:]
    /// The next key of `decisions`.
    var next = 0
  }

  /// Makes a runner over a desk.
  ///
  /// - Parameters:
  ///   - desk: The use cases.
  ///   - now: The wall clock.
  ///   - post: Takes each event to the loop; called from any thread.
  package init(
    desk: SupportDesk, now: @escaping @Sendable () -> Instant,
    post: @escaping @Sendable (DeskEvent) -> Void
  ) {
    self.desk = desk
    self.now = now
    self.post = post
  }

  /// Begins an effect; effects of the loop itself (timers, clipboard, screen) are not for here.
  package func perform(_ effect: DeskEffect) {
    switch effect {
    case .search(let serial, let task): search(serial, task)
    case .open(let serial, let key, let live): open(serial, key, live: live)
    case .review(let serial, let decision): review(serial, decision)
    case .prepare(let serial, let review): prepare(serial, review)
    case .send(let serial, let intent): send(serial, intent)
    case .discard(let serial, let intent): discard(serial, intent)
    case .schedule, .unschedule, .copy, .redraw, .suspend, .quit: break
    }
  }

  /// Waits until every decision under way is recorded, and gives up everything else.
  package func finish() async {
    let tasks = work.withLock { work in
      work.search?.cancel()
      work.open?.cancel()
      return Array(work.decisions.values)
    }
    for task in tasks { await task.value }
  }

  // MARK: - Reads

  /// A look at the index alone leaves a live search for the same text going: its news then count for the newest serial.
  private func search(_ serial: Int, _ task: SearchTask) {
    let goesOn = work.withLock { work in
      work.searchSerial = serial
      if !task.live, work.live?.text == task.text { return true }
      work.search?.cancel()
      work.live = task.live ? (task.text, serial) : nil
      return false
    }
    let begun = Task.detached { [desk, post, now] in
      do throws(DeskError) {
        guard task.live else {
          let answer = try desk.findLocal(task.query, limit: task.limit)
          post(.searchAnswered(serial: serial, answer, at: now()))
          return
        }
        try await desk.find(task.query, limit: task.limit) { answer in
          guard !Task.isCancelled else { return }
          let newest = self.work.withLock { $0.searchSerial }
          post(.searchAnswered(serial: newest, answer, at: now()))
        }
        self.work.withLock { work in
          if work.live?.serial == serial { work.live = nil }
        }
      } catch {
        post(.noticed(.error, error.sentence, at: now()))
      }
    }
    if !goesOn { work.withLock { $0.search = begun } }
  }

  private func open(_ serial: Int, _ key: PaymentKey, live: Bool) {
    let desk = desk
    let post = post
    let now = now
    let begun = Task.detached {
      let local: PaymentDetail?
      do throws(DeskError) {
        local = try desk.openLocal(key)
        if let local { post(.detailArrived(serial: serial, .success(local), at: now())) }
        guard live else { return }
        let read = try await desk.openLive(key)
        guard !Task.isCancelled else { return }
        post(.detailArrived(serial: serial, .success(read), at: now()))
      } catch {
        guard !Task.isCancelled else { return }
        post(.detailArrived(serial: serial, .failure(error), at: now()))
      }
    }
    work.withLock { work in
      work.open?.cancel()
      work.open = begun
    }
  }

  // MARK: - Decisions

  private func review(_ serial: Int, _ decision: Decision) {
    decide { desk async throws(DeskError) in
      try await desk.review(decision)
    } posting: {
      .reviewArrived(serial: serial, $0, at: $1)
    }
  }

  private func prepare(_ serial: Int, _ review: Review) {
    decide { desk async throws(DeskError) in
      try desk.prepare(review)
    } posting: {
      .decisionPrepared(serial: serial, $0, at: $1)
    }
  }

  private func send(_ serial: Int, _ intent: IntentID) {
    decide { desk async throws(DeskError) in
      try await desk.send(intent)
    } posting: {
      .decisionEnded(serial: serial, $0, at: $1)
    }
  }

  private func discard(_ serial: Int, _ intent: IntentID) {
    decide { desk async throws(DeskError) in
      try desk.discard(intent)
    } posting: {
      .decisionDiscarded(serial: serial, $0, at: $1)
    }
  }

  private func decide<Value: Sendable>(
    _ step: @escaping @Sendable (SupportDesk) async throws(DeskError) -> Value,
    posting event: @escaping @Sendable (Result<Value, DeskError>, Instant) -> DeskEvent
  ) {
    let desk = desk
    let post = post
    let now = now
    work.withLock { work in
      let key = work.next
      work.next += 1
      work.decisions[key] = Task.detached { [weak self] in
        let result: Result<Value, DeskError>
        do throws(DeskError) { result = .success(try await step(desk)) } catch {
          result = .failure(error)
        }
        post(event(result, now()))
        post(.attentionCounted(desk.attentionCount, at: now()))
        self?.work.withLock { $0.decisions[key] = nil }
      }
    }
  }
}
