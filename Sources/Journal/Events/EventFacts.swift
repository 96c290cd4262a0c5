import FoundationEssentials
import Payments
import TextSafety

/// What an event says beside its columns: everything needed to make the rows anew, and no free
/// text.
struct EventFacts: Codable, Equatable {
  /// The decision, its free text taken out.
  var intent: Intent?
  /// The request, its body taken out.
  var write: StoredWrite?
  /// The hash over all that was confirmed (I18).
  var decisionHash: String?
  /// The attempt.
  var attempt: StoredAttempt?
  /// The answer, its body taken out.
  var answer: StoredAnswer?
  /// What a look at the provider showed, the words of its rows taken out.
  var look: StoredLook?
  /// Who owned the intent before the event: the row changes only if that is still so.
  var formerOwner: String?
  /// The provider's id of the refund, where it became known.
  var refundID: ForeignText?
  /// What the provider says is left, where it said so.
  var remaining: ReportedRemaining?
  /// All refunds known of the payment now, their free text taken out.
  var refunds: [ReportedRefund]?
  /// What a read showed otherwise than recorded.
  var finding: Finding?
  /// What became of a finding.
  var end: FindingEnd?
  /// Whether the finding had been put aside before, so that its end changes nothing but that it can be found anew.
  var wasPutAside: Bool?
  /// All that went back of a payment, as a person found it when releasing it.
  var refundedTotal: Money?
  /// A label and its merchant.
  var account: AccountFact?
  /// What was accepted when a person took the record as it is.
  var acceptance: Acceptance?

  /// A name and the merchant that it names.
  var merchant: MerchantFact?
  /// A label and what the provider called its merchant.
  var doubt: DoubtFact?
  /// A tag that no decision has.
  var tag: TagFact?

  /// A label and the merchant that it names; records of earlier versions do not say in which mode.
  struct AccountFact: Codable, Equatable {
    var name: AccountName
    var identity: AccountIdentity
    var mode: Mode?
  }

  /// A name and the merchant that it names.
  struct MerchantFact: Codable, Equatable {
    var name: MerchantName
    var identity: AccountIdentity
  }

  /// A label and the name that its provider told; `nil` when it tells the recorded one again.
  struct DoubtFact: Codable, Equatable {
    var account: AccountName
    var told: String?
  }

  /// A tag that no decision has, with the row that carries it, its words taken out.
  struct TagFact: Codable, Equatable {
    var account: AccountIdentity
    var tag: String
    var code: TagCode
    var isOurs: Bool
    var payment: TransactionID
    var refund: ReportedRefund
  }

  /// The facts as JSON with sorted keys; the chain holds these bytes, so they are never made twice.
  func encoded() throws -> String {
    try IntentRow.encode(self)
  }

  /// Reads facts back.
  init(json: String) throws {
    self = try JSONDecoder().decode(EventFacts.self, from: Data(json.utf8))
  }

  /// Makes empty facts.
  init() {}
}

/// The kinds of free text, which stand beside the chain so that they can be erased.
///
/// Envelopes were kept by versions before 0.3; they hold signatures, so none is written any more.
enum TextField: String, CaseIterable {
  case reason, note, ticket, message, body, envelope, answer, details, reference, customer
}

/// The free text of one event; a field that is empty is not stored.
typealias EventTexts = [TextField: [UInt8]]

extension EventTexts {
  /// The text of a field; empty when there is none.
  func string(_ field: TextField) -> String { String(decoding: self[field] ?? [], as: UTF8.self) }

  /// Puts a text in, unless it is empty.
  mutating func put(_ text: String, as field: TextField) {
    if !text.isEmpty { self[field] = Array(text.utf8) }
  }

  /// Puts bytes in, unless there are none.
  mutating func put(_ bytes: [UInt8], as field: TextField) {
    if !bytes.isEmpty { self[field] = bytes }
  }
}
