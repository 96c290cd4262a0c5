import Payments
import ProviderClient
import Synchronization
import TextSafety

/// Collects how long things took.
final class Stopwatch: Sendable {
  private struct State {
    var begun: ContinuousClock.Instant?
    var times: [Duration] = []
  }

  private let state = Mutex(State())

  /// Begins a time.
  func start() { state.withLock { $0.begun = .now } }

  /// Ends it.
  func stop() {
    state.withLock { state in
      guard let begun = state.begun else { return }
      state.times.append(.now - begun)
      state.begun = nil
    }
  }

  /// The times collected since the last call.
  func take() -> [Duration] {
    state.withLock { state in
      defer { state.times = [] }
      return state.times
    }
  }
}

/// A provider whose writes are timed.
struct TimedProvider: PaymentProvider {
  private let provider: any PaymentProvider
  private let requests: Stopwatch

  init(_ provider: any PaymentProvider, requests: Stopwatch) {
    self.provider = provider
    self.requests = requests
  }

  var identity: AccountIdentity { provider.identity }
  var title: SafeText { provider.title }
  var capabilities: Capabilities { provider.capabilities }
  var writeObstacle: SafeText? { provider.writeObstacle }

  func search(_ request: SearchRequest) async throws(ProviderError) -> TransactionPage {
    try await provider.search(request)
  }

  func retrieve(_ locator: TransactionLocator) async throws(ProviderError) -> LiveRead {
    try await provider.retrieve(locator)
  }

  func prepareRefund(_ order: RefundOrder) throws(ProviderError) -> PreparedWrite {
    try provider.prepareRefund(order)
  }

  func prepareCancel(_ order: CancelOrder) throws(ProviderError) -> PreparedWrite {
    try provider.prepareCancel(order)
  }

  func seal(_ write: PreparedWrite) throws(ProviderError) -> SealedWrite {
    try provider.seal(write)
  }

  func send(
    _ sealed: consuming SealedWrite, for write: PreparedWrite, through gate: WriteGate
  ) async -> SendResult {
    requests.start()
    defer { requests.stop() }
    return await provider.send(sealed, for: write, through: gate)
  }

  func refunds(of transaction: Transaction) async throws(ProviderError) -> RefundList {
    try await provider.refunds(of: transaction)
  }
}
