import Payments
import ProviderClient
import SampleWorld
import SupportDesk
import Synchronization
import TextSafety

/// A provider in memory whose answers a test holds back, and which notes what was asked and what was given up.
///
/// As with the real transport, a look ends when it is cancelled, and a write does not.
final class HeldProvider: PaymentProvider {
  /// What can be asked of it.
  enum Call: Hashable {
    case search
    case read(String)
    case send
  }

  private struct Waiter {
    let number: Int
    let call: Call
    let continuation: CheckedContinuation<Void, Never>
  }

  private struct State {
    var held: Set<Call> = []
    var waiting: [Waiter] = []
    var begun: [Call] = []
    var givenUp: [Call] = []
    var number = 0
  }

  private let state = Mutex(State())

  let identity = World.uk.identity
  let title: SafeText = "NeroPay"
  let capabilities = World.uk.capabilities
  let writeObstacle: SafeText? = nil

  // MARK: - What a test does

  /// Keeps the answers to a call back from now on.
  func hold(_ call: Call) { state.withLock { _ = $0.held.insert(call) } }

  /// Gives the answers to a call, those that were kept back first.
  func release(_ call: Call) {
    let waiting = state.withLock { state in
      state.held.remove(call)
      defer { state.waiting.removeAll { $0.call == call } }
      return state.waiting.filter { $0.call == call }
    }
    for waiter in waiting { waiter.continuation.resume() }
  }

  /// How often it was asked.
  func asked(_ call: Call) -> Int { state.withLock { $0.begun.count { $0 == call } } }

  /// How often the caller gave up.
  func givenUp(_ call: Call) -> Int { state.withLock { $0.givenUp.count { $0 == call } } }

  // MARK: - Waiting

  private func begin(_ call: Call) -> Int {
    state.withLock { state in
      state.begun.append(call)
      state.number += 1
      return state.number
    }
  }

  private func wait(_ number: Int, for call: Call) async {
    await withCheckedContinuation { continuation in
      let goesOn = state.withLock { state in
        guard state.held.contains(call), call == .send || !Task.isCancelled else { return true }
        state.waiting.append(Waiter(number: number, call: call, continuation: continuation))
        return false
      }
      if goesOn { continuation.resume() }
    }
  }

  private func look(_ call: Call) async throws(ProviderError) {
    let number = begin(call)
    await withTaskCancellationHandler {
      await wait(number, for: call)
    } onCancel: {
      let waiter = state.withLock { state in
        state.givenUp.append(call)
        let index = state.waiting.firstIndex { $0.number == number }
        return index.map { state.waiting.remove(at: $0) }
      }
      waiter?.continuation.resume()
    }
    if Task.isCancelled { throw .cancelled }
  }

  // MARK: - PaymentProvider

  func search(_ request: SearchRequest) async throws(ProviderError) -> TransactionPage {
    try await look(.search)
    return TransactionPage(rows: (1...3).map { World.transaction(String($0)) }, next: nil)
  }

  func retrieve(_ locator: TransactionLocator) async throws(ProviderError) -> LiveRead {
    try await look(.read(locator.text))
    return LiveRead(transaction: World.transaction(locator.text), asOf: World.start)
  }

  func refunds(of transaction: Transaction) async throws(ProviderError) -> RefundList {
    RefundList()
  }

  func prepareRefund(_ order: RefundOrder) throws(ProviderError) -> PreparedWrite {
    PreparedWrite(
      kind: .refund, key: order.transaction.key, amount: order.amount, method: "POST",
      path: "/refund", accountHeader: nil, body: [UInt8](order.amount.decimalText.utf8),
      idempotencyKey: order.idempotencyKey.text, wireAmount: order.amount.decimalText,
      credentialFingerprint: "none")
  }

  func prepareCancel(_ order: CancelOrder) throws(ProviderError) -> PreparedWrite {
    throw .unsupported("No test cancels.")
  }

  func seal(_ write: PreparedWrite) throws(ProviderError) -> SealedWrite {
    SealedWrite(body: write.body, timestamp: World.start, nonce: nil)
  }

  func send(
    _ sealed: consuming SealedWrite, for write: PreparedWrite, through gate: WriteGate
  ) async -> SendResult {
    guard await gate.isOpen() else { return .spent(reply(.notSent("withheld"))) }
    let number = begin(.send)
    await withTaskCancellationHandler {
      await wait(number, for: .send)
    } onCancel: {
      state.withLock { $0.givenUp.append(.send) }
    }
    let receipt = WriteReceipt(
      refundID: "rf_1", amount: write.amount, providerStatus: "succeeded")
    return .spent(reply(.succeeded(receipt)))
  }

  private func reply(_ outcome: WriteOutcome) -> WriteReply {
    WriteReply(
      outcome: outcome,
      evidence: Evidence(
        connected: true, httpStatus: 200, body: [], failure: "", started: World.start,
        ended: World.start))
  }
}
