import Payments
import ProviderClient
import Testing
import TextSafety

/// Reads that fail, in words that say what to do.
struct ReadErrorTests {
  private func error(
    _ reply: HTTPReply, _ make: (any HTTPTransport) throws -> any PaymentProvider
  )
    async throws -> ProviderError
  {
    let provider = try make(RecordingTransport([reply, reply, reply]))
    do {
      let read = try await provider.retrieve(TransactionLocator("R1"))
      throw Unexpected(read: read)
    } catch let error as ProviderError {
      return error
    }
  }

  private struct Unexpected: Error {
    let read: LiveRead
  }

  @Test(arguments: PreparationTests.providers.indices)
  func `the transport's failures are the same for all`(index: Int) async throws {
    let make = PreparationTests.providers[index]
    #expect(
      try await error(.unreachable, make) == .unreachable("the connection was refused"))
    #expect(try await error(.broken(.timeout(seconds: 15)), make) == .timedOut(seconds: 15))
    #expect(try await error(.broken(.cancelled), make) == .cancelled)
    for reply in [
      HTTPReply.broken(.brokenOff("closed"), status: 200, body: "{"), .whole(503, ""),
      .whole(500, CommonFaults.html),
    ] {
      guard case .unreachable = try await error(reply, make) else {
        Issue.record("\(reply)")
        continue
      }
    }
    for reply in [
      HTTPReply.broken(.tooLarge(limit: 9), status: 200), .whole(302, ""), .whole(200, "<html>"),
      .whole(200, "{}"), .whole(200, "[]"), .whole(418, CommonFaults.html),
    ] {
      guard case .badReply = try await error(reply, make) else {
        Issue.record("\(reply)")
        continue
      }
    }
    #expect(
      try await error(.whole(429, "", headers: ["retry-after": "9"]), make)
        == .rateLimited(retryAfterSeconds: 9))
    #expect(try await error(.whole(429, ""), make) == .rateLimited(retryAfterSeconds: nil))
  }

  @Test(arguments: PreparationTests.providers.indices)
  func `a read asks no cache, and takes no answer from one that is older than 20 s`(
    index: Int
  ) async throws {
    let make = PreparationTests.providers[index]
    for status in [200, 404] {
      for (age, seconds) in [("21", 21), ("7200", 7200), ("x", HTTPAge.secondsMax)] {
        let old = HTTPReply.whole(status, "{}", headers: ["age": age])
        let found = try await error(old, make)
        #expect(found == .cached(ageSeconds: seconds))
        #expect(found.sentence.text.contains("came from a cache"))
        #expect(!found.saysThatNothingIsThere && !found.maySayThatNoMoreFollow)
      }
    }
    let transport = RecordingTransport()
    _ = try? await make(transport).retrieve(TransactionLocator("R1"))
    #expect(!transport.requests.isEmpty)
    #expect(transport.requests.allSatisfy { $0["Cache-Control"] == ["no-cache"] })
  }

  @Test func `a read from a young cache is as old as it says, and shows no wrong clock`()
    async throws
  {
    let reply = HTTPReply.whole(
      200,
      #"{"success":true,"data":{"id":"R1","trx":"O1","status":"succeeded","amount":"15.99","currency":"GBP","remark":"make_payment"}}"#,
      headers: ["age": "20", "date": "Wed, 22 Apr 2026 02:16:51 GMT"])
    let read = try await Sample.neroPay(RecordingTransport(reply))
      .retrieve(TransactionLocator("R1"))
    #expect(read.asOf == reply.ended.adding(seconds: -20))
    #expect(read.clockSkewMilliseconds == 0)
  }

  @Test func `NeroPay's codes decide, whatever the status`() async throws {
    for status in [200, 400, 401, 404, 422] {
      let problem = { HTTPReply.whole(status, NeroPayOutcomeTests.problem($0)) }
      let make: (any HTTPTransport) throws -> any PaymentProvider = { try Sample.neroPay($0) }
      #expect(try await error(problem("resource_not_found"), make) == .notFound("R1"))
      #expect(
        try await error(problem("something_new"), make)
          == .refused(code: "something_new", message: "No."))
      #expect(
        try await error(problem("validation_failed"), make)
          == .refused(code: "validation_failed", message: "No."))
      for code in ["authentication_failed", "invalid_signature"] {
        guard case .unauthorised("No.", _) = try await error(problem(code), make) else {
          Issue.record("\(code)")
          continue
        }
      }
      guard case .forbidden("No.", let advice) = try await error(problem("account_not_found"), make)
      else {
        Issue.record("account_not_found")
        continue
      }
      #expect(advice.text.contains("neropay_account"))
    }
    #expect(
      try await error(.whole(404, CommonFaults.html)) { try Sample.neroPay($0) } == .notFound("R1"))
  }

  @Test func `Nectar's statuses say what to look at`() async throws {
    for body in [NectarOutcomeTests.shapeB, NectarOutcomeTests.problem(401), CommonFaults.html, ""]
    {
      guard
        case .unauthorised(_, let switchName) = try await error(
          .whole(401, body), { try Sample.nectar($0) }),
        case .forbidden(_, let list) = try await error(
          .whole(403, body), { try Sample.nectar($0) })
      else {
        Issue.record("\(body)")
        continue
      }
      #expect(switchName.text.contains("authorization"))
      #expect(list.text.contains("allow-list"))
      #expect(
        try await error(.whole(404, body)) { try Sample.nectar($0) } == .notFound("R1"))
    }
    let inside = HTTPReply.whole(200, NectarOutcomeTests.problem(404))
    #expect(try await error(inside) { try Sample.nectar($0) } == .notFound("R1"))
  }

  @Test func `AIIC Pay's statuses say what to look at`() async throws {
    guard
      case .unauthorised("No.", let advice) = try await error(
        .whole(401, AIICOutcomeTests.problem()), { try Sample.aiic($0) }),
      case .forbidden("No.", _) = try await error(
        .whole(403, AIICOutcomeTests.problem()), { try Sample.aiic($0) })
    else {
      Issue.record("not told apart")
      return
    }
    #expect(advice.text.contains("clock"))
    #expect(
      try await error(.whole(400, AIICOutcomeTests.problem())) { try Sample.aiic($0) }
        == .refused(code: "INVALID_PARAMETERS", message: "No."))
  }

  @Test
  func `a reply that repeats the secret or a signature does not get it into evidence or words`()
    async throws
  {
    let body =
      #"{"success":false,"error":{"code":"invalid_signature","message":"Bearer sk_test_example_only signed 2d055b75f1f4e07948e800880215e7ddb1cceeee3ba01422f3f84f4d1bb9efde","details":null}}"#
    let provider = try Sample.neroPay(RecordingTransport(.whole(401, body)))
    let write = try Sample.refund(
      "6636598", of: Money(minor: 1599, currency: .gbp), amount: Money(minor: 100, currency: .gbp),
      reason: "requested_by_customer", by: provider)
    let reply = try await Sample.send(write, by: provider)
    let refusal = try #require(reply.outcome.refusal)
    #expect(refusal.message == "Bearer [redacted] signed [redacted]")
    let kept = String(decoding: reply.evidence.body, as: UTF8.self)
    #expect(!kept.contains("sk_test"))
    #expect(!kept.contains("2d055b75"))
    let readError = try await error(.whole(401, body)) { try Sample.neroPay($0) }
    #expect(!readError.sentence.text.contains("sk_test"))
  }

  @Test func `base64 with escaped slashes is taken out too`() async throws {
    let echo = RecordingTransport(
      .whole(
        400,
        #"{"success":false,"error":"sig MrTnUjRmuMTEUAwfndYz13kg1qa\/Y4\/RB2YmkNmTSh6k1cioR8nMuiG3CkT6jjGDFff2lP6aN4sQCHzVDq1JBA== no","errorCode":"X"}"#
      ))
    let provider = try Sample.aiic(echo) {
      $0.amountUnit = .minor
      $0.sendsTag = false
    }
    let nzd = Money(minor: 2500, currency: .nzd)
    let write = try Sample.refund(
      "txn_abc123", of: nzd, amount: nzd, reason: "Customer requested refund", by: provider)
    let reply = try await Sample.send(write, by: provider)
    #expect(reply.outcome.refusal?.message == "sig [redacted] no")
  }

  @Test func `evidence is cut at 64 KiB`() async throws {
    let body = String(repeating: "x", count: (64 << 10) + 1)
    let provider = try Sample.nectar(RecordingTransport(.whole(500, body)))
    let usd = Money(minor: 1, currency: .usd)
    let reply = try await Sample.send(
      try Sample.refund("R", of: usd, amount: usd, by: provider), by: provider)
    #expect(reply.evidence.body.count == 64 << 10)
  }
}
