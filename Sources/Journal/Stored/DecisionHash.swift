import Payments
import TextSafety
import TilldeskCrypto

/// The hash that binds what was confirmed, or approved, to what is sent (I18).
enum DecisionHash {
  /// The BLAKE2b hash over the decision, its whole request and the payment as it was seen, in
  /// hexadecimal.
  static func of(_ intent: Intent, _ write: StoredWrite) -> String {
    var bytes = CanonicalBytes()
    bytes.append("tilldesk decision 1")
    bytes.append(intent.id.text)
    bytes.append(intent.kind.rawValue)
    bytes.append(intent.key.account.provider.rawValue)
    bytes.append(intent.key.account.origin)
    bytes.append(intent.key.account.merchant)
    bytes.append(intent.key.id.raw)
    bytes.append(write.method)
    bytes.append(write.origin)
    bytes.append(write.path)
    bytes.append(write.accountHeader)
    bytes.append(write.body)
    bytes.append(write.idempotencyKey)
    bytes.append(write.wireAmount)
    bytes.append(write.credentialFingerprint)
    bytes.append(intent.amount.minor)
    bytes.append(intent.amount.currency.code)
    bytes.append(Int64(intent.amount.currency.exponent))
    bytes.append(intent.mode.rawValue)
    append(intent.seen, to: &bytes)
    return BLAKE2b.hex(bytes.bytes)
  }

  private static func append(_ seen: PaymentFingerprint, to bytes: inout CanonicalBytes) {
    bytes.append(seen.providerStatus.raw)
    bytes.append(seen.status.rawValue)
    bytes.append(seen.amount.text.raw)
    bytes.append(seen.amount.currencyCode.raw)
    bytes.append(Int64(seen.refunds.count))
    for refund in seen.refunds { bytes.append(refund) }
  }
}
