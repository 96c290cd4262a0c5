import Payments
import Testing
import TextSafety

extension Currency {
  /// Four decimals.
  static var clf: Currency {
    get throws { try #require(Currency(code: "CLF")) }
  }

  /// One decimal, which no ISO currency has; the configuration can say so.
  static var tenths: Currency {
    get throws { try #require(Currency(code: "MGA", exponents: ["MGA": 1])) }
  }
}

extension Instant {
  /// 22 April 2026, 12:00:00 UTC, a Wednesday.
  static let noon = Instant(seconds: 1_776_859_200)
}

/// Makes money from the text of a decimal.
func money(_ decimal: String, _ currency: Currency = .gbp) throws -> Money {
  try #require(Money(decimal: decimal, currency: currency))
}

/// Makes payments and decisions on them.
enum Sample {
  static let account = AccountIdentity(
    provider: ProviderName(rawValue: "neropay"), origin: "https://eu.neropay.app",
    merchant: "m1")
  static let key = PaymentKey(account: account, id: TransactionID("6636598"))

  static func transaction(
    reference: ForeignText = "NP-ORDER1001", status: Status = .paid, amount: Money,
    created: ProviderTime? = nil
  ) -> Transaction {
    Transaction(
      key: key, reference: reference, kind: .payment, status: status, providerStatus: "succeeded",
      amount: QuotedAmount(amount), created: created, customer: "cus_9", details: "Parcel to Bob",
      remark: "make_payment")
  }

  static func intentID(_ number: Int) throws -> IntentID {
    let digits = String(number, radix: 16)
    return try #require(
      IntentID(digits + String(repeating: "0", count: 32 - digits.utf8.count)))
  }

  static func intent(
    _ number: Int = 1, _ kind: IntentKind = .refund, _ amount: Money, _ state: IntentState,
    minute: Int64 = 0, refundID: ForeignText? = nil, seenStatus: Status = .paid,
    seenRefunds: [ReportedRefund] = [], remaining: ReportedRemaining? = nil,
    actor: String = "amina"
  ) throws -> Intent {
    let created = Instant.noon.adding(seconds: (Int64(number) + minute) * 60)
    return Intent(
      id: try intentID(number), kind: kind, key: key,
      account: try #require(AccountName("uk-store")),
      mode: .test, amount: amount, reason: "duplicate", note: "", ticket: "5512",
      actor: Actor(actor),
      seen: PaymentFingerprint(
        transaction(status: seenStatus, amount: amount), refunds: seenRefunds),
      decisionToken: nil, retryOf: nil, state: state, created: created,
      updated: created.adding(seconds: 1), refundID: refundID, reportedRemaining: remaining)
  }

  static func reported(
    _ amount: Money, id: ForeignText? = "rf_1", _ progress: RefundProgress = .succeeded,
    _ link: ReportedRefund.Link = .exact, details: ForeignText? = nil
  ) -> ReportedRefund {
    ReportedRefund(
      id: id, amount: amount, time: nil, providerStatus: "REFUNDED", progress: progress,
      link: link, details: details)
  }
}
