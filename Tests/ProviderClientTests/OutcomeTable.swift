import Payments
import ProviderClient
import Testing
import TextSafety

/// One row of a table of answers and what they mean.
struct OutcomeRow: Sendable, CustomTestStringConvertible {
  let name: String
  let reply: HTTPReply
  let outcome: String
  let needsHuman: Bool

  init(
    _ name: String, _ reply: HTTPReply, _ outcome: String, needsHuman: Bool = false
  ) {
    self.name = name
    self.reply = reply
    self.outcome = outcome
    self.needsHuman = needsHuman
  }

  var testDescription: String { name }

  /// Sends a prepared write into this reply and compares the judgement.
  func check(_ write: PreparedWrite, by provider: any PaymentProvider) async throws {
    let reply = try await Sample.send(write, by: provider)
    #expect(reply.outcome.word == outcome, "\(reply.outcome)")
    #expect(reply.needsHuman == needsHuman)
    #expect(reply.evidence.connected == (outcome != "notSent"))
    #expect(reply.evidence.httpStatus == self.reply.status)
    #expect(reply.evidence.body == self.reply.body)
    #expect(reply.evidence.started == self.reply.started)
    #expect(reply.evidence.ended == self.reply.ended)
  }
}

/// The rows of the fault matrix that are the same for every provider (`MoneySafety.md` §6).
enum CommonFaults {
  static let html = "<html><body>502 Bad Gateway</body></html>"

  static let rows: [OutcomeRow] =
    [
      OutcomeRow("refused", .unreachable, "notSent"),
      OutcomeRow(
        "timeout while connecting", .broken(.timeout(seconds: 5), connected: false), "notSent"),
      OutcomeRow("hang", .broken(.timeout(seconds: 30)), "unknown"),
      OutcomeRow("hung up", .broken(.brokenOff("remote connection closed")), "unknown"),
      OutcomeRow("given up", .broken(.cancelled), "unknown"),
      OutcomeRow(
        "short body", .broken(.brokenOff("closed"), status: 200, body: #"{"success":tr"#), "unknown"
      ),
      OutcomeRow(
        "status without a mark", .broken(.brokenOff("closed"), connected: false, status: 200),
        "unknown"),
      OutcomeRow(
        "oversized", .broken(.tooLarge(limit: 8 << 20), status: 200, body: "{"), "unknown"),
      OutcomeRow("200 empty", .whole(200, ""), "unknown"),
      OutcomeRow("204", .whole(204, ""), "unknown"),
    ]
    + [301, 302, 303, 307, 308, 408, 500, 502, 503, 504, 599].map {
      OutcomeRow("\($0) HTML", .whole($0, html), "unknown")
    }
    + [400, 401, 402, 403, 404, 405, 409, 410, 418, 422, 499].flatMap { status in
      [
        OutcomeRow("\(status) HTML", .whole(status, html), "unknown"),
        OutcomeRow("\(status) empty", .whole(status, ""), "unknown"),
        OutcomeRow(
          "\(status) another server", .whole(status, #"{"message":"Forbidden"}"#), "unknown"),
        OutcomeRow(
          "\(status) problem JSON",
          .whole(status, #"{"type":"about:blank","title":"Bad Request","status":400}"#), "unknown"),
      ]
    }
}
