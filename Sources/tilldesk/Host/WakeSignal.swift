import Foundation
import Synchronization

/// Lets one task sleep until it is rung or a time has come; nothing wakes up in between.
final class WakeSignal: Sendable {
  private struct State {
    /// Rung while nobody slept.
    var isRung = false
    /// The task that sleeps.
    var sleeper: CheckedContinuation<Void, Never>?
    /// Ends its sleep.
    var timer: (any DispatchSourceTimer)?
  }

  private let state = Mutex(State())

  /// Ends the sleep, or the next one where nobody sleeps.
  func send() { wake(byRinging: true) }

  /// Sleeps until it is rung, or so many milliseconds have passed; `nil` waits for the ring alone.
  ///
  /// Returns at once when it was rung since the last sleep. It may return early; the caller looks again.
  func wait(milliseconds: Int64?) async {
    await withCheckedContinuation { continuation in
      let isRung = state.withLock { state in
        defer { state.isRung = false }
        guard !state.isRung else { return true }
        state.sleeper = continuation
        state.timer = milliseconds.map(timer)
        return false
      }
      if isRung { continuation.resume() }
    }
  }

  private func timer(_ milliseconds: Int64) -> any DispatchSourceTimer {
    let timer = DispatchSource.makeTimerSource(queue: .global())
    timer.setEventHandler { @Sendable [weak self] in self?.wake(byRinging: false) }
    timer.schedule(deadline: .now() + .milliseconds(Int(clamping: max(0, milliseconds))))
    timer.resume()
    return timer
  }

  private func wake(byRinging isRung: Bool) {
    let sleeper = state.withLock { state in
      state.timer?.cancel()
      state.timer = nil
      defer { state.sleeper = nil }
      if state.sleeper == nil, isRung { state.isRung = true }
      return state.sleeper
    }
    sleeper?.resume()
  }
}
