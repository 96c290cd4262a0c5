import TilldeskCrypto

/// The opened envelope of an AIIC Pay call.
struct AIICEnvelope {
  let data: [WireJSON.Member]
  let nonce: String
  let publicKey: String
  /// Whether it is another merchant's, who has no payments.
  let isForeign: Bool
}

extension AIICSimulator {
  /// Checks all of an envelope, and spends its nonce.
  ///
  /// What a real server checks the signature against is not documented: the bytes of `data` as
  /// received, or as it would write the parsed object, in the order received or sorted. A client
  /// that is safe with each of them writes the sorted compact form, so all three must agree here.
  func open(_ call: Call, _ books: inout Books) throws(Refused) -> AIICEnvelope {
    let request = call.request
    guard request.declaresJSON else { throw invalid("Content-Type", "must be application/json") }
    let document = try read(request.body)
    let fields = try EnvelopeFields(document.root, desk: self)
    guard request.header("X-Public-Key") == fields.publicKey, let key = key(fields.publicKey)
    else {
      throw refused("the public key is not known, or not the one of the header")
    }
    guard abs(fields.timestamp - call.arrived.micros / 1000) <= Self.toleranceMilliseconds else {
      throw refused("the timestamp is not a recent Unix time in milliseconds")
    }
    try checkSignature(fields.signature, by: key, of: document, in: request.body)
    guard books.spentNonces.insert(fields.nonce).inserted else {
      throw refused("the nonce was used before")
    }
    return AIICEnvelope(
      data: document.root["data"]?.members ?? [], nonce: fields.nonce,
      publicKey: fields.publicKey, isForeign: key.isForeign)
  }

  private func read(_ body: [UInt8]) throws(Refused) -> WireJSONReader.Document {
    do throws(WireJSONFault) {
      return try WireJSONReader.read(body)
    } catch {
      throw invalid("body", error.sentence)
    }
  }

  private func checkSignature(
    _ text: String, by key: Key, of document: WireJSONReader.Document, in body: [UInt8]
  ) throws(Refused) {
    guard let range = document.memberRanges["data"], let data = document.root["data"] else {
      throw invalid("data", "is required")
    }
    let raw = Array(body[range])
    let signature: [UInt8]
    do throws(SodiumError) {
      signature = try Base64.decode(text)
    } catch {
      throw refused("the signature is not standard base64")
    }
    guard Ed25519KeyPair.verify(signature: signature, message: raw, publicKey: key.bytes)
    else { throw refused("the signature does not belong to the data") }
    guard raw == data.bytes(), raw == data.sorted().bytes() else {
      throw refused("the data is not in the sorted compact form (RFC 8785)")
    }
  }

  /// Says more than the provider would: whoever writes a client wants to know which check failed.
  private func refused(_ reason: String) -> Refused {
    Refused(
      reply: failure(
        401, "AUTHENTICATION_FAILED", "Authentication failed",
        details: ["reason": .string(reason)]))
  }
}

/// The four fields beside `data`; exactly the five, each of its type.
private struct EnvelopeFields {
  let signature: String
  let publicKey: String
  let timestamp: Int64
  let nonce: String

  init(_ root: WireJSON, desk: AIICSimulator) throws(Refused) {
    let wanted: Set = ["data", "signature", "publicKey", "timestamp", "nonce"]
    guard let members = root.members, Set(members.map(\.name)) == wanted else {
      throw desk.invalid(
        "body", "must have exactly data, signature, publicKey, timestamp and nonce")
    }
    guard root["data"]?.members != nil else { throw desk.invalid("data", "must be an object") }
    guard let signature = root["signature"]?.text, let publicKey = root["publicKey"]?.text,
      let nonce = root["nonce"]?.text, (1...128).contains(nonce.utf8.count)
    else { throw desk.invalid("body", "signature, publicKey and nonce must be texts") }
    guard let token = root["timestamp"]?.numberToken, token.utf8.count == 13,
      let timestamp = FaultWords.number(token[...])
    else { throw desk.invalid("timestamp", "must be Unix milliseconds") }
    self.signature = signature
    self.publicKey = publicKey
    self.timestamp = Int64(timestamp)
    self.nonce = nonce
  }
}
