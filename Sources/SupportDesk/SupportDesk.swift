package import Journal
package import Payments
package import ProviderClient
import TextSafety
package import TilldeskCrypto

/// The use cases of the desk over all configured accounts: find, open, review, send.
///
/// One value serves every screen and command of a process. It holds no state of its own but its parts: what
/// happened is in the journal, what was read is in the index.
package final class SupportDesk: Sendable {
  /// One account with the provider that acts for it.
  package struct Connection: Sendable {
    /// The account as screens know it.
    package let account: DeskAccount
    /// The provider.
    package let provider: any PaymentProvider

    /// Makes a connection.
    package init(account: DeskAccount, provider: any PaymentProvider) {
      self.account = account
      self.provider = provider
    }
  }

  /// The accounts with the merchants that they are known to be.
  let roster: MerchantRoster
  /// Who works here.
  package let actor: Actor
  let journal: Journal
  let index: TransactionIndex
  let policy: DecisionPolicy
  let settling: SettlingPolicy
  let now: @Sendable () -> Instant
  let pause: @Sendable (_ milliseconds: Int64) async -> Void
  let random: RandomSource
  let unrecorded = UnrecordedOutcomes()

  /// Makes a desk from its parts.
  ///
  /// - Parameters:
  ///   - connections: The accounts whose merchants are given.
  ///   - sources: The accounts whose merchants are found out, in place of those.
  ///   - actor: Who works here.
  ///   - journal: The durable record.
  ///   - index: The local copy of the providers' lists.
  ///   - policy: When to ask twice.
  ///   - settling: How uncertain outcomes are found out.
  ///   - now: The wall clock.
  ///   - pause: Waits between two tries to connect.
  ///   - random: Where intent ids come from.
  package init(
    connections: [Connection] = [], sources: [MerchantSource] = [], actor: Actor, journal: Journal,
    index: TransactionIndex,
    policy: DecisionPolicy, settling: SettlingPolicy = SettlingPolicy(),
    now: @escaping @Sendable () -> Instant,
    pause: @escaping @Sendable (_ milliseconds: Int64) async -> Void, random: RandomSource
  ) {
    roster = sources.isEmpty ? MerchantRoster(connections) : MerchantRoster(sources)
    self.actor = actor
    self.journal = journal
    self.index = index
    self.policy = policy
    self.settling = settling
    self.now = now
    self.pause = pause
    self.random = random
  }

  /// The accounts in the order of the configuration, each with its provider.
  package var connections: [Connection] { roster.connections }

  /// The accounts in the order of the configuration.
  package var accounts: [DeskAccount] { connections.map(\.account) }

  /// The connection that serves a payment.
  func connection(for identity: AccountIdentity) throws(DeskError) -> Connection {
    guard let found = connections.first(where: { $0.account.identity == identity }) else {
      throw .refused(.configuration(Self.leftMerchant))
    }
    return found
  }

  /// What to do about decisions whose merchant has no account any more.
  static let leftMerchant: SafeText =
    "Its account is not in the configuration any more: put its block back, under any name and with its key, even where that is refused now; tilldesk accounts tells whose it is. What the provider then does not tell is ruled on with --despite-gap."

  /// The connection with a label.
  func connection(named name: String) throws(DeskError) -> Connection {
    guard let found = connections.first(where: { $0.account.name.text == name }) else {
      throw .unknownAccount(SafeText(sanitizing: name))
    }
    return found
  }

  /// Runs a piece of journal work, with its errors in the desk's words.
  func recorded<Value>(
    during step: JournalStep = .reading, _ work: () throws(JournalError) -> Value
  ) throws(DeskError) -> Value {
    do { return try work() } catch { throw DeskError(error, during: step) }
  }
}

extension DeskError {
  /// What a failure of the journal means to the agent.
  init(_ error: JournalError, during step: JournalStep = .reading) {
    switch error {
    case .openIntent(let intent):
      self = .refused(
        .openIntent(intent.state, intent.kind, intent.amount, intent.actor, intent.created))
    case .sameAmountPending(let intent): self = .refused(.sameAmountPending(intent.amount))
    case .sameClaim(let claim): self = .refused(claim.refusal)
    case .decisionTokenUsed: self = .refused(.decisionTokenReused)
    case .frozen, .rowsDiffer: self = .refused(.frozen)
    case .readingOnly, .tampered: self = .refused(.configuration(error.sentence))
    case .rulingNeedsEvidence, .rulingNeedsLook, .rulingTooEarly, .refundTaken, .noSuchFinding:
      self = .refused(.ruling(error.sentence))
    default:
      self = .journal(
        error.sentence(during: step), mayHaveMoved: error.mayHaveMoved(during: step))
    }
  }
}
