import Payments
import Synchronization
import ViewModels

/// Reads and writes what the desk remembers, one thing after the other and never on the thread of the screen.
final class MemoryKeeper: Sendable {
  private let store: any MemoryStore
  private let now: @Sendable () -> Instant
  private let post: @Sendable (DeskEvent) -> Void
  private let state = Mutex(State())

  private struct State {
    /// The newest step; each waits for the one before it.
    var last: Task<Void, Never>?
    /// Whether the newest step failed; said once, and not again before something worked.
    var hasFailed = false
  }

  /// Makes a keeper over a store.
  init(
    store: any MemoryStore, now: @escaping @Sendable () -> Instant,
    post: @escaping @Sendable (DeskEvent) -> Void
  ) {
    self.store = store
    self.now = now
    self.post = post
  }

  /// Reads what is kept, for a desk that has just opened.
  func read() {
    enqueue { store throws(MemoryFailure) in (try store.read(), true) }
  }

  /// Keeps a change.
  func keep(_ change: MemoryChange) {
    let isAboutSaved = change.isAboutSavedSearches
    enqueue { store throws(MemoryFailure) in (try store.keep(change), isAboutSaved) }
  }

  /// Waits until everything asked for is kept.
  func finish() async {
    let last = state.withLock { $0.last }
    await last?.value
  }

  private func enqueue(
    _ step: @escaping @Sendable (any MemoryStore) throws(MemoryFailure) -> (DeskMemory, Bool)
  ) {
    state.withLock { state in
      let before = state.last
      state.last = Task.detached { [self] in
        await before?.value
        do throws(MemoryFailure) {
          let (memory, isNews) = try step(store)
          let works = self.state.withLock { state in
            defer { state.hasFailed = false }
            return state.hasFailed
          }
          if isNews || works { post(.memoryRead(memory, at: now())) }
        } catch {
          let isNew = self.state.withLock { state in
            defer { state.hasFailed = true }
            return !state.hasFailed
          }
          if isNew { post(.memoryFailed(error.sentence, at: now())) }
        }
      }
    }
  }
}

extension MemoryChange {
  /// Whether other desks of the agent may have changed the same.
  fileprivate var isAboutSavedSearches: Bool {
    switch self {
    case .saved, .forgot: true
    case .searched, .commanded, .columns, .drafted, .draftDone, .ruling, .rulingDone, .welcomed:
      false
    }
  }
}
