import Payments
import Testing
import TextSafety

/// Which addresses may carry a secret.
struct BaseURLTests {
  @Test(arguments: [
    ("https://eu.neropay.app/v2", "https://eu.neropay.app/v2", "https://eu.neropay.app"),
    ("https://eu.neropay.app/v2/", "https://eu.neropay.app/v2", "https://eu.neropay.app"),
    ("https://api.akupay.africa", "https://api.akupay.africa", "https://api.akupay.africa"),
    ("https://api.akupay.africa/", "https://api.akupay.africa", "https://api.akupay.africa"),
    ("HTTPS://API.AkuPay.africa/V1", "https://api.akupay.africa/V1", "https://api.akupay.africa"),
    ("https://x.example:443/v2", "https://x.example/v2", "https://x.example"),
    ("https://x.example:8443", "https://x.example:8443", "https://x.example:8443"),
    ("http://127.0.0.1:8080/neropay", "http://127.0.0.1:8080/neropay", "http://127.0.0.1:8080"),
    ("http://127.9.9.9", "http://127.9.9.9", "http://127.9.9.9"),
    ("http://localhost:65535", "http://localhost:65535", "http://localhost:65535"),
    ("http://[::1]:80", "http://[::1]", "http://[::1]"),
    ("https://[2001:db8::1]:1/a", "https://[2001:db8::1]:1/a", "https://[2001:db8::1]:1"),
    ("https://10.0.0.7", "https://10.0.0.7", "https://10.0.0.7"),
  ])
  func `a plain address is read`(text: String, whole: String, origin: String) throws {
    let url = try BaseURL(text)
    #expect(url.text == whole)
    #expect(url.origin == origin)
    #expect(url.origin + url.path == whole)
  }

  @Test(arguments: [
    ("", "does not begin with https://"),
    ("eu.neropay.app", "does not begin with https://"),
    ("ftp://x.example", "does not begin with https://"),
    (" https://x.example", "does not begin with https://"),
    ("https:/x.example", "does not begin with https://"),
    ("http://x.example", "would send the secret in the clear"),
    ("http://128.0.0.1", "would send the secret in the clear"),
    ("http://localhost.example", "would send the secret in the clear"),
    ("http://127.0.0.1.example", "would send the secret in the clear"),
    ("http://[::2]", "would send the secret in the clear"),
    ("https://user:word@x.example", "a user name or password"),
    ("https://x.example@evil.example", "a user name or password"),
    ("https://x.example/v2?debug=1", "a query or a fragment"),
    ("https://x.example/#top", "a query or a fragment"),
    ("https://", "is not a host name"),
    ("https://x.example.", "is not a host name"),
    ("https://-x.example", "is not a host name"),
    ("https://x..example", "is not a host name"),
    ("https:///v2", "is not a host name"),
    ("https://x_y.example", "is not a host name"),
    ("https://127.1", "is not a host name"),
    ("https://0x7f.0.0.1", "is not a host name"),
    ("https://256.0.0.1", "is not a host name"),
    ("https://01.0.0.1", "is not a host name"),
    ("https://bücher.example", "is not a host name"),
    ("https://x.example ", "is not a host name"),
    ("https://x.example\\evil", "is not a host name"),
    ("https://[::1", "bracket is not closed"),
    ("https://[x]", "is not a host name"),
    ("https://x.example:", "is not a port"),
    ("https://x.example:0", "is not a port"),
    ("https://x.example:65536", "is not a port"),
    ("https://x.example:+80", "is not a port"),
    ("https://[::1]8080", "is not a port"),
    ("https://x.example//v2", "has empty parts or characters"),
    ("https://x.example/v2//", "has empty parts or characters"),
    ("https://x.example/../v2", "has empty parts or characters"),
    ("https://x.example/./v2", "has empty parts or characters"),
    ("https://x.example/v 2", "has empty parts or characters"),
    ("https://x.example/%2e", "has empty parts or characters"),
    ("https://x.example/v2;x", "has empty parts or characters"),
  ])
  func `everything else is refused by name`(text: String, words: String) {
    let flaw = #expect(throws: SettingFlaw.self) { try BaseURL(text) }
    #expect(flaw?.message.text.contains(words) == true, "\(String(describing: flaw))")
    #expect(flaw?.message.text.contains("word@") == false)
  }
}
