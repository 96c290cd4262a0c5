import JSON
import Payments
import TextSafety
import TilldeskCrypto

extension AIICPay {
  /// A signed body, with what was fresh in it.
  struct Envelope {
    let bytes: [UInt8]
    let timestamp: Instant
    let nonce: String
  }

  /// Wraps canonical data with a fresh timestamp and nonce.
  ///
  /// The very bytes that were signed are spliced in.
  func envelope(around data: [UInt8]) -> Envelope {
    envelope(
      around: data, signature: signature(of: data), timestamp: account.clock(),
      nonce: account.random.uuidV4())
  }

  private func envelope(
    around data: [UInt8], signature: String, timestamp: Instant, nonce: String
  ) -> Envelope {
    let bytes = CanonicalJSON.object([
      "data": .written(data),
      "signature": .string(signature),
      "publicKey": .string(keyPair.publicKeyBase64),
      "timestamp": .integer(timestamp.milliseconds),
      "nonce": .string(nonce),
    ])
    return Envelope(bytes: bytes, timestamp: timestamp, nonce: nonce)
  }

  /// What is signed is the data alone: timestamp and nonce are not covered, by the words of P1
  /// (`Providers.md` §3.2).
  func signature(of data: [UInt8]) -> String { Base64.encode(keyPair.sign(data)) }

  /// A read; the provider has POST only.
  func post(_ path: String, data: [UInt8]) -> HTTPRequest {
    HTTPRequest(
      method: "POST", url: account.base.origin + account.base.path + path, headers: headers,
      body: envelope(around: data).bytes)
  }

  func writeRequest(
    _ sealed: borrowing SealedWrite, for write: PreparedWrite, signature: String
  ) throws(ProviderError) -> HTTPRequest {
    if let writeObstacle { throw .notPreparable(writeObstacle) }
    try account.check(write)
    guard let nonce = sealed.nonce, write.kind == .refund else {
      throw .notPreparable("This was not sealed for AIIC Pay; nothing was sent.")
    }
    // Signatures repeat for the same bytes, so the whole envelope can be checked before it leaves.
    let expected = envelope(
      around: write.body, signature: signature, timestamp: sealed.timestamp, nonce: nonce)
    guard sealed.body == expected.bytes else {
      throw .notPreparable("What was sealed is not what was prepared; nothing was sent.")
    }
    return HTTPRequest(
      method: write.method, url: account.base.origin + write.path, headers: headers,
      body: sealed.body)
  }

  private var headers: [(name: String, value: String)] {
    [
      ("X-Public-Key", account.options.apiKey ?? keyPair.publicKeyBase64),
      ("Accept", "application/json"), ("Content-Type", "application/json"),
    ]
  }
}
