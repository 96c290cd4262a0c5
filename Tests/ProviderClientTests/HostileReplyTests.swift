import Payments
import ProviderClient
import SeededRandom
import Testing
import TextSafety

/// Answers of every kind with numbers, dates, headers and texts that no provider should send: none ends the program, and
/// what is read of them is within bounds.
struct HostileReplyTests {
  private static let numbers = [
    "0", "-0", "-1", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
    "99999999999999999999999999", "1e308", "1e-999", "1E400", "0.1", "0.005", "1e5", "4294967296",
    "2147483648", "-9223372036854775809", "00", "1.", "true", "null", "[]", "{}", "\"\"",
  ]
  private static let texts = [
    "9223372036854775807", "-9223372036854775808", "99999999999999999999", "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:60.999999999+23:59", "300000-01-01T00:00:00Z", "0000-00-00T00:00:00Z",
    "2026-02-30T00:00:00Z", "2026-04-22T02:37:11-23:59", "-001-01-01T00:00:00Z", "1e9", "NaN", "∞",
    "GBP", "gbp", "XAU", "JPY", "\\u0000", "\\ud800", "é́́", "", "0.001", "922337203685477580.7",
    "92233720368547758.07", "-5.00", "+5.00", " 5.00", "5,00", "٥",
  ]
  private static let headers = [
    "9223372036854775807", "-9223372036854775808", "99999999999999999999", "0", "-1", "1e9", "",
    "Fri, 31 Dec 9999 23:59:59 GMT", "Sat, 01 Jan 0000 00:00:00 GMT",
    "Wed, 22 Apr 300000 02:17:21 GMT",
    "Wed, 9223372036854775807 Apr 2026 02:17:21 GMT",
    "Wed, 22 Apr -9223372036854775808 02:17:21 GMT",
    "Wed, 22 Apr 2026 -9223372036854775808:17:21 GMT",
    "Wed, 22 Apr 2026 02:17:9223372036854775807 GMT",
    "Wed, 22 Apr 2026 02:17:21 GMT", ", , , , , GMT",
  ]
  private static let statuses = [
    200, 200, 200, 201, 202, 204, 302, 400, 401, 403, 404, 409, 422, 429, 500, 503, 0, -1, 999,
    Int.max, Int.min,
  ]

  /// Every answer of the tables, by provider.
  private static let corpus: [[HTTPReply]] = [
    NeroPayOutcomeTests.answers.map(\.reply) + NeroPayOutcomeTests.cancels.map(\.reply)
      + [.whole(200, ReadingTests.neroList), .whole(200, ReadingTests.neroOne)],
    NectarOutcomeTests.answers.map(\.reply) + [.whole(200, ReadingTests.verify)],
    AIICOutcomeTests.answers.map(\.reply) + [.whole(200, ReadingTests.aiicList)],
  ]

  @Test(arguments: PreparationTests.providers.indices)
  func `a hostile answer is judged, whatever it is asked for`(index: Int) async throws {
    var random = SeededRandom(seed: UInt64(100 + index))
    let usual = try PreparationTests.providers[index](RecordingTransport())
    let paid = Money(minor: 1599, currency: .gbp)
    let payment = Sample.payment("6636598", paid, of: usual)
    for _ in 0..<600 {
      let replies = (0..<3).map { _ in Self.reply(from: Self.corpus[index], &random) }
      let provider = try PreparationTests.providers[index](RecordingTransport(replies))
      switch random.below(4) {
      case 0:
        if let page = try? await provider.search(SearchRequest(text: "NP-ORDER1001")) {
          for row in page.rows { Self.check(row) }
          if let next = page.next {
            var request = SearchRequest()
            request.cursor = next
            _ = try? await provider.search(request)
          }
        }
      case 1:
        if let read = try? await provider.retrieve(TransactionLocator("6636598")) {
          Self.check(read.transaction)
          let skew = read.clockSkewMilliseconds ?? 0
          #expect(skew.magnitude <= 2 * Instant.millisecondsMax.magnitude)
        }
      case 2: _ = try? await provider.refunds(of: payment)
      default:
        let write = try Sample.refund(
          "6636598", of: paid, amount: Money(minor: 100, currency: .gbp),
          reason: "requested_by_customer", by: provider)
        let reply = try await Sample.send(write, by: provider)
        #expect((0...86_400).contains(reply.evidence.retryAfterSeconds ?? 0))
        #expect(reply.evidence.body.count <= 64 << 10)
      }
    }
  }

  private static func check(_ payment: Transaction) {
    let time = payment.created?.instant ?? .distantPast
    #expect(time >= .distantPast && time <= .distantFuture)
    #expect((0...4).contains(payment.amount.money?.currency.exponent ?? 0))
    _ = payment.amount.money?.text
    _ = CivilTime(time, offsetSeconds: 86_399)
  }

  // MARK: - Making answers

  private static func reply(
    from corpus: [HTTPReply], _ random: inout SeededRandom
  ) -> HTTPReply {
    let source = random.pick(corpus)
    var body = source.body
    for _ in 0..<random.below(4) { spoil(&body, &random) }
    var fields: [String: String] = [:]
    for name in ["retry-after", "date", "location", "content-length"] where random.oneIn(2) {
      fields[name] = random.pick(headers)
    }
    // Seldom: what comes from a cache is looked at no further.
    if random.oneIn(8) { fields["age"] = random.pick(headers) }
    return HTTPReply(
      connected: source.connected,
      status: random.oneIn(2) ? source.status : random.pick(statuses), headers: fields, body: body,
      failure: random.oneIn(4) ? source.failure : nil, started: source.started,
      ended: random.oneIn(8) ? random.pick([.distantPast, .distantFuture]) : source.ended)
  }

  /// Puts something else in place of a number or a text, or bites a piece off.
  private static func spoil(_ body: inout [UInt8], _ random: inout SeededRandom) {
    guard !body.isEmpty else { return }
    switch random.below(8) {
    case 0: body.removeSubrange(random.below(body.count)...)
    case 1: body[random.below(body.count)] = UInt8(truncatingIfNeeded: random.next())
    case 2...4: replace(runOf: isNumber, in: &body, by: random.pick(numbers), &random)
    default: replace(runOf: isText, in: &body, by: random.pick(texts), &random)
    }
  }

  private static func replace(
    runOf isPart: (UInt8) -> Bool, in body: inout [UInt8], by text: String,
    _ random: inout SeededRandom
  ) {
    let start = random.below(body.count)
    guard let first = body[start...].firstIndex(where: isPart) else { return }
    let end = body[first...].firstIndex { !isPart($0) } ?? body.count
    body.replaceSubrange(first..<end, with: Array(text.utf8))
  }

  private static func isNumber(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }

  private static func isText(_ byte: UInt8) -> Bool {
    isNumber(byte) || (65...90).contains(byte) || (97...122).contains(byte)
      || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "_")
  }
}
