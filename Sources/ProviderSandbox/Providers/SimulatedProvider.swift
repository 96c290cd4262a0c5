/// A provider as the sandbox plays it: its protocol, its rows, and the account of the demo.
///
/// A new one is a folder of its own and one line in ``SimulatedProviders/standard``; it is written
/// from the provider's documents, not from the adapter.
package protocol SimulatedProvider: Sendable {
  /// Its name.
  var name: SandboxProvider { get }
  /// The path under which it answers: its base URL without the origin.
  var basePath: String { get }
  /// Its words for what becomes of a payment.
  var words: StatusWords { get }
  /// Its account in the demo.
  var demo: DemoAccount { get }

  /// Takes the clock of the sandbox, in milliseconds since 1970, before anything is asked.
  mutating func start(clock: @escaping @Sendable () -> Int64)

  /// What a request asks, or nil if the provider has no such endpoint.
  func operation(of request: WireRequest) -> SandboxOperation?
  /// Answers a request: authentication first, then the request itself.
  func reply(to call: Call, books: inout Books) -> WireReply
  /// The provider's own envelope for a refusal with this HTTP status.
  func refusal(_ status: Int, _ operation: SandboxOperation?) -> WireReply
  /// The provider's own envelope with a code that none of its documents lists.
  func unlistedRefusal() -> WireReply

  /// The rows that every world has; the newest are just older than now.
  func showcase(now: WireTime) -> [SandboxPayment]
  /// How so many rows are made from a seed; nil for a provider that has none but those of every world.
  func recipe(seed: UInt64, count: Int) -> (any SeedRecipe)?
  /// The id of the row that records a refund made elsewhere; nil where refunds have no rows.
  func dashboardRowID(_ number: Int) -> String?
}

extension SimulatedProvider {
  /// The clock is of no interest to most.
  package mutating func start(clock: @escaping @Sendable () -> Int64) {}
}

/// A provider's own words for what becomes of a payment.
package struct StatusWords: Sendable {
  /// Those of a payment that it would refund.
  package let refundable: Set<String>
  /// Those of a payment that it would cancel; empty where it cancels none.
  package let cancellable: Set<String>
  /// The usual word for a payment that is paid.
  package let paid: String
  /// The word for a payment that was cancelled.
  package let cancelled: String
  /// The word for a payment of which a part went back.
  package let partlyRefunded: String
  /// The word for a payment that went back.
  package let refunded: String

  /// Makes words.
  package init(
    refundable: Set<String>, cancellable: Set<String> = [], paid: String, cancelled: String,
    partlyRefunded: String, refunded: String
  ) {
    self.refundable = refundable
    self.cancellable = cancellable
    self.paid = paid
    self.cancelled = cancelled
    self.partlyRefunded = partlyRefunded
    self.refunded = refunded
  }

  /// What a payment's status becomes when money of it has gone back.
  func afterRefund(leaving remainingMinor: Int64) -> String {
    remainingMinor == 0 ? refunded : partlyRefunded
  }
}

/// The keys that a simulated provider accepts; they protect nothing.
package struct SandboxKeys: Sendable {
  /// The key of the demo's merchant.
  package let own: String
  /// A second key of the same merchant: what a rotation brings.
  package let second: String
  /// The key of another merchant, who has no payments.
  package let foreign: String

  /// Makes keys.
  package init(own: String, second: String, foreign: String) {
    self.own = own
    self.second = second
    self.foreign = foreign
  }

  /// Each key, and whether it is the other merchant's.
  var all: [(text: String, isForeign: Bool)] {
    [(own, false), (second, false), (foreign, true)]
  }
}

/// A provider's account in the demo: what its block of the configuration says.
package struct DemoAccount: Sendable {
  /// The label.
  package let label: String
  /// The name of the file that holds the key.
  package let secretFile: String
  /// The key.
  package let secret: String
  /// The lines of the block beyond those that every account has.
  package let lines: [String]

  /// Makes an account.
  package init(label: String, secretFile: String, secret: String, lines: [String] = []) {
    self.label = label
    self.secretFile = secretFile
    self.secret = secret
    self.lines = lines
  }
}
