import Payments
import Testing
import TextSafety

struct `A search line` {
  @Test
  func `that is empty finds everything, newest first`() {
    #expect(Query.parsed("").query == .everything)
    #expect(Query.parsed("  \t ").query == .everything)
    #expect(Query.everything.sort == .newestFirst)
  }

  @Test(arguments: [
    ("np-order1001", ["np-order1001"]), ("parcel lost", ["parcel", "lost"]),
    ("\"parcel lost\"", ["parcel lost"]), ("\u{201C}parcel lost\u{201D}", ["parcel lost"]),
    ("\"gbp\"", ["gbp"]), ("\"status:paid\"", ["status:paid"]), ("12:30", ["12:30"]),
    ("\"-x\"", ["-x"]), ("par\"cel l\"ost", ["parcel lost"]), ("bob", ["bob"]), ("50", ["50"]),
    ("2026", ["2026"]), ("2026-13", ["2026-13"]), ("2026-02-30", ["2026-02-30"]),
    ("cus_9", ["cus_9"]),
    ("..", [".."]), ("a..b", ["a..b"]), ("$", ["$"]), ("7d", ["7d"]), ("rf.1", ["rf.1"]),
  ])
  func `has bare words that are text`(line: String, words: [String]) throws {
    #expect(try Query.terms(line) == words.map(QueryTerm.text))
    #expect(Query.parsed(line).query?.bareWords == words)
  }

  @Test
  func `has filters of words`() throws {
    let uk = try #require(AccountName("uk-store"))
    let nz = try #require(AccountName("nz-store"))
    let table: [(String, QueryTerm)] = [
      ("status:pending", .status([.pending])),
      ("status:pending,failed", .status([.pending, .failed])),
      ("Status:PARTLY", .status([.partlyRefunded])),
      ("status:partlyRefunded", .status([.partlyRefunded])),
      ("status:canceled", .status([.cancelled])), ("status:authorised", .status([.authorized])),
      ("currency:gbp,usd", .currency(["GBP", "USD"])), ("currency:xau", .currency(["XAU"])),
      ("currency:bob", .currency(["BOB"])),
      ("account:uk-store", .account([uk])), ("account:UK-Store,nz-store", .account([uk, nz])),
      ("provider:nectar", .provider([ProviderName(rawValue: "nectar")])),
      ("refunded:yes", .refunded([.yes])), ("refunded:no,partly", .refunded([.no, .partly])),
      ("is:unknown", .marked([.outcomeUnknown])), ("is:pending", .marked([.pending])),
      ("is:mine", .marked([.decidedBy("amina")])),
      ("is:mine,unknown", .marked([.decidedBy("amina"), .outcomeUnknown])),
      ("by:Amina,tom", .decidedBy(["amina", "tom"])),
      ("id:6636598", .id([TextPattern(exactly: "6636598")])),
      ("ref:NP-1*", .reference([TextPattern(parts: ["NP-1", ""])])),
      ("ref:\"NP 1*\"", .reference([TextPattern(exactly: "NP 1*")])),
      ("ref:a*b,c", .reference([TextPattern(parts: ["a", "b"]), TextPattern(exactly: "c")])),
      ("gbp", .currency(["GBP"])), ("JPY", .currency(["JPY"])),
    ]
    for (line, term) in table {
      #expect(try Query.terms(line) == [term])
      #expect(try Query.terms("-" + line) == [.not(term)])
    }
  }

  @Test
  func `has amounts`() throws {
    let pound: Set<String> = ["GBP"]
    let table: [(String, AmountRange, Set<String>)] = [
      ("amount:>=10", try amounts(from: "10"), []), ("amount:<=10", try amounts(to: "10"), []),
      ("amount:>10", try amounts(from: "10", including: false), []),
      ("amount:<10", try amounts(to: "10", including: false), []),
      ("amount:10", try amounts(from: "10", to: "10"), []),
      ("amount:=10.50", try amounts(from: "10.5", to: "10.50"), []),
      ("amount:10..50", try amounts(from: "10", to: "50"), []),
      ("amount:10..", try amounts(from: "10"), []),
      ("amount:..50", try amounts(to: "50"), []),
      ("amount:~50", try amounts(from: "45", to: "55"), []),
      ("amount:£50", try amounts(from: "50", to: "50"), pound),
      (">=10", try amounts(from: "10"), []), ("10..50", try amounts(from: "10", to: "50"), []),
      ("~50", try amounts(from: "45", to: "55"), []),
      ("~15.99", try amounts(from: "14.391", to: "17.589"), []),
      ("15.99", try amounts(from: "15.99", to: "15.99"), []),
      ("£50", try amounts(from: "50", to: "50"), pound),
      ("50£", try amounts(from: "50", to: "50"), pound),
      ("€50", try amounts(from: "50", to: "50"), ["EUR"]),
      ("~£50", try amounts(from: "45", to: "55"), pound),
      ("£~50", try amounts(from: "45", to: "55"), pound),
      ("£10..£50", try amounts(from: "10", to: "50"), pound),
      ("£10..50", try amounts(from: "10", to: "50"), pound),
      ("NZ$5", try amounts(from: "5", to: "5"), ["NZD"]),
      ("₦5", try amounts(from: "5", to: "5"), ["NGN"]),
    ]
    for (line, range, currencies) in table {
      #expect(try Query.terms(line) == [.amount(range, currencies: currencies)], "\(line)")
    }
  }

  @Test
  func `takes a dollar sign for every currency that is written with it`() throws {
    let terms = try Query.terms("$50")
    guard case .amount(_, let currencies) = try #require(terms.first) else {
      Issue.record("\(terms)")
      return
    }
    #expect(currencies.isSuperset(of: ["USD", "NZD", "AUD", "CAD"]))
    #expect(currencies.isDisjoint(with: ["GBP", "EUR", "JPY"]))
    #expect(currencies.allSatisfy { Currency(code: $0) != nil })
  }

  @Test(arguments: [
    ("today", "2026-04-22", "2026-04-23"), ("yesterday", "2026-04-21", "2026-04-22"),
    ("tue", "2026-04-21", "2026-04-22"), ("Tuesday", "2026-04-21", "2026-04-22"),
    ("wed", "2026-04-22", "2026-04-23"), ("thu", "2026-04-16", "2026-04-17"),
    ("sun", "2026-04-19", "2026-04-20"), ("mon", "2026-04-20", "2026-04-21"),
    ("2026-04", "2026-04-01", "2026-05-01"), ("2025-12", "2025-12-01", "2026-01-01"),
    ("2024-02-29", "2024-02-29", "2024-03-01"), ("2026-12-31", "2026-12-31", "2027-01-01"),
    ("2026-04-01..2026-04-15", "2026-04-01", "2026-04-16"),
    ("mon..wed", "2026-04-20", "2026-04-23"),
    ("2026-03..yesterday", "2026-03-01", "2026-04-22"),
  ])
  func `has days, with their filter and bare`(word: String, from: String, upTo: String) throws {
    let term = QueryTerm.created(try span(from, upTo))
    #expect(try Query.terms("created:" + word) == [term])
    #expect(try Query.terms(word) == [term])
    #expect(try Query.terms("-" + word) == [.not(term)])
  }

  @Test(
    arguments: [
      ("7d", "2026-04-15", nil), ("1d", "2026-04-21", nil), ("2w", "2026-04-08", nil),
      ("12h", "2026-04-22T00:00:00Z", nil), ("2026", "2026-01-01", "2027-01-01"),
      ("2026-04-01..", "2026-04-01", nil), ("..2026-04-15", nil, "2026-04-16"),
      (">=2026-04-02", "2026-04-02", nil), (">2026-04-02", "2026-04-03", nil),
      ("<2026-04-02", nil, "2026-04-02"), ("<=2026-04", nil, "2026-05-01"),
      ("<7d", nil, "2026-04-15"),
      ("7d..2d", "2026-04-15", "2026-04-21"), ("..7d", nil, "2026-04-16"),
      ("2w..1w", "2026-04-08", "2026-04-16"),
      ("24h..12h", "2026-04-21T12:00:00Z", "2026-04-22T00:00:00Z"),
      ("2026-03..3d", "2026-03-01", "2026-04-20"), ("7d..today", "2026-04-15", "2026-04-23"),
      ("7d..", "2026-04-15", nil),
      ("9999-12", "9999-12-01", nil),
    ] as [(String, String?, String?)])
  func `has spans that only their filter reads`(word: String, from: String?, upTo: String?) throws {
    #expect(try Query.terms("created:" + word) == [.created(try span(from, upTo))])
  }

  @Test(arguments: [
    "2d..7d", "1h..12h", "today..yesterday", "2026-05..2026-04", "mon..fri", "1w..8d", "..",
    "..9999-12", "..9999", "7d..9999-12", "<=7d", ">7d", "7d..2d..1d", "..>2d", "7d...2d",
  ])
  func `has no span that ends before it begins, or never ends`(word: String) {
    #expect(Query.parsed("created:" + word).query == nil)
    #expect(Query.parsed("-created:" + word).query == nil)
  }

  @Test(arguments: [
    "50..10", "..", "£10..€20", "10..£20", "-5..10", "5..-10", ">=50..10", "~10..20", "10..20..30",
    "50.01..50.00", ">=", "£",
  ])
  func `has no amounts that end before they begin, or of two currencies`(word: String) {
    #expect(Query.parsed("amount:" + word).query == nil)
  }

  @Test
  func `counts days in the agent's zone, over a change of the clocks too`() throws {
    let auckland = ZoneOffsets(name: "Pacific/Auckland") {
      $0 < Instant(seconds: 1_775_311_200) ? 46_800 : 43_200
    }
    // 5 April 2026: the clocks go back at 03:00, and the day has 25 hours.
    let now = Instant(seconds: 1_775_350_800)
    let parsed = Query.parsed("today", now: now, zone: auckland)
    let term = QueryTerm.created(try span("2026-04-04T11:00:00Z", "2026-04-05T12:00:00Z"))
    #expect(parsed.query?.terms == [term])
    let week = QueryTerm.created(try span("2026-03-28T11:00:00Z", nil))
    #expect(Query.parsed("created:7d", now: now, zone: auckland).query?.terms == [week])
  }

  @Test
  func `has an order`() {
    #expect(Query.parsed("sort:amount-").query?.sort == QuerySort(.amount, isDescending: true))
    #expect(Query.parsed("sort:amount").query?.sort == QuerySort(.amount, isDescending: false))
    #expect(
      Query.parsed("gbp sort:created+").query?.sort == QuerySort(.created, isDescending: false))
    for field in QuerySort.Field.allCases {
      for isDescending in [true, false] {
        let sort = QuerySort(field, isDescending: isDescending)
        #expect(Query.parsed("sort:" + sort.word).query?.sort == sort)
      }
    }
  }

  @Test
  func `has several terms, in their order`() throws {
    let terms = try Query.terms("~50 gbp tue -status:failed \"lost parcel\"")
    #expect(
      terms == [
        .amount(try amounts(from: "45", to: "55"), currencies: []), .currency(["GBP"]),
        .created(try span("2026-04-21", "2026-04-22")), .not(.status([.failed])),
        .text("lost parcel"),
      ])
  }

  @Test
  func `tells the index what it can narrow by`() throws {
    let query = try #require(
      Query.parsed(
        """
        status:paid,failed,pending -status:failed gbp £50 account:uk-store provider:aiic 2026-04 \
        created:tue lost
        """
      ).query)
    #expect(query.statuses == [.paid, .pending])
    #expect(query.currencies == ["GBP"])
    #expect(query.accounts == [try #require(AccountName("uk-store"))])
    #expect(query.providers == [ProviderName(rawValue: "aiic")])
    #expect(query.created == (try span("2026-04-21", "2026-04-22")))
    #expect(query.amountRanges == [try amounts(from: "50", to: "50")])
    #expect(query.bareWords == ["lost"])
    let open = try #require(Query.parsed("-gbp -£50 -today -account:uk-store").query)
    #expect(open.currencies == nil && open.created == nil && open.accounts == nil)
    #expect(open.statuses == nil && open.amountRanges.isEmpty)
    #expect(Query.parsed("gbp usd").query?.currencies == [])
  }
}
