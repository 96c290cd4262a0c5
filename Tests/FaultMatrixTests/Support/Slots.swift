import Synchronization

/// Lets so many pieces of work run at a time; the others wait in their order.
final class Slots: Sendable {
  private struct State {
    var free: Int
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state: Mutex<State>

  /// Makes slots.
  init(_ count: Int) { state = Mutex(State(free: count)) }

  /// Runs a piece of work as soon as a slot is free.
  func run<Value: Sendable>(_ work: () async throws -> Value) async rethrows -> Value {
    await take()
    defer { give() }
    return try await work()
  }

  private func take() async {
    await withCheckedContinuation { waiter in
      let isFree = state.withLock { state in
        guard state.free > 0 else {
          state.waiting.append(waiter)
          return false
        }
        state.free -= 1
        return true
      }
      if isFree { waiter.resume() }
    }
  }

  private func give() {
    let next: CheckedContinuation<Void, Never>? = state.withLock { state in
      guard !state.waiting.isEmpty else {
        state.free += 1
        return nil
      }
      return state.waiting.removeFirst()
    }
    next?.resume()
  }
}
