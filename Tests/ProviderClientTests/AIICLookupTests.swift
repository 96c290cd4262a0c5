import Payments
import ProviderClient
import Testing
import TextSafety

/// Finding one transaction, and refunds, where the provider has queries only.
struct AIICLookupTests {
  private func page(_ rows: [String], more: Bool = false) -> HTTPReply {
    .whole(
      200,
      #"{"success":true,"transactions":[\#(rows.joined(separator: ","))],"pagination":{"hasNext":\#(more)}}"#,
      headers: ["date": "Wed, 22 Apr 2026 02:17:21 GMT"])
  }

  private func row(
    _ id: String, type: String = "credit", reference: String = "", amount: String = "2500",
    status: String = "completed", description: String = ""
  ) -> String {
    #"{"id":"\#(id)","type":"\#(type)","status":"\#(status)","amount":\#(amount),"currency":"NZD","reference":"\#(reference)","description":"\#(description)","createdAt":"2026-04-22T00:00:00Z"}"#
  }

  @Test func `it is looked for around the day of its creation first`() async throws {
    let transport = RecordingTransport(
      page([row("t1")], more: true), page([row("t2"), row("t3")]))
    let provider = try Sample.aiic(transport)
    let created = try #require(ProviderTime("2026-03-01T12:00:00Z")).instant
    let read = try await provider.retrieve(TransactionLocator("t3", createdAround: created))
    #expect(read.transaction.id.raw == "t3")
    #expect(read.clockSkewMilliseconds == 9627)
    #expect(transport.requests.count == 2)
    #expect(
      transport.requests[0].text.hasPrefix(
        #"{"data":{"dateFrom":"2026-02-28","dateTo":"2026-03-02","limit":100,"page":1}"#))
    #expect(
      transport.requests[1].text.hasPrefix(
        #"{"data":{"dateFrom":"2026-02-28","dateTo":"2026-03-02","limit":100,"page":2}"#))
  }

  /// The pages of two years, after the one that is asked for by reference.
  private func years(_ rows: [String], first: [String] = []) -> RecordingTransport {
    RecordingTransport([page(first), page(rows)] + (0..<7).map { _ in page([]) })
  }

  @Test func `a reference is an alias of one payment, once nothing has it as an id`() async throws {
    let named = [row("t1", reference: "INV-70"), row("t2", reference: "INV-7")]
    let transport = years(named, first: named)
    let provider = try Sample.aiic(transport)
    let read = try await provider.retrieve(TransactionLocator("INV-7"))
    #expect(read.transaction.id.raw == "t2")
    #expect(
      transport.requests[0].text.hasPrefix(
        #"{"data":{"limit":100,"page":1,"reference":"INV-7"}"#))
    #expect(transport.requests.count == 9)
  }

  @Test func `a reference of several payments is left to a person`() async throws {
    let named = [row("t1", reference: "INV-7"), row("t2", reference: "INV-7")]
    let provider = try Sample.aiic(years(named, first: named))
    do {
      _ = try await provider.retrieve(TransactionLocator("INV-7"))
      Issue.record("one of two was chosen")
    } catch {
      #expect(error.sentence.text.contains("t1, t2"))
    }
  }

  @Test func `an exact id comes before every reference, wherever it stands`() async throws {
    let named = [row("t1", reference: "t9")]
    let provider = try Sample.aiic(years([row("T9"), row("t9")], first: named))
    let found = try await provider.payments(named: TransactionLocator("t9"))
    #expect(found.exact?.transaction.id.raw == "t9")
    #expect(found.aliases.isEmpty)
  }

  @Test func `names are listed beside a whole search, refund rows are not among them`() async throws
  {
    let rows = [
      row("T9"), row("t1", reference: "T9"), row("r1", type: "refund", reference: "t9"),
    ]
    let provider = try Sample.aiic(years(rows))
    let found = try await provider.payments(named: TransactionLocator("t9"))
    #expect(found.exact == nil)
    #expect(found.aliases.map(\.id.raw) == ["T9", "t1"])
    #expect(found.isComplete)
  }

  @Test func `a search that was not finished says that there may be others`() async throws {
    let pages = (1...60).map { page([row("x\($0)", reference: "t9")], more: true) }
    let provider = try Sample.aiic(RecordingTransport([page([])] + pages))
    let found = try await provider.payments(named: TransactionLocator("t9"))
    #expect(!found.isComplete)
    #expect(found.aliases.count == 50)
    await #expect(throws: ProviderError.self) {
      try await Sample.aiic(RecordingTransport([page([])] + pages)).retrieve(
        TransactionLocator("t9"))
    }
  }

  @Test func `two spellings of one letter are two ids`() async throws {
    let provider = try Sample.aiic(years([row("cafe\u{301}"), row("caf\u{E9}")]))
    let found = try await provider.payments(named: TransactionLocator("caf\u{E9}"))
    #expect(found.exact?.transaction.id == TransactionID("caf\u{E9}"))
  }

  @Test func `two years are the end of the search, ninety days at a time`() async throws {
    let transport = RecordingTransport(
      [page([])] + (0..<8).map { page([row("t\($0)")]) })
    let provider = try Sample.aiic(transport)
    await #expect(throws: ProviderError.notFound("t9")) {
      try await provider.retrieve(TransactionLocator("t9"))
    }
    #expect(
      transport.requests[1].text.hasPrefix(
        #"{"data":{"dateFrom":"2026-01-21","dateTo":"2026-04-23","limit":100,"page":1}"#))
    #expect(transport.requests.count == 9)
  }

  @Test func `a search beyond its bound does not say that there is none`() async throws {
    let pages = (1...60).map { page([row("t\($0)")], more: true) }
    let transport = RecordingTransport([page([])] + pages)
    let provider = try Sample.aiic(transport)
    do {
      _ = try await provider.retrieve(TransactionLocator("x9"))
      Issue.record("found")
    } catch {
      guard case .notShown = error else {
        Issue.record("\(error)")
        return
      }
    }
    #expect(transport.requests.count == 51)
  }

  @Test func `an ignored page ends the search`() async throws {
    let same = page([row("t1")], more: true)
    let transport = RecordingTransport([page([]), same, same, same])
    let provider = try Sample.aiic(transport)
    await #expect(throws: ProviderError.self) {
      try await provider.retrieve(TransactionLocator("x9"))
    }
    #expect(transport.requests.count == 3)
  }

  @Test func `refund rows are possible and never exact`() async throws {
    let transport = RecordingTransport(
      page([
        row("r1", type: "refund", amount: "1000", description: "TD-7Q3K9M"),
        row("r2", type: "refund", amount: "2501"), row("t1"),
        row("r3", type: "refund", amount: "2500", status: "processing"),
        row("r4", type: "refund", amount: "5", status: "failed"),
        row("r5", type: "refund", reference: "TD-7Q3K9M", amount: "5"),
      ]))
    let provider = try Sample.aiic(transport)
    let payment = Sample.payment("t1", Money(minor: 2500, currency: .nzd), of: provider)
    let list = try await provider.refunds(of: payment)
    let refunds = list.rows
    #expect(list.listing.isComplete)
    // One that is larger than the payment may be one of ours by its id, which is not known here.
    #expect(refunds.map(\.id) == ["r1", "r2", "r3", "r4", "r5"])
    #expect(refunds.allSatisfy { $0.link == .possible })
    #expect(refunds.map(\.progress) == [.succeeded, .succeeded, .pending, .failed, .succeeded])
    #expect(refunds.map(\.amount.minor) == [1000, 2501, 2500, 5, 5])
    #expect(refunds[0].details == "TD-7Q3K9M")
    #expect(refunds[4].reference == "TD-7Q3K9M", "what a customer typed is no word of ours")
    #expect(refunds[4].details != "TD-7Q3K9M")
    #expect(
      transport.requests[0].text.hasPrefix(
        #"{"data":{"dateFrom":"2026-04-21","limit":100,"page":1,"type":"refund"}"#)
    )
  }

  @Test func `where refunds are not listed nothing is asked`() async throws {
    let transport = RecordingTransport()
    let money = Money(minor: 2500, currency: .nzd)
    let nectar = try Sample.nectar(transport)
    let neroPay = try Sample.neroPay(transport)
    // NeroPay has entries under a payment's reference; without one there is nothing to ask for.
    var unnamed = Sample.payment("1", money, of: neroPay)
    unnamed.reference = ""
    let asked: [(provider: any PaymentProvider, payment: Transaction)] = [
      (nectar, Sample.payment("1", money, of: nectar)), (neroPay, unnamed),
    ]
    for (provider, payment) in asked {
      #expect(try await provider.refunds(of: payment).rows.isEmpty)
      #expect(!provider.capabilities.has(.listsRefunds))
    }
    #expect(transport.requests.isEmpty)
  }
}
