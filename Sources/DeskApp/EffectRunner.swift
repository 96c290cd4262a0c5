package import Payments
package import SupportDesk
import Synchronization
package import TextSafety
package import ViewModels

/// Performs the effects that need a disk or a network, each in a task of its own, and posts what came of them.
///
/// The screen never waits for it. Order is carried in the serials of the effects, never assumed from tasks.
package final class EffectRunner: Sendable {
  /// Reads the history of a payment as the screens show it.
  package typealias TimelineReader =
    @Sendable (PaymentKey) throws(DeskError) -> [TimelineLine]

  /// Writes rows into a new file, and returns its whole path.
  package typealias Exporter =
    @Sendable ([PaymentRow], _ path: String) throws(ExportFailure) -> SafeText

  let desk: SupportDesk
  let timeline: TimelineReader
  let exporter: Exporter
  let post: @Sendable (DeskEvent) -> Void
  let now: @Sendable () -> Instant
  private let memory: MemoryKeeper
  private let work = Mutex(Work())
  private let sendsNothingMore = Atomic(false)

  /// The tasks under way.
  private struct Work {
    /// The newest search; a newer one cancels it.
    var search: Task<Void, Never>?
    /// The serial that the newest search asked for news under.
    var searchSerial = 0
    /// The live search under way and the serial it began with; `nil` when none is.
    var live: (task: SearchTask, serial: Int)?
    /// The newest read of a payment; a newer one cancels it.
    var open: Task<Void, Never>?
    /// What is awaited before the program ends.
    var awaited: [Int: Awaited] = [:]
    /// The next key of `awaited`.
    var next = 0
  }

  /// A task whose end is recorded.
  private struct Awaited {
    let task: Task<Void, Never>
    /// Whether the program ends without its answer: a look is given up, a replay on its way is not.
    let isGivenUp: Bool
  }

  /// Makes a runner over a desk.
  ///
  /// - Parameters:
  ///   - desk: The use cases.
  ///   - timeline: Reads the history of a payment.
  ///   - memory: Keeps what is remembered from one session to the next.
  ///   - exporter: Writes rows into a file.
  ///   - now: The wall clock.
  ///   - post: Takes each event to the loop; called from any thread.
  package init(
    desk: SupportDesk, timeline: @escaping TimelineReader, memory: any MemoryStore,
    exporter: @escaping Exporter,
    now: @escaping @Sendable () -> Instant, post: @escaping @Sendable (DeskEvent) -> Void
  ) {
    self.desk = desk
    self.timeline = timeline
    self.exporter = exporter
    self.memory = MemoryKeeper(store: memory, now: now, post: post)
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
    case .readNews: readNews()
    case .readAttention(let serial): readAttention(serial)
    case .readDossier(let serial, let id): readDossier(serial, id)
    case .readTimeline(let serial, let key): readTimeline(serial, key)
    case .note(let serial, let key, let text): note(serial, key, text)
    case .planSettling: planSettling()
    case .settleDue: settleDue()
    case .settle(let serial, let intent, let replaying): settle(serial, intent, replaying)
    case .rule(let serial, let intent, let ruling, let evidence):
      rule(serial, intent, ruling, evidence)
    case .release(let serial, let key, let total, let evidence):
      release(serial, key, total, evidence)
    case .resolve(let serial, let intent, let finding, let answer, let evidence):
      resolve(serial, intent, finding, answer, evidence)
    case .tell(let intent): tell(intent)
    case .readMemory: memory.read()
    case .remember(let change): memory.keep(change)
    case .export(let serial, let task): export(serial, task)
    case .readTheme, .schedule, .unschedule, .copy, .redraw, .suspend, .quit: break
    }
  }

  /// From now on nothing is sent that is not on its way: the line dropped, or the program was asked to end.
  package func sendNothingMore() { sendsNothingMore.store(true, ordering: .releasing) }

  /// Asked at the last moment before a decision, or its replay, is sent.
  var maySend: @Sendable () -> Bool {
    { [self] in !sendsNothingMore.load(ordering: .acquiring) }
  }

  /// Whether something is on its way that has to be recorded before the program ends.
  package var isBusy: Bool { work.withLock { !$0.awaited.isEmpty } }

  /// Waits until every decision and every replay under way is recorded and what is remembered is kept, and gives up
  /// everything else.
  ///
  /// The transport carries a write to its end whoever is cancelled, so that cancelling ends looks only.
  package func finish() async {
    sendNothingMore()
    let tasks = work.withLock { work in
      work.search?.cancel()
      work.open?.cancel()
      for awaited in work.awaited.values where awaited.isGivenUp { awaited.task.cancel() }
      return work.awaited.values.map(\.task)
    }
    for task in tasks { await task.value }
    await memory.finish()
  }

  // MARK: - Reads

  /// A look at the index alone leaves a live search for the same rows going: its news then count for the newest serial.
  private func search(_ serial: Int, _ task: SearchTask) {
    let goesOn = work.withLock { work in
      work.searchSerial = serial
      if !task.live, let live = work.live?.task, task.wantsRows(of: live) { return true }
      work.search?.cancel()
      work.live = task.live ? (task, serial) : nil
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
          // What comes of this search after another began is no answer to that.
          let newest = self.work.withLock { work in
            work.live?.serial == serial ? work.searchSerial : nil
          }
          guard let newest else { return }
          post(.searchAnswered(serial: newest, answer, at: now()))
        }
        self.work.withLock { work in
          if work.live?.serial == serial { work.live = nil }
        }
      } catch {
        post(.searchFailed(serial: serial, error, at: now()))
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

  // MARK: - Awaited

  /// Takes a step of a decision; not cancelled unless the program may end without it.
  func decide<Value: Sendable>(
    isGivenUp: Bool = false,
    _ step: @escaping @Sendable (EffectRunner) async throws(DeskError) -> Value,
    posting event: @escaping @Sendable (Result<Value, DeskError>, Instant) -> DeskEvent
  ) {
    track(isGivenUp: isGivenUp) { runner in
      let result: Result<Value, DeskError>
      do throws(DeskError) { result = .success(try await step(runner)) } catch {
        result = .failure(error)
      }
      runner.post(event(result, runner.now()))
    }
  }

  /// Does something about open decisions whose end is recorded, and counts what needs attention afterwards.
  func track(
    isGivenUp: Bool, _ step: @escaping @Sendable (EffectRunner) async -> Void
  ) {
    work.withLock { work in
      let key = work.next
      work.next += 1
      let task = Task.detached { [self] in
        await step(self)
        post(.attentionCounted(desk.attentionCount, at: now()))
        self.work.withLock { $0.awaited[key] = nil }
      }
      work.awaited[key] = Awaited(task: task, isGivenUp: isGivenUp)
    }
  }
}
