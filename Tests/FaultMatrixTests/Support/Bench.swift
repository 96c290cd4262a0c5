import DeskBench
import Payments
import ProviderSandbox
import SupportDesk
import Testing

/// The simulated providers over real HTTP, a folder for journals, and a clock: the world of one cell.
final class Bench: Sendable {
  let sandbox: Sandbox
  let clock = TestClock()
  let folder: BenchFolder

  /// What is refunded: five of whatever is paid.
  static let amountMinor: Int64 = 500

  /// Starts the providers.
  init() async throws {
    let clock = clock
    var configuration = SandboxConfiguration(clock: { clock.now.milliseconds })
    configuration.transactions = 0
    sandbox = try await Sandbox.start(configuration: configuration)
    folder = try BenchFolder()
  }

  /// Ends the providers and removes the files.
  func close() async {
    await sandbox.stop()
    folder.remove()
  }

  // MARK: - The payment

  /// The payment that a cell acts on.
  static func payment(_ provider: SandboxProvider, _ kind: IntentKind) -> String {
    switch (provider, kind) {
    case (.neropay, .refund): "6636598"
    case (.neropay, .cancel): "6636599"
    case (.nectar, _): "Fa5JliRhi6vblnEHY"
    case (.aiic, _): "txn_abc123"
    }
  }

  /// How often the provider's own ledger moved money of a payment, or cancelled it.
  func moves(_ provider: SandboxProvider, _ kind: IntentKind) -> [SandboxEffect] {
    let id = Self.payment(provider, kind)
    return sandbox.effects.filter { $0.provider == provider && $0.paymentID == id }
  }
}

extension Workplace {
  /// The payment of a cell, read live.
  func open(_ provider: SandboxProvider, _ kind: IntentKind) async throws -> PaymentDetail {
    try await desk.openExactly(
      account: provider.rawValue, text: Bench.payment(provider, kind))
  }

  /// The decision of a cell, made on a payment as it was seen.
  func decision(
    _ kind: IntentKind, on detail: PaymentDetail, note: String = "", another: Bool = true
  ) throws -> Decision {
    let paid = try #require(detail.transaction.amount.money)
    return Decision(
      kind: kind, key: detail.row.id,
      amount: kind == .refund ? Money(minor: Bench.amountMinor, currency: paid.currency) : paid,
      reason: "requested_by_customer", note: note, seen: detail.fingerprint, another: another)
  }

  /// Reads, decides, reviews and makes it durable; nothing is sent yet.
  func prepare(_ provider: SandboxProvider, _ kind: IntentKind) async throws -> Intent {
    let decision = try decision(kind, on: await open(provider, kind))
    return try desk.prepare(await desk.review(decision))
  }
}
