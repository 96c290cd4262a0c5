import FoundationEssentials
import Payments
import TextSafety

/// What the rows of an event are made of: a part of its ``EventFacts``, which takes far less time to read.
struct RowFacts: Equatable, Sendable {
  var intent: Intent?
  /// Whether there is a request, and its key.
  var write: Write?
  var attempt: Attempt?
  var hasAnswer: Bool
  var look: Look?
  var formerOwner: String?
  var refundID: ForeignText?
  var remaining: ReportedRemaining?
  var hasRefunds: Bool
  var finding: Finding?
  var end: FindingEnd?
  var wasPutAside: Bool
  var hasRefundedTotal: Bool
  var account: EventFacts.AccountFact?
  var merchant: EventFacts.MerchantFact?
  var doubt: EventFacts.DoubtFact?
  var tag: EventFacts.TagFact?

  struct Write: Equatable, Decodable { var idempotencyKey: String? }
  struct Attempt: Equatable, Decodable { var nonce: String? }

  struct Look: Equatable, Decodable {
    var couldRead: Bool

    private enum Name: CodingKey { case providerStatus }

    init(couldRead: Bool) { self.couldRead = couldRead }

    init(from decoder: any Decoder) throws {
      let status = try decoder.container(keyedBy: Name.self).decodeIfPresent(
        ForeignText.self, forKey: .providerStatus)
      couldRead = status != nil
    }
  }

  /// Takes the part out of facts that are at hand.
  init(_ facts: EventFacts) {
    intent = facts.intent
    write = facts.write.map { Write(idempotencyKey: $0.idempotencyKey) }
    attempt = facts.attempt.map { Attempt(nonce: $0.nonce) }
    hasAnswer = facts.answer != nil
    look = facts.look.map { Look(couldRead: $0.couldRead) }
    formerOwner = facts.formerOwner
    refundID = facts.refundID
    remaining = facts.remaining
    hasRefunds = facts.refunds != nil
    finding = facts.finding
    end = facts.end
    wasPutAside = facts.wasPutAside == true
    hasRefundedTotal = facts.refundedTotal != nil
    account = facts.account
    merchant = facts.merchant
    doubt = facts.doubt
    tag = facts.tag
  }

  /// Reads the part from the facts as they are stored.
  init(json: String) throws {
    self = try JSONDecoder().decode(Self.self, from: Data(json.utf8))
  }
}

extension RowFacts: Decodable {
  private enum Name: CodingKey {
    case intent, write, attempt, answer, look, formerOwner, refundID, remaining, refunds
    case finding, end, wasPutAside, refundedTotal, account, merchant, doubt, tag
  }

  init(from decoder: any Decoder) throws {
    let facts = try decoder.container(keyedBy: Name.self)
    intent = try facts.decodeIfPresent(Intent.self, forKey: .intent)
    write = try facts.decodeIfPresent(Write.self, forKey: .write)
    attempt = try facts.decodeIfPresent(Attempt.self, forKey: .attempt)
    hasAnswer = try facts.has(.answer)
    look = try facts.decodeIfPresent(Look.self, forKey: .look)
    formerOwner = try facts.decodeIfPresent(String.self, forKey: .formerOwner)
    refundID = try facts.decodeIfPresent(ForeignText.self, forKey: .refundID)
    remaining = try facts.decodeIfPresent(ReportedRemaining.self, forKey: .remaining)
    hasRefunds = try facts.has(.refunds)
    finding = try facts.decodeIfPresent(Finding.self, forKey: .finding)
    end = try facts.decodeIfPresent(FindingEnd.self, forKey: .end)
    wasPutAside = try facts.decodeIfPresent(Bool.self, forKey: .wasPutAside) == true
    hasRefundedTotal = try facts.has(.refundedTotal)
    account = try facts.decodeIfPresent(EventFacts.AccountFact.self, forKey: .account)
    merchant = try facts.decodeIfPresent(EventFacts.MerchantFact.self, forKey: .merchant)
    doubt = try facts.decodeIfPresent(EventFacts.DoubtFact.self, forKey: .doubt)
    tag = try facts.decodeIfPresent(EventFacts.TagFact.self, forKey: .tag)
  }
}

extension KeyedDecodingContainer {
  fileprivate func has(_ name: Key) throws -> Bool {
    try contains(name) && !decodeNil(forKey: name)
  }
}
