package import ProviderSandbox

/// Millpond as the sandbox plays it, written from `Millpond.md`.
package struct MillpondTwin: SimulatedProvider {
  /// The branch of the demo's merchant.
  package static let branch = "b-204"

  private enum Endpoint {
    case payments, payment, holder, giveBack, stop
  }

  private let keys = SandboxKeys(
    own: "mill_demo_key_1", second: "mill_demo_key_2", foreign: "mill_other_key")

  /// The usual one.
  package init() {}

  // MARK: SimulatedProvider

  /// Its name.
  package var name: SandboxProvider { SandboxProvider(rawValue: "millpond") }

  /// Its path.
  package var basePath: String { "/millpond/pay/3" }

  /// Its words.
  package var words: StatusWords {
    StatusWords(
      refundable: ["taken", "part_returned"], cancellable: ["waiting"], paid: "taken",
      cancelled: "stopped", partlyRefunded: "part_returned", refunded: "returned")
  }

  /// Its account.
  package var demo: DemoAccount {
    DemoAccount(
      label: "mp-store", secretFile: "mp-store.key", secret: keys.own,
      lines: [#"branch = "\#(Self.branch)""#])
  }

  /// What is asked.
  package func operation(of request: WireRequest) -> SandboxOperation? {
    switch endpoint(of: request) {
    case .payments: .list
    case .payment: .retrieve
    case .holder: .check
    case .giveBack: .refund
    case .stop: .cancel
    case nil: nil
    }
  }

  /// Answers a request.
  package func reply(to call: Call, books: inout Books) -> WireReply {
    do throws(Refused) {
      let endpoint = endpoint(of: call.request)
      let form = try form(of: call.request)
      guard try belongsToDemo(call.request, form) else { return stranger(endpoint) }
      switch endpoint {
      case .payments: return try list(form, call, books)
      case .payment: return success("row", row(try find(form, books), call))
      case .holder: return success("holder", "Millpond Demo")
      case .giveBack: return try giveBack(form, call, &books)
      case .stop: return try stop(form, call, &books)
      case nil: return refusal(404, nil)
      }
    } catch {
      return error.reply
    }
  }

  /// A refusal in Millpond's form.
  package func refusal(_ status: Int, _ operation: SandboxOperation?) -> WireReply {
    switch status {
    case 200, 401: trouble(status, "key_unknown", "The key is missing or wrong.")
    case 403: trouble(403, "branch_unknown", "The key does not act for this branch.")
    case 404: trouble(404, "payment_unknown", "No such payment in this branch.")
    case 409: trouble(409, "request_reused", "The request id came with another form before.")
    case 429: trouble(429, "busy", "Later, please.")
    case 500...: trouble(status, "down", "The mill stands still.")
    default: trouble(status, "not_valid", "The form is not valid.")
    }
  }

  /// A refusal with a code of no document.
  package func unlistedRefusal() -> WireReply { trouble(400, "low_water", "The pond is low.") }

  /// Rows are made one by one, none from a seed.
  package func recipe(seed: UInt64, count: Int) -> (any SeedRecipe)? { nil }

  /// Returns have rows of their own.
  package func dashboardRowID(_ number: Int) -> String? { "R-8\(number)" }

  /// A few payments.
  package func showcase(now: WireTime) -> [SandboxPayment] {
    let april = WireTime(year: 2026, month: 4, day: 22, hour: 2, minute: 37, second: 11)
    return [
      ("P-1001", "MP-77", "taken", 1599, .gbp), ("P-1002", "MP-78", "waiting", 999, .gbp),
      ("P-1003", "MP-79", "taken", 4200, .eur), ("P-1004", "MP-80", "taken", 1500, .jpy),
      ("P-1005", "MP-81", "broken", 12_345, .bhd),
    ].map { (id: String, order: String, state: String, minor: Int64, currency: SandboxCurrency) in
      SandboxPayment(
        provider: name, id: id, reference: order, amountMinor: minor, currency: currency,
        created: april, status: state)
    }
  }

  // MARK: Asking

  private func endpoint(of request: WireRequest) -> Endpoint? {
    switch (request.method, request.path.dropFirst(3).joined(separator: "/")) {
    case ("GET", "payments"): .payments
    case ("GET", "payment"): .payment
    case ("GET", "holder"): .holder
    case ("POST", "return"): .giveBack
    case ("POST", "stop"): .stop
    default: nil
    }
  }

  private func form(of request: WireRequest) throws(Refused) -> [String: String] {
    let fields =
      request.method == "GET" ? request.query.map { ($0.name, $0.value) } : pairs(request)
    let form = Dictionary(fields, uniquingKeysWith: { first, _ in first })
    guard form.count == fields.count else { throw notValid("a field stands there twice") }
    return form
  }

  private func pairs(_ request: WireRequest) -> [(String, String)] {
    guard request.header("Content-Type") == "application/x-www-form-urlencoded" else { return [] }
    return String(decoding: request.body, as: UTF8.self).split(separator: "&").compactMap { pair in
      let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2, let value = decoded(sides[1]) else { return nil }
      return (String(sides[0]), value)
    }
  }

  private func decoded(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte == UInt8(ascii: "+") ? 0x20 : byte)
        continue
      }
      guard rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      else { return nil }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether it is the demo's merchant who asks; another has no payments.
  private func belongsToDemo(
    _ request: WireRequest, _ form: [String: String]
  ) throws(Refused) -> Bool {
    switch request.header("Authorization") {
    case "Bearer \(keys.own)", "Bearer \(keys.second)":
      guard form["branch"] == Self.branch else { throw Refused(reply: refusal(403, nil)) }
      return true
    case "Bearer \(keys.foreign)": return false
    default: throw Refused(reply: refusal(401, nil))
    }
  }

  private func find(_ form: [String: String], _ books: Books) throws(Refused) -> SandboxPayment {
    let shelf = books.shelf(name)
    guard let number = form["number"],
      let payment = shelf.payment(id: number) ?? shelf.payment(reference: number)
    else { throw Refused(reply: refusal(404, nil)) }
    return payment
  }

  private func list(
    _ form: [String: String], _ call: Call, _ books: Books
  ) throws(Refused) -> WireReply {
    guard let from = Int(form["from_row"] ?? "0"), let rows = Int(form["rows"] ?? "50"), from >= 0,
      (1...100).contains(rows), from.isMultiple(of: rows)
    else { throw notValid("from_row and rows") }
    let number = call.twists.contains(.ignorePage) ? 1 : from / rows + 1
    let shelf = books.shelf(name)
    let find = form["find"]?.lowercased()
    let (found, total) = shelf.page(
      RowPage(number: number, size: rows), in: 0..<shelf.count,
      matching: find.map { find in
        { $0.id.lowercased() == find || $0.reference.lowercased().contains(find) }
      })
    return WireReply(
      200,
      [
        "ok": true, "rows": .array(found.map { row($0, call) }),
        "further": .bool(number * rows < total),
      ])
  }

  // MARK: Telling

  func row(_ payment: SandboxPayment, _ call: Call) -> WireJSON {
    let isReturn =
      switch payment.entry {
      case .refund: true
      case .payment, .debit, .transfer: false
      }
    return [
      "number": .string(call.twists.id(payment.id)), "kind": isReturn ? "return" : "sale",
      "order": .string(payment.reference),
      "state": .string(call.twists.status(payment.status, unknown: "settling")),
      "value": .string(value(payment.amountMinor, of: payment, call)),
      "made": .string(payment.created.utcText),
    ]
  }

  func value(_ minor: Int64, of payment: SandboxPayment, _ call: Call) -> String {
    let told = call.twists.amountMinor(minor, payment.currency)
    return payment.currency.decimalText(minor: told) + " "
      + call.twists.currencyCode(payment.currency)
  }

  func success(_ name: String, _ value: WireJSON) -> WireReply {
    WireReply(200, .object([.init("ok", true), .init(name, value)]))
  }

  func notValid(_ what: String) -> Refused {
    Refused(reply: trouble(422, "not_valid", "Not valid: \(what)."))
  }

  private func trouble(_ status: Int, _ code: String, _ say: String) -> WireReply {
    WireReply(status, ["ok": false, "trouble": .string(code), "say": .string(say)])
  }

  private func stranger(_ endpoint: Endpoint?) -> WireReply {
    switch endpoint {
    case .payments: WireReply(200, ["ok": true, "rows": .array([]), "further": false])
    case .holder: success("holder", "Somebody else")
    case .payment, .giveBack, .stop, nil: refusal(404, nil)
    }
  }
}
