import Payments
import ProviderClient
import Synchronization
import TextSafety

/// The accounts of a desk with the merchants that they are known to be by now.
///
/// Which merchant an account is may become known, or doubtful, while the desk is open; everything
/// that acts for an account takes it from here.
final class MerchantRoster: Sendable {
  /// One account.
  struct Entry: Sendable {
    /// How it is made; `nil` for one whose merchant is given.
    let source: MerchantSource?
    /// Which merchant it is, as far as the record, the configuration and the provider say.
    var resolution: MerchantResolver.Resolution?
    /// What the provider said in this process.
    var word: MerchantWord = .unasked
    /// Why the provider could not be asked; `nil` when it was, or was not tried.
    var failure: SafeText?
    /// What the desk works with.
    var connection: SupportDesk.Connection
    /// The provider's word that its rows are compared with.
    var comparedWord: String?
  }

  private let state: Mutex<[Entry]>

  /// A roster of accounts whose merchants are known.
  init(_ connections: [SupportDesk.Connection]) {
    state = Mutex(connections.map { Entry(source: nil, connection: $0) })
  }

  /// A roster of accounts of which nobody has said anything yet.
  init(_ sources: [MerchantSource]) {
    state = Mutex(
      sources.map { Entry(source: $0, connection: $0.unnamed(because: "was not asked yet")) })
  }

  /// The accounts in the order of the configuration.
  var entries: [Entry] { state.withLock { $0 } }

  /// The accounts with their providers.
  var connections: [SupportDesk.Connection] { state.withLock { $0.map(\.connection) } }

  /// Changes an account's entry.
  func change(_ label: AccountName, _ body: (inout Entry) -> Void) {
    state.withLock { entries in
      guard let place = entries.firstIndex(where: { $0.connection.account.name == label }) else {
        return
      }
      body(&entries[place])
    }
  }
}

extension MerchantSource {
  /// The account as it is read before its merchant is known: not at all.
  func unnamed(because reason: SafeText) -> SupportDesk.Connection {
    let title = claim.title
    let sentence: SafeText =
      "Nobody has said yet which merchant \(claim.label.safe) is: \(title) \(reason)."
    return SupportDesk.Connection(
      account: account(placeholder, sentence),
      provider: UnnamedProvider(
        identity: placeholder, title: title, sentence: sentence,
        capabilities: account(placeholder, sentence).capabilities))
  }

  /// The account under a resolution, the way it was where nothing changed.
  func connection(
    _ resolution: MerchantResolver.Resolution, word: String?, failure: SafeText?
  ) -> SupportDesk.Connection {
    guard let identity = resolution.standing.identity else {
      return unnamed(because: failure.map { "could not be asked (\($0))" } ?? "was not asked yet")
    }
    let title = claim.title
    let doubt = resolution.standing.doubt?.sentence(claim.label, provider: title)
    do throws(ProviderError) {
      let made = try provider(identity, word)
      return SupportDesk.Connection(account: account(identity, doubt), provider: made)
    } catch {
      return unnamed(because: "cannot be: \(error.sentence)")
    }
  }
}

/// Stands in for the provider of an account whose merchant nobody has named: nothing is read, nothing sent.
struct UnnamedProvider: PaymentProvider {
  let identity: AccountIdentity
  let title: SafeText
  /// Why.
  let sentence: SafeText
  let capabilities: Capabilities

  var writeObstacle: SafeText? { sentence }

  func search(_ request: SearchRequest) async throws(ProviderError) -> TransactionPage {
    throw .unsupported(sentence)
  }

  func retrieve(_ locator: TransactionLocator) async throws(ProviderError) -> LiveRead {
    throw .unsupported(sentence)
  }

  func refunds(of transaction: Transaction) async throws(ProviderError) -> RefundList {
    throw .unsupported(sentence)
  }

  func prepareRefund(_ order: RefundOrder) throws(ProviderError) -> PreparedWrite {
    throw .notPreparable(sentence)
  }

  func prepareCancel(_ order: CancelOrder) throws(ProviderError) -> PreparedWrite {
    throw .notPreparable(sentence)
  }

  func seal(_ write: PreparedWrite) throws(ProviderError) -> SealedWrite {
    throw .notPreparable(sentence)
  }

  func send(
    _ sealed: consuming SealedWrite, for write: PreparedWrite, through gate: WriteGate
  ) async -> SendResult {
    let time = sealed.timestamp
    return .spent(
      WriteReply(
        outcome: .notSent(sentence),
        evidence: Evidence(
          connected: false, httpStatus: nil, body: [], failure: sentence.text, started: time,
          ended: time)))
  }
}
