import Payments
import ProviderClient
import Sodium
import Testing

/// Base URLs, escaping and dates.
struct HTTPPartsTests {
  @Test(arguments: [
    ("https://eu.neropay.app/v2", "https://eu.neropay.app", "/v2"),
    ("HTTPS://EU.NeroPay.App/v2/", "https://eu.neropay.app", "/v2"),
    ("https://api.akupay.africa", "https://api.akupay.africa", ""),
    ("https://api.akupay.africa:443/", "https://api.akupay.africa", ""),
    ("https://example.test:8443/a/b", "https://example.test:8443", "/a/b"),
    ("http://127.0.0.1:8080/v2", "http://127.0.0.1:8080", "/v2"),
    ("http://127.9.9.9", "http://127.9.9.9", ""), ("http://localhost:80", "http://localhost", ""),
    ("http://[::1]:9000/x", "http://[::1]:9000", "/x"),
  ])
  func `a base URL gives origin and path`(text: String, origin: String, path: String) throws {
    let base = try BaseURL(text)
    #expect(base.origin == origin)
    #expect(base.path == path)
  }

  @Test(arguments: [
    "eu.neropay.app/v2", "http://eu.neropay.app/v2", "ftp://127.0.0.1", "https://", "https:///v2",
    "https://user:pass@eu.neropay.app", "https://eu.neropay.app?x=1", "https://eu.neropay.app/#x",
    "https://eu.neropay.app:0", "https://eu.neropay.app:99999", "https://eu.neropay.app:x",
    "https://eu.neropay.app.", "https://eu neropay.app", "https://eu.neropay.app/v 2",
    "http://128.0.0.1", "http://127.0.0.1.evil.test", "http://127.0.0", "https://[::1", "",
    "https://eu.neropay.app//v2", "https://é.app",
  ])
  func `a base URL that could leak or mislead is refused`(text: String) {
    #expect(throws: ProviderError.self) { try BaseURL(text) }
  }

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
