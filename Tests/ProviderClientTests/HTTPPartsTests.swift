import Payments
import ProviderClient
import Testing
import TilldeskCrypto

/// Escaping and dates.
struct HTTPPartsTests {
  @Test(arguments: [
    ("6636598", "6636598"), ("Fa5JliRhi6_vbl-nEHY.~", "Fa5JliRhi6_vbl-nEHY.~"),
    ("a/b?c#d%e f", "a%2Fb%3Fc%23d%25e%20f"), ("../x", "..%2Fx"), ("Té😀", "T%C3%A9%F0%9F%98%80"),
    ("a\nb", "a%0Ab"),
  ])
  func `a reference is escaped as one segment`(text: String, expected: String) {
    #expect(PercentEncoding.segment(text) == expected)
  }

  @Test func `what cannot be one segment is refused`() {
    #expect(PercentEncoding.segment("") == nil)
    #expect(PercentEncoding.segment(".") == nil)
    #expect(PercentEncoding.segment("..") == nil)
    let limit = PercentEncoding.segmentLimit
    #expect(PercentEncoding.segment(String(repeating: "x", count: limit)) != nil)
    #expect(PercentEncoding.segment(String(repeating: "x", count: limit + 1)) == nil)
  }

  @Test func `a query escapes names and values`() {
    #expect(PercentEncoding.query([]) == "")
    #expect(PercentEncoding.query([("q", "a&b=c"), ("page", "1")]) == "?q=a%26b%3Dc&page=1")
  }

  @Test(arguments: [
    ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
    ("Wed, 22 Apr 2026 02:17:11 GMT", 1_776_824_231),
  ])
  func `a header date is read`(text: String, seconds: Int64) {
    #expect(HTTPDate.read(text) == Instant(seconds: seconds))
  }

  @Test(arguments: [
    "", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 UTC", "06 Nov 1994 08:49:37 GMT",
    "Sun, 31 Feb 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
  ])
  func `another date is not read`(text: String) {
    #expect(HTTPDate.read(text) == nil)
  }

  /// The exchange lasts from …231.123 to …231.373; the header counts whole seconds.
  @Test(arguments: [
    ("Wed, 22 Apr 2026 02:17:11 GMT", 0), ("Wed, 22 Apr 2026 02:17:10 GMT", -124),
    ("Wed, 22 Apr 2026 02:17:12 GMT", 627), ("Wed, 22 Apr 2026 02:27:12 GMT", 600_627),
    ("Wed, 22 Apr 2026 02:07:10 GMT", -600_124),
  ])
  func `clock skew is what the header proves`(date: String, expected: Int64) {
    #expect(HTTPDate.skewMilliseconds(of: .whole(200, "", headers: ["date": date])) == expected)
  }

  /// The exchange ends at …231.373, and the header counts whole seconds.
  @Test(
    arguments: [
      (nil, nil, nil), ("0", nil, nil), ("0, 0", nil, nil), ("7", nil, 7),
      ("5, 7200 ,3", nil, 7200),
      ("7", "Wed, 22 Apr 2026 02:17:11 GMT", 7), ("7", "Wed, 22 Apr 2026 00:17:11 GMT", 7199),
      ("7", "Wed, 22 Apr 2026 03:17:11 GMT", 7), ("7", "Wed, 22 Apr 0001 02:17:11 GMT", max),
      ("0", "Wed, 22 Apr 2026 00:17:11 GMT", nil), (nil, "Wed, 22 Apr 2026 00:17:11 GMT", nil),
      ("", nil, max), ("-1", nil, max), ("1.5", nil, max), ("soon", nil, max), ("3,", nil, max),
      ("9223372036854775808", nil, max), ("99999999999", nil, max),
    ] as [(String?, String?, Int?)])
  func `an answer from a cache is as old as the greater of what its headers say`(
    age: String?, date: String?, expected: Int?
  ) {
    var headers: [String: String] = [:]
    headers["age"] = age
    headers["date"] = date
    #expect(HTTPAge.seconds(of: .whole(200, "", headers: headers)) == expected)
  }

  private static let max = HTTPAge.secondsMax

  @Test(
    arguments: [
      ("120", 120), ("0", 0), ("-1", nil), ("soon", nil), ("Wed, 22 Apr 2026 02:17:21 GMT", 10),
      ("Wed, 22 Apr 2026 02:17:01 GMT", 0), ("86401", 86_400), ("9223372036854775807", 86_400),
      ("99999999999999999999999999", 86_400), ("-9223372036854775808", nil), ("+5", nil),
      ("1e9", nil), ("", nil), ("Fri, 31 Dec 9999 23:59:59 GMT", 86_400),
      ("Fri, 31 Dec 300000 23:59:59 GMT", nil), ("Sat, 01 Jan 0000 00:00:00 GMT", 0),
      ("Wed, 9223372036854775807 Apr 2026 02:17:01 GMT", nil),
    ] as [(String, Int?)])
  func `a wish to wait is seconds or a date`(text: String, expected: Int?) {
    let reply = HTTPReply.whole(429, "", headers: ["retry-after": text])
    #expect(HTTPDate.retryAfterSeconds(of: reply) == expected)
  }

  @Test func `a request and an account have no printable credentials`() throws {
    let request = HTTPRequest(
      method: "GET", url: "https://eu.neropay.app/v2/transactions?q=jane",
      headers: [("Authorization", "Bearer \(Sample.secretText)")], body: Array("hush".utf8))
    var account = ProviderAccount(
      provider: ProviderName(rawValue: "aiic"), baseURL: "https://pay-api.aiic.nz/v1",
      secret: try Secret(text: Sample.secretText))
    account.options.apiKey = "api-key-that-opens-doors"
    var dumped = ""
    dump(request, to: &dumped)
    dump(account, to: &dumped)
    let printed = "\(request) \(String(reflecting: request)) \(account) \(dumped)"
    #expect(printed.contains("GET https://eu.neropay.app/v2/transactions"))
    for word in [Sample.secretText, "Bearer", "hush", "jane", "api-key-that-opens-doors"] {
      #expect(!printed.contains(word))
    }
  }
}
