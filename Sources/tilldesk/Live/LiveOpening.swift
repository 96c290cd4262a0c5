import DeskApp
import Journal
import Payments
import Settings
import SupportDesk
import Synchronization
import Terminal
import TextSafety
import ViewModels

/// Opens the record behind a screen that is already shown, and hands the desk on it to the loop.
final class LiveOpening: Sendable {
  /// What the loop works with from then on.
  struct Opened {
    let runner: EffectRunner
    /// Tells what other processes record; `nil` where the journal cannot be watched.
    let watch: JournalWatch?
  }

  private typealias Work = Task<Result<Opened, CommandFailure>, Never>

  /// Pages read from each provider in the background after the first paint: the recent 2,000 rows.
  private static let pagesToFill = 20

  /// What is opened.
  let plan: LivePlan
  /// What happens, for the loop.
  let mailbox: Mailbox<DeskEvent>
  /// Where the runner arrives.
  let runners: Mailbox<EffectRunner>
  /// Wakes the loop.
  let wakeUp: WakeUp

  private let memory: MemoryFile
  private let work = Mutex<Work?>(nil)

  /// Prepares to open; nothing happens before `begin`.
  init(_ plan: LivePlan, memory: MemoryFile, wakeUp: WakeUp) {
    self.plan = plan
    self.memory = memory
    self.wakeUp = wakeUp
    mailbox = Mailbox(wakeUp: wakeUp)
    runners = Mailbox(wakeUp: wakeUp)
  }

  /// Begins to open; where that fails, the loop is asked to end.
  func begin() {
    let task = Work.detached { [self] in
      do throws(CommandFailure) { return .success(try open()) } catch {
        mailbox.post(.endRequested(at: LiveClock.now()))
        return .failure(error)
      }
    }
    work.withLock { $0 = task }
  }

  /// What came of it; `nil` when it was never begun.
  func outcome() async throws(CommandFailure) -> Opened? {
    try await work.withLock { $0 }?.value.get()
  }

  private func open() throws(CommandFailure) -> Opened {
    let bench = try LiveServices.open(plan)
    let desk = bench.desk
    RecordDoor.tell(bench.journal) { [mailbox] words in
      mailbox.post(.noticed(.warning, words, at: LiveClock.now()))
    }
    check(bench)
    let accounts = desk.accounts
    mailbox.post(.accountsChanged(accounts, at: LiveClock.now()))
    let runner = EffectRunner(
      desk: desk, timeline: Self.timeline(of: desk), memory: memory,
      exporter: { rows, path throws(ExportFailure) in
        try LiveExport.write(rows, of: accounts, to: path)
      },
      now: LiveClock.now, post: { [mailbox] in mailbox.post($0) })
    runners.post(runner)
    meetMerchants(desk)
    return Opened(runner: runner, watch: watchJournal(desk))
  }

  /// Tells the desk what other processes record; without it the desk sees that at its next look or Ctrl-R.
  private func watchJournal(_ desk: SupportDesk) -> JournalWatch? {
    do throws(CommandFailure) {
      return try JournalWatch(path: plan.configuration.journal) { [mailbox] in
        // Waits for the writer, so that what is read next holds the change.
        _ = try? desk.recover()
        // Another process may have learnt, or confirmed, which merchant an account is.
        try? desk.resolveMerchants()
        mailbox.post(.accountsChanged(desk.accounts, at: LiveClock.now()))
        mailbox.post(.journalChanged(at: LiveClock.now()))
      }
    } catch {
      mailbox.post(.noticed(.warning, error.message, at: LiveClock.now()))
      return nil
    }
  }

  /// Checks what no process has checked of the record yet, beside the work, and the rows of late decisions.
  private func check(_ bench: LiveServices) {
    guard bench.journal.obstacle == nil else { return }
    Task.detached { [mailbox] in
      do throws(JournalError) {
        try bench.journal.verifyNew(at: LiveClock.now())
        try bench.journal.readChain(at: LiveClock.now())
      } catch {
        mailbox.post(.noticed(.warning, error.sentence, at: LiveClock.now()))
      }
      do throws(DeskError) { try bench.desk.lockWhatDiffers() } catch {
        mailbox.post(.noticed(.warning, error.sentence, at: LiveClock.now()))
      }
    }
  }

  /// Asks the providers which merchants the accounts are, says what keeps any from being sent for, and then reads on.
  ///
  /// One that could not be asked is asked again later, less and less often; a desk that knows all its merchants asks
  /// once.
  private func meetMerchants(_ desk: SupportDesk) {
    Task.detached { [self, mailbox] in
      var pause = Self.firstPause
      var told: Set<SafeText> = []
      try? await desk.meetMerchants(again: true)
      while true {
        mailbox.post(.accountsChanged(desk.accounts, at: LiveClock.now()))
        mailbox.post(.attentionCounted(desk.attentionCount, at: LiveClock.now()))
        for obstacle in desk.merchantObstacles where told.insert(obstacle).inserted {
          mailbox.post(.noticed(.warning, obstacle, at: LiveClock.now()))
        }
        if pause == Self.firstPause { fill(desk) }
        guard desk.hasUnmetMerchants else { return }
        await LiveClock.pause(pause)
        pause = min(pause * 2, Self.longestPause)
        try? await desk.meetMerchants()
      }
    }
  }

  /// The pause before a provider is asked once more, and the longest, in milliseconds.
  private static let firstPause: Int64 = 15_000
  private static let longestPause: Int64 = 600_000

  /// Reads the providers' recent pages into the index while the agent already works.
  private func fill(_ desk: SupportDesk) {
    Task.detached { [mailbox] in
      await desk.fill(pages: Self.pagesToFill) { _, _ in
        mailbox.post(.indexChanged(at: LiveClock.now()))
      }
    }
  }

  /// The history of a payment as the screens show it: they know no journal.
  private static func timeline(of desk: SupportDesk) -> EffectRunner.TimelineReader {
    { key throws(DeskError) in
      try desk.timeline(key).map { event in
        TimelineLine(
          time: event.time, actor: event.actor, title: event.title, words: event.words,
          state: event.state, attempt: event.attempt, httpStatus: event.httpStatus)
      }
    }
  }
}
