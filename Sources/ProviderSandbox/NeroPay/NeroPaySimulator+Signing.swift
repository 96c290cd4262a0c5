import TilldeskCrypto

extension NeroPaySimulator {
  @discardableResult
  func authenticate(_ request: WireRequest) throws(Refused) -> Key {
    guard let key = request.header("Authorization").flatMap({ key($0) }) else {
      throw Refused(reply: refusal(401, nil))
    }
    guard let account = request.header("NeroPay-Account") else { return key }
    guard connectedAccounts.contains(account) else {
      throw Refused(
        reply: failure(
          404, "account_not_found", "The account is not assigned to this platform."))
    }
    return key
  }

  /// The key of a bearer; a key that is none opens nothing.
  private func key(_ header: String) -> Key? {
    guard let known = keys.all.first(where: { "Bearer \($0.text)" == header }) else { return nil }
    do throws(SodiumError) {
      return Key(secret: try Secret(text: known.text), isForeign: known.isForeign)
    } catch {
      return nil
    }
  }

  /// Checks a write's signature, and gives its idempotency key.
  func signedKey(_ call: Call) throws(Refused) -> String {
    let request = call.request
    guard let timestamp = request.header("X-NeroPay-Timestamp"),
      let signature = request.header("X-NeroPay-Signature")
    else { throw badSignature("The timestamp or the signature is missing.") }
    // Compared as text, so that a number in another form is not the timestamp that was signed.
    guard timestamp.utf8.count == 10, let seconds = FaultWords.number(timestamp[...]),
      abs(Int64(seconds) - call.arrived.seconds) <= Self.toleranceSeconds
    else { throw badSignature("The timestamp is not a recent Unix time in seconds.") }
    let expected = HMACSHA256.hex(
      key: try authenticate(request).secret,
      message: Array(timestamp.utf8) + Array(".".utf8) + request.body)
    guard sameBytes(signature, expected) else { throw badSignature("The signature is wrong.") }
    guard request.body.isEmpty || request.declaresJSON else {
      throw invalid("Content-Type", "must be application/json")
    }
    guard let key = request.header("Idempotency-Key"), (1...255).contains(key.utf8.count) else {
      throw invalid("Idempotency-Key", "is required")
    }
    return key
  }

  func answered(
    _ key: String, _ call: Call, _ books: Books
  ) throws(Refused) -> WireReply? {
    guard let earlier = books.answer(under: key, of: name) else { return nil }
    guard earlier.path == call.request.rawPath, earlier.body == call.request.body else {
      throw Refused(reply: refusal(409, nil))
    }
    return reply(earlier.answer, call)
  }

  /// Keeps an answer under its key, and writes it.
  func remember(
    _ answer: AnsweredWrite.Answer, _ key: String, _ call: Call, _ books: inout Books
  ) -> WireReply {
    books.remember(
      AnsweredWrite(path: call.request.rawPath, body: call.request.body, answer: answer),
      under: key, of: name)
    return reply(answer, call)
  }
}
