import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// The providers simulated over HTTP on 127.0.0.1.
///
/// It writes nothing to the standard streams, so that it can live inside a program that owns the
/// terminal. Everything it holds is lost when it stops.
package final class Sandbox: Sendable {
  /// The port it answers on.
  package let port: Int
  /// The providers that it plays.
  package let providers: SimulatedProviders

  private let server: Task<Void, any Error>
  private let connections: OpenConnections
  private let control: ControlAPI
  let faults: FaultBoard

  private init(
    port: Int, providers: SimulatedProviders, server: Task<Void, any Error>,
    connections: OpenConnections, control: ControlAPI, faults: FaultBoard
  ) {
    self.port = port
    self.providers = providers
    self.server = server
    self.connections = connections
    self.control = control
    self.faults = faults
  }

  // MARK: Life

  /// Starts a sandbox; it answers when this returns.
  ///
  /// Throws when the port is taken.
  package static func start(configuration: SandboxConfiguration) async throws -> Sandbox {
    let providers = configuration.providers.started(clock: configuration.clock)
    let ledger = SandboxLedger(
      world: SandboxWorld.make(
        of: providers, seed: configuration.seed, transactions: configuration.transactions,
        now: configuration.clock()),
      providers: providers)
    let faults = FaultBoard(configuration.faults)
    let control = ControlAPI(
      providers: providers, ledger: ledger, faults: faults, clock: configuration.clock)
    let connections = OpenConnections()
    let front = SandboxFront(
      providers: providers, ledger: ledger, faults: faults, control: control,
      connections: connections,
      clock: configuration.clock)
    let (ports, announce) = AsyncStream.makeStream(of: Int.self)
    let application = Application(
      responder: front,
      server: HTTPServerBuilder { responder in
        SandboxChannel(
          HTTP1Channel(
            responder: responder,
            configuration: .init(
              additionalChannelHandlers: [ConnectionGuard(connections, faults)])))
      },
      configuration: .init(address: .hostname("127.0.0.1", port: configuration.port)),
      onServerRunning: { announce.yield($0.localAddress?.port ?? 0) },
      logger: Logger(label: "sandbox") { _ in SwiftLogNoOpLogHandler() })
    let server = Task {
      defer { announce.finish() }
      try await application.run()
    }
    guard let port = await ports.first(where: { _ in true }) else {
      try await server.value
      throw SandboxError.didNotStart
    }
    return Sandbox(
      port: port, providers: providers, server: server, connections: connections,
      control: control, faults: faults)
  }

  /// Waits until the sandbox ends; throws if it did not end by ``stop()``.
  package func wait() async throws {
    do {
      try await server.value
    } catch is CancellationError {
      // This is how stopping looks from inside.
    }
  }

  /// Ends it: open connections are closed, whatever they wait for.
  package func stop() async {
    server.cancel()
    connections.closeAll()
    _ = await server.result
  }

  // MARK: Addresses

  /// The base URL to configure for a provider.
  package func baseURL(of provider: SandboxProvider) -> String {
    "http://127.0.0.1:\(port)\(providers[provider].basePath)"
  }

  // MARK: The truth

  /// What money really moved, in the order it did.
  package var effects: [SandboxEffect] { control.effects }

  /// What one payment really is, found by its id or the merchant's reference.
  package func payment(_ provider: SandboxProvider, id: String) -> SandboxPaymentTruth? {
    control.payment(provider, id: id).map(SandboxPaymentTruth.init)
  }

  /// Refunds at the provider itself, as if somebody had used its dashboard.
  ///
  /// Returns false when the provider would refuse it.
  package func refundElsewhere(
    _ provider: SandboxProvider, id: String, amountMinor: Int64,
    details: String = "Refunded in the dashboard"
  ) -> Bool {
    do throws(WriteRefusal) {
      try control.refundElsewhere(provider, id: id, amountMinor: amountMinor, details: details)
      return true
    } catch {
      return false
    }
  }

  /// Lists a refund that failed at once and moved nothing, as AIIC Pay does before it tries again.
  package func listFailedRefund(
    _ provider: SandboxProvider, id: String, amountMinor: Int64, details: String
  ) {
    control.listFailedRefund(provider, id: id, amountMinor: amountMinor, details: details)
  }

  /// Changes a payment's status as if it had happened elsewhere: paid meanwhile, disputed.
  ///
  /// Takes the provider's own word. Returns false when there is no such payment.
  package func setStatus(
    _ status: String, of provider: SandboxProvider, id: String
  ) -> Bool {
    control.setStatus(status, of: provider, id: id)
  }

  // MARK: Faults

  /// Adds faults to those in force.
  package func add(_ specs: FaultSpec...) { faults.add(specs) }

  /// How often a fault has struck.
  package func strikes(of spec: FaultSpec) -> Int {
    faults.listing.filter { $0.spec == spec }.reduce(0) { $0 + $1.struck }
  }

  /// Ends all faults.
  package func clearFaults() { faults.clear() }
}

/// One payment as its provider has it.
package struct SandboxPaymentTruth: Sendable, Equatable {
  /// The provider's own id.
  package let id: String
  /// The merchant's reference.
  package let reference: String
  /// The provider's own status word; Nectar's codes as decimal text.
  package let status: String
  /// The ISO code.
  package let currency: String
  /// What was paid, in minor units like all amounts here.
  package let amountMinor: Int64
  /// The sum of all refunds that have not failed.
  package let refundedMinor: Int64
  /// What could still go back.
  package let remainingMinor: Int64

  init(_ payment: SandboxPayment) {
    id = payment.id
    reference = payment.reference
    status = payment.status
    currency = payment.currency.rawValue
    amountMinor = payment.amountMinor
    refundedMinor = payment.refundedMinor
    remainingMinor = payment.remainingMinor
  }
}

/// Why there is no sandbox.
package enum SandboxError: Error, CustomStringConvertible {
  /// The server ended before it listened.
  case didNotStart

  /// What happened, in a sentence.
  package var description: String { "the sandbox ended before it listened on its port" }
}
