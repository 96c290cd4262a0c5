/// How the Nectar private key is written in the `Authorization` header.
///
/// The documents show both; the live service was seen to take it raw.
package enum NectarAuthorization: String, Sendable, CaseIterable {
  /// The key alone.
  case raw
  /// `Bearer ` and the key.
  case bearer
}

/// Which amount Nectar's `refundedAmount` tells; the one sample cannot decide it.
package enum NectarRefundedAmount: String, Sendable, CaseIterable {
  /// The refund that was asked for.
  case thisRefund
  /// All refunds so far.
  case total
}

/// Nectar (AKU, AkuPay): a private key, major-unit numbers, no idempotency whatever.
package struct NectarSimulator: SimulatedProvider {
  private static let dayMicros: Int64 = 86_400 * 1_000_000

  enum Endpoint {
    case history
    case verify(String)
    case refund(String)
  }

  /// The private keys that are accepted.
  package var keys: SandboxKeys
  /// How a key is expected in the header.
  package var authorization = NectarAuthorization.raw
  /// Which amount `refundedAmount` tells.
  package var refundedAmount = NectarRefundedAmount.thisRefund
  /// How far the times without a zone are ahead of UTC, in minutes; Lagos is one hour.
  package var offsetMinutes = 60

  /// The usual one.
  package init(keys: SandboxKeys = Self.demoKeys) { self.keys = keys }

  /// The keys of the demo.
  package static let demoKeys = SandboxKeys(
    own: "nectar_demo_private_key", second: "nectar_demo_private_key_2",
    foreign: "nectar_other_private_key")

  // MARK: SimulatedProvider

  /// Its name.
  package var name: SandboxProvider { .nectar }

  /// Its path.
  package var basePath: String { "/nectar" }

  /// Its words, which are numbers.
  package var words: StatusWords {
    StatusWords(
      refundable: ["0", "2", "3", "11"], paid: "0", cancelled: "5", partlyRefunded: "11",
      refunded: "6")
  }

  /// Its account.
  package var demo: DemoAccount {
    DemoAccount(
      label: "ng-store", secretFile: "ng-store.key", secret: keys.own,
      lines: [
        #"merchant = "ng-demo""#, #"authorization = "\#(authorization.rawValue)""#,
        #"time_zone = "Africa/Lagos""#,
      ])
  }

  /// The rows from the seed.
  package func recipe(seed: UInt64, count: Int) -> (any SeedRecipe)? { NectarSeeds(seed: seed) }

  /// Refunds stand inside their payment.
  package func dashboardRowID(_ number: Int) -> String? { nil }

  /// What is asked.
  package func operation(of request: WireRequest) -> SandboxOperation? {
    switch endpoint(of: request) {
    case .history: .list
    case .verify: .retrieve
    case .refund: .refund
    case nil: nil
    }
  }

  /// Answers a request.
  package func reply(to call: Call, books: inout Books) -> WireReply {
    do throws(Refused) {
      let key = call.request.header("Authorization") ?? ""
      guard let known = keys.all.first(where: { header($0.text) == key }), !known.isForeign else {
        throw Refused(reply: refusal(key == header(keys.foreign) ? 404 : 401, call.operation))
      }
      switch endpoint(of: call.request) {
      case .history: return try history(call, books)
      case .verify(let reference):
        let payment = try find(reference, call, books)
        return success(verifyJSON(payment, call))
      case .refund(let reference): return try refund(reference, call, &books)
      case nil: return refusal(404, nil)
      }
    } catch {
      return error.reply
    }
  }

  /// A refusal in one of Nectar's two forms.
  package func refusal(_ status: Int, _ operation: SandboxOperation?) -> WireReply {
    let message =
      switch status {
      case 400: "Invalid transactionReference or missing parameters"
      case 401: "Invalid private key"
      case 403: "IP address is not on the allow-list"
      case 404: "Transaction not found"
      case 429: "Too many requests"
      case 500...: "Gateway processing failure"
      default: "Request could not be processed"
      }
    // Verify has an error shape of its own: `status` is a word, and there are no `errors`.
    return operation == .retrieve
      ? WireReply(status, ["status": "error", "message": .string(message)])
      : failure(status, message)
  }

  /// A refusal with a status of no document.
  package func unlistedRefusal() -> WireReply {
    WireReply(
      400,
      [
        "status": .integer(962), "message": "Rule engine veto", "data": .null, "errors": ["R-77"],
      ])
  }

  private func header(_ key: String) -> String {
    authorization == .raw ? key : "Bearer \(key)"
  }

  // MARK: Reading

  func endpoint(of request: WireRequest) -> Endpoint? {
    let tail = Array(request.path.dropFirst())
    guard tail.first == "transaction" else { return nil }
    switch (request.method, tail.count) {
    case ("GET", 2) where tail[1] == "history": return .history
    case ("GET", 3) where tail[1] == "verify": return .verify(tail[2])
    case ("PUT", 3) where tail[1] == "refund": return .refund(tail[2])
    default: return nil
    }
  }

  /// Both the gateway's own reference and the merchant's lead to a payment.
  func find(_ reference: String, _ call: Call, _ books: Books) throws(Refused) -> SandboxPayment {
    let shelf = books.shelf(.nectar)
    guard let payment = shelf.payment(id: reference) ?? shelf.payment(reference: reference) else {
      throw Refused(reply: refusal(404, call.operation))
    }
    return payment
  }

  private func history(_ call: Call, _ books: Books) throws(Refused) -> WireReply {
    let request = call.request
    let asked = try number("page", in: request, usual: 1, range: 1...(.max / 128))
    let size = try number("size", in: request, usual: 25, range: 1...100)
    let from = try seconds("startDate", in: request) ?? call.now.adding(micros: -Self.dayMicros)
    // Whole seconds, both inclusive: the last second counts with all its fractions.
    let to = try seconds("endDate", in: request)?.adding(micros: 999_999) ?? call.now
    let code = try number("status", in: request, usual: -1, range: 0...9999)
    let status = code < 0 ? nil : String(code)
    let reference = request.queryValue("reference")
    let page = RowPage(number: call.twists.contains(.ignorePage) ? 1 : asked, size: size)
    let shelf = books.shelf(.nectar)
    let (rows, total) = shelf.page(
      page, in: shelf.places(from: from, to: to),
      matching: status == nil && reference == nil
        ? nil
        : { row in
          (status == nil || row.status == status)
            && (reference == nil || row.id == reference || row.reference == reference)
        })
    return success(historyJSON(rows, total: total, page: page, call))
  }

  private func seconds(
    _ name: String, in request: WireRequest
  ) throws(Refused) -> WireTime? {
    guard request.queryValue(name) != nil else { return nil }
    // Milliseconds would be a thousand times as much, and are refused: the unit is seconds.
    let seconds = try number(name, in: request, usual: 0, range: 0...99_999_999_999)
    return WireTime(micros: Int64(seconds) * 1_000_000)
  }

  private func number(
    _ name: String, in request: WireRequest, usual: Int, range: ClosedRange<Int>
  ) throws(Refused) -> Int {
    guard let text = request.queryValue(name) else { return usual }
    guard let number = FaultWords.number(text[...]), range.contains(number) else {
      throw invalid(name, "must be a whole number within its range")
    }
    return number
  }
}

extension SandboxProvider {
  /// Nectar, also called AKU or AkuPay.
  package static let nectar = SandboxProvider(rawValue: "nectar")
}
