import Foundation
import Payments
import ProgramSupport
import Testing

/// A refund whose answer was lost, in a sandbox of its own.
struct LostOutcome {
  /// A seeded payment of each provider, and what is refunded of it.
  struct Payment: Sendable, CustomTestStringConvertible {
    let provider: String
    let name: String
    let id: String
    let amount: String

    var testDescription: String { provider }

    static let neropay = Payment(
      provider: "neropay", name: "uk-store/6636598", id: "6636598", amount: "5.00")
    static let nectar = Payment(
      provider: "nectar", name: "ng-store/Fa5JliRhi6vblnEHY", id: "Fa5JliRhi6vblnEHY",
      amount: "3.00")
    static let aiic = Payment(
      provider: "aiic", name: "nz-store/txn_abc123", id: "txn_abc123", amount: "5.00")
  }

  let sandbox: Sandbox
  let payment: Payment
  let intent: IntentID

  /// Refunds while a fault strikes the request, and expects that nobody knows what became of it.
  init(_ payment: Payment, fault: String, also faults: [String] = []) throws {
    self.payment = payment
    sandbox = try Sandbox(faults: ["\(payment.provider).refund:\(fault)*1"] + faults)
    let lost = try Program.run([
      "refund", payment.name, "--amount", payment.amount, "--yes", "--json", "--config",
      sandbox.configuration,
    ])
    try #require(lost.status == 5, "\(lost.errors)")
    intent = try #require(IntentID(lost.json["intent"] as? String ?? ""))
    #expect(lost.errors.contains("tilldesk reconcile \(short)"))
  }

  /// The first digits of its id, which name it.
  var short: String { String(intent.text.prefix(8)) }

  /// Runs a command on it.
  func run(_ arguments: String...) throws -> Program.Outcome {
    try Program.run(arguments + ["--config", sandbox.configuration])
  }

  /// Starts a command on it.
  func start(_ arguments: String..., gate: Gate? = nil) throws -> RunningProgram {
    try Program.start(arguments + ["--config", sandbox.configuration], gate: gate)
  }

  /// What needs attention; there is one matter at most.
  func matter() throws -> [String: Any]? {
    try run("attention", "--json").rows.first
  }

  /// Waits until the one matter meets a condition, `nil` being none.
  @discardableResult
  func settles(
    _ what: String, _ location: SourceLocation = #_sourceLocation,
    _ condition: ([String: Any]?) -> Bool
  ) throws -> [String: Any]? {
    var last: [String: Any]?
    // Bounded by tries, not by a clock.
    for _ in 0..<240 {
      last = try matter()
      if condition(last) { return last }
      poll(nil, 0, 250)
    }
    Issue.record("never \(what): \(last ?? [:])", sourceLocation: location)
    return last
  }

  /// How often money moved on the payment.
  var movements: Int { get throws { try sandbox.effects(of: payment.id).count } }
}
