import Payments
import Testing
import TextSafety

struct `A query` {
  @Test(arguments: [
    "np-order1001", "ORDER", "6636598", "3659", "rf_nero", "5512", "make_payment", "parcel",
    "\"lost to\"", "zoë9",
    "ref:np-order1001", "ref:NP-*", "ref:*1001", "ref:NP*100*", "ref:*", "id:6636598",
    "id:rf_nero_123", "id:rf*",
    "status:partly", "gbp", "currency:gbp,usd", "£15.99", "15.99", "amount:15.99", "amount:>=15.99",
    "amount:<=15.99",
    "~15", "10..20", "amount:>15.98", "amount:<16", "account:uk-store", "provider:neropay", "today",
    "2026-04",
    "created:7d", "refunded:partly", "by:amina", "by:AMINA", "is:mine", "is:unknown",
    "-status:paid", "-usd",
    "-parcels", "parcel lost np", "is:unknown,pending", "",
  ])
  func `finds the row`(line: String) throws {
    #expect(try matches(line))
  }

  @Test(arguments: [
    "np-order1002", "NPORDER1001", "np-0rder", "ref:np-order100", "ref:order1001", "ref:NP",
    "ref:*NP", "id:663659",
    "id:6636598x", "status:paid", "usd", "€15.99", "amount:>15.99", "amount:<15.99", "amount:16",
    "~20", "15.990001",
    "account:ng-store", "provider:nectar", "yesterday", "2026-05", "created:>=2026-04-23",
    "refunded:yes", "refunded:no",
    "by:tom", "is:pending", "-status:partly", "-gbp", "-parcel", "-£15.99", "parcel found",
    "gbp usd", "-is:mine",
  ])
  func `does not find the row`(line: String) throws {
    #expect(try !matches(line))
  }

  @Test(arguments: [
    "NPORDER1001", "np-0rderI0o1", "nporderlool", "npo-rder1001", "ref:nporder1001",
    "ref:NP0RDERI*", "id:rf_ner0_*",
  ])
  func `finds the row when it forgives dashes, O and 0, I, L and 1`(line: String) throws {
    #expect(try matches(line, forgiving: true))
    #expect(try !matches(line))
  }

  @Test(arguments: [
    "\"--\"", "\"\u{2013}\"", "ref:\"-\"", "ref:-*", "np-order1002", "-np-order1001", "ref:x",
  ])
  func `does not forgive everything`(line: String) throws {
    #expect(try !matches(line, forgiving: true))
  }

  @Test(arguments: [
    (Currency.gbp, "10.00", true), (.gbp, "9.99", false), (.jpy, "10", true), (.jpy, "9", false),
    (.bhd, "10.000", true), (.bhd, "9.999", false), (.jpy, "1000", true),
  ])
  func `compares an amount in the decimals of its currency`(
    currency: Currency, amount: String, isFound: Bool
  ) throws {
    let row = try QueryRow.sample(amount: money(amount, currency))
    #expect(try #require(Query.parsed("amount:>=10").query).matches(row) == isFound)
    #expect(try #require(Query.parsed("-amount:>=10").query).matches(row) == !isFound)
  }

  @Test
  func `excludes only the amount and currency together`() throws {
    let query = try #require(Query.parsed("-£50").query)
    #expect(!query.matches(try .sample(amount: money("50"))))
    #expect(query.matches(try .sample(amount: money("50", .eur))))
    #expect(query.matches(try .sample(amount: money("51"))))
  }

  @Test
  func `finds what has no amount or time only where neither is asked for`() throws {
    let row = try QueryRow.sample(amount: nil, currencyCode: "xau", created: nil)
    #expect(try #require(Query.parsed("currency:xau").query).matches(row))
    #expect(try !#require(Query.parsed("amount:>=0").query).matches(row))
    #expect(try !#require(Query.parsed("created:>=0001-01-01").query).matches(row))
  }

  @Test(arguments: [
    (IntentState.unknown, true, false), (.needsHuman, true, false), (.pending, false, true),
    (.succeeded, false, false), (.sending, false, false),
  ])
  func `finds what our decisions leave open`(
    state: IntentState, unknown: Bool, pending: Bool
  ) throws {
    let row = try QueryRow.sample(states: [state])
    #expect(try #require(Query.parsed("is:unknown").query).matches(row) == unknown)
    #expect(try #require(Query.parsed("is:pending").query).matches(row) == pending)
    #expect(try #require(Query.parsed("is:pending").query).matches(.sample(status: .pending)))
  }

  @Test
  func `sees a transaction and our decisions on it as one row`() throws {
    let transaction = Sample.transaction(
      amount: try money("15.99"), created: ProviderTime("2026-04-22T02:37:11Z"))
    let intents = try [
      Sample.intent(1, .refund, money("5.00"), .succeeded, refundID: "rf_1"),
      Sample.intent(2, .refund, money("10.99"), .unknown),
    ]
    let account = try #require(AccountName("uk-store"))
    let row = QueryRow(transaction, account: account, intents: intents)
    for line in [
      "np-order1001", "rf_1", "5512", "bob", "cus_9", "is:unknown", "is:mine", "refunded:partly",
      "today", "£15.99", "provider:neropay",
    ] {
      #expect(try #require(Query.parsed(line).query).matches(row), "\(line)")
    }
  }

  @Test
  func `knows how much of a payment went back`() throws {
    let paid = try money("10.00")
    func part(
      _ status: Status, _ amounts: [String], _ state: IntentState = .succeeded
    ) throws -> RefundedPart {
      let intents = try amounts.enumerated().map {
        try Sample.intent($0 + 1, .refund, money($1), state)
      }
      return RefundedPart(status: status, amount: paid, intents: intents)
    }
    #expect(try part(.paid, []) == .no)
    #expect(try part(.paid, ["5.00"], .unknown) == .no)
    #expect(try part(.paid, ["5.00"]) == .partly)
    #expect(try part(.paid, ["5.00", "4.99"]) == .partly)
    #expect(try part(.paid, ["5.00", "5.00"]) == .yes)
    #expect(try part(.partlyRefunded, []) == .partly)
    #expect(try part(.refunded, []) == .yes)
  }

  private func matches(_ line: String, forgiving: Bool = false) throws -> Bool {
    let row = try QueryRow.sample(amount: money("15.99"), states: [.unknown])
    return try #require(Query.parsed(line).query, "\(line)").matches(row, forgiving: forgiving)
  }
}

struct `The order of rows` {
  @Test(arguments: [
    ("created", ["d", "a", "c", "b"]), ("created-", ["b", "c", "a", "d"]),
    ("amount", ["d", "b", "c", "a"]),
    ("amount-", ["a", "c", "b", "d"]), ("ref", ["c", "b", "a", "d"]),
    ("status", ["b", "c", "d", "a"]),
    ("account", ["b", "d", "a", "c"]),
  ])
  func `is by one field, and equal rows by account and id`(word: String, ids: [String]) throws {
    let sort = try #require(Query.parsed("sort:" + word).query).sort
    let rows = try [
      QueryRow.sample(
        "a", reference: "z1", amount: money("1000", .jpy), status: .refunded,
        created: "2026-01-01T00:00:00Z"),
      .sample(
        "b", reference: "B", amount: money("9.99"), status: .paid, created: "2026-03-01T00:00:00Z",
        account: "a-store"),
      .sample(
        "c", reference: "a", amount: money("10.000", .bhd), status: .paid,
        created: "2026-02-01T00:00:00Z"),
      .sample(
        "d", reference: "z2", amount: nil, status: .partlyRefunded, created: nil, account: "a-store"
      ),
    ]
    #expect(rows.sorted(by: sort.puts).map(\.id.raw) == ids)
    #expect(rows.reversed().sorted(by: sort.puts).map(\.id.raw) == ids)
  }
}
