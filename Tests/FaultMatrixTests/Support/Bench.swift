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
    var configuration = SandboxConfiguration(
      providers: Subject.simulated, clock: { clock.now.milliseconds })
    configuration.transactions = 0
    sandbox = try await Sandbox.start(configuration: configuration)
    folder = try BenchFolder()
  }

  /// Ends the providers and removes the files.
  func close() async {
    await sandbox.stop()
    folder.remove()
  }

  /// The path of one of the bench's databases.
  func path(_ name: String) -> String { folder.path("\(name).sqlite") }

  /// Adds a fault to those in force.
  func add(_ fault: String) throws {
    sandbox.add(try FaultSpec(fault, for: sandbox.providers))
  }

  // MARK: - The payment

  /// How often the provider's own ledger moved money of a payment, or cancelled it.
  func moves(_ subject: Subject, _ kind: IntentKind) -> [SandboxEffect] {
    let id = subject.payment(kind)
    return sandbox.effects.filter { $0.provider == subject.name && $0.paymentID == id }
  }
}

extension Workplace {
  /// The payment of a cell, read live.
  func open(_ subject: Subject, _ kind: IntentKind) async throws -> PaymentDetail {
    try await desk.openExactly(
      account: subject.name.rawValue, text: subject.payment(kind))
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
  func prepare(_ subject: Subject, _ kind: IntentKind) async throws -> Intent {
    let decision = try decision(kind, on: await open(subject, kind))
    return try desk.prepare(await desk.review(decision))
  }
}
