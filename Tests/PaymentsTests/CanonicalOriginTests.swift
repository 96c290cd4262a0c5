import Payments
import Testing

/// Spellings of an address do not make merchants.
struct CanonicalOriginTests {
  @Test(arguments: [
    "http://127.0.0.1:8080", "http://localhost:8080", "HTTP://LocalHost:8080",
    "http://localhost.:8080", "http://127.1.2.3:8080", "http://127.1:8080",
    "http://0x7f.0.0.1:8080", "http://2130706433:8080", "http://0177.0.0.1:8080",
    "http://[::1]:8080", "http://[0:0:0:0:0:0:0:1]:8080", "http://[::ffff:127.0.0.1]:8080",
    "http://[::FFFF:7f00:1]:8080", "http://0.0.0.0:8080", "http://[::]:8080",
    "http://desk.localhost:8080", "http://user@localhost:8080", "http://127.0.0.1:8080/v2",
  ]) func `this machine has one spelling`(_ origin: String) {
    #expect(CanonicalOrigin.of(origin) == "http://127.0.0.1:8080")
  }

  @Test(arguments: [
    ("https://EU.neropay.app:443", "https://eu.neropay.app"),
    ("https://eu.neropay.app.", "https://eu.neropay.app"),
    ("https://eu.neropay.app:8443", "https://eu.neropay.app:8443"),
    ("http://127.0.0.1:80", "http://127.0.0.1"),
    ("https://[2001:DB8::1]", "https://[2001:db8:0:0:0:0:0:1]"),
    ("https://10.0.0.1", "https://10.0.0.1"), ("https://999.1.1.1", "https://999.1.1.1"),
  ]) func `case, usual ports and a last dot say nothing`(_ origin: String, _ canonical: String) {
    #expect(CanonicalOrigin.of(origin) == canonical)
    #expect(CanonicalOrigin.of(canonical) == canonical)
  }

  @Test func `other hosts and ports stay apart`() {
    let origins = [
      "https://eu.neropay.app", "https://us.neropay.app", "http://127.0.0.1:1",
      "http://127.0.0.1:2", "https://[2001:db8::1]", "https://[2001:db8::2]",
    ]
    #expect(Set(origins.map(CanonicalOrigin.of)).count == origins.count)
  }

  @Test func `a name of a test account is never one of a live account`() {
    let names = Mode.allCases.map { mode in
      MerchantName(
        provider: ProviderName(rawValue: "neropay"), mode: mode, origin: "https://eu.neropay.app",
        kind: .provider, name: "NP1")
    }
    #expect(Set(names).count == 2)
    #expect(Set(names.map(\.newIdentity)).count == 2)
  }
}
