import Payments
import ProviderClient
package import TextSafety

/// Payments on record for a merchant, read again under a credential of which it is not certain whose it is.
package struct MerchantComparison: Hashable, Sendable {
  /// One payment.
  package struct Line: Hashable, Sendable {
    /// Its id.
    package let payment: SafeText
    /// What was found, in a few words.
    package let words: SafeText
    /// Whether it reads as it is on record.
    package let agrees: Bool
    /// Whether the provider said what it is there, or that it is not there; what could not be read differs from nothing.
    package let isTold: Bool
  }

  /// The payments that were compared; empty where none is on record.
  package var lines: [Line] = []

  /// Whether nothing that was compared differs.
  package var agrees: Bool { lines.allSatisfy(\.agrees) }
}

extension MerchantComparison.Line {
  /// Compares a payment as it is on record with what was read; `nil` for one that could not be read.
  init(_ known: KnownPayment, read: Transaction?, failure: ProviderError? = nil) {
    payment = known.key.id.safe
    isTold =
      switch failure {
      case nil, .notFound, .forbidden: true
      case .unreachable, .timedOut, .unauthorised, .notShown, .rateLimited, .refused, .badReply,
        .cached,
        .notRecorded, .unsupported, .notPreparable, .cancelled:
        false
      }
    guard let read else {
      words = failure?.sentence ?? "was not found"
      agrees = false
      return
    }
    if read.id != known.key.id || !read.id.raw.utf8.elementsEqual(known.key.id.raw.utf8) {
      words = "is \(read.id.safe) there"
      agrees = false
    } else if !Self.same(read.amount, known.amount) {
      words = "is \(read.amount.label) there, \(known.amount.label) on record"
      agrees = false
    } else if Self.differ(read.created, known.created) {
      words = "was made at another time"
      agrees = false
    } else if let reference = known.reference, !reference.isEmpty, !read.reference.isEmpty,
      read.reference != reference
    {
      words = "has another reference"
      agrees = false
    } else {
      words = "reads the same: \(read.amount.label)"
      agrees = true
    }
  }

  /// Lists and single reads write the same number in different ways.
  private static func same(_ left: QuotedAmount, _ right: QuotedAmount) -> Bool {
    if let read = left.money, let known = right.money { return read == known }
    return left.text == right.text && left.currencyCode == right.currencyCode
  }

  /// Whether two times with their zones are more than a second apart; others say nothing.
  private static func differ(_ left: ProviderTime?, _ right: ProviderTime?) -> Bool {
    guard let left, let right, left.zone == .stated, right.zone == .stated else { return false }
    return abs(left.instant.milliseconds(since: right.instant)) >= 1000
  }
}

/// What is on record of a payment that no refund changes.
struct KnownPayment: Hashable {
  let key: PaymentKey
  let amount: QuotedAmount
  let created: ProviderTime?
  let reference: ForeignText?
}
