/// What a request asks of a provider, in words that all of them share.
package enum SandboxOperation: String, Sendable, CaseIterable {
  /// Many transactions: NeroPay's list, Nectar's history, AIIC Pay's query.
  case list
  /// One transaction: NeroPay's retrieve, Nectar's verify.
  case retrieve
  /// Money goes back.
  case refund
  /// A pending payment is stopped.
  case cancel
  /// Anything that only proves that the credentials work: account, balances, test-auth.
  case check
}

/// Which operations a fault concerns.
enum FaultScope: String, Sendable, CaseIterable {
  case list
  case retrieve
  case refund
  case cancel
  case check
  /// Both ways of reading.
  case read
  /// Both ways of moving money.
  case write
  /// Every operation.
  case any
  /// The connection itself, before anything is asked.
  case connect

  /// Reads a scope by its own word, or by the provider's name for it.
  init?(word: String) {
    switch word {
    case "history", "query", "transactions": self = .list
    case "verify", "get": self = .retrieve
    case "test-auth", "account", "balances": self = .check
    default: self.init(rawValue: word)
    }
  }

  func covers(_ operation: SandboxOperation) -> Bool {
    switch self {
    case .list: operation == .list
    case .retrieve: operation == .retrieve
    case .refund: operation == .refund
    case .cancel: operation == .cancel
    case .check: operation == .check
    case .read: operation == .list || operation == .retrieve
    case .write: operation == .refund || operation == .cancel
    case .any: true
    case .connect: false
    }
  }
}
