import Payments
import ProviderClient
import Testing
import TextSafety
import TilldeskCrypto

/// The list of providers and what is known of them.
struct CatalogueTests {
  @Test func `three providers are known by word, title and live host`() {
    #expect(
      ProviderCatalogue.standard.facts.map(\.name.rawValue) == ["neropay", "nectar", "aiic"])
    #expect(ProviderCatalogue.standard.facts.map(\.title) == ["NeroPay", "Nectar", "AIIC Pay"])
    #expect(
      ProviderCatalogue.standard.facts.map(\.liveBaseURL.host) == [
        "eu.neropay.app", "api.akupay.africa", "pay-api.aiic.nz",
      ])
    #expect(ProviderCatalogue.standard.title(of: ProviderName(rawValue: "aiic")) == "AIIC Pay")
    #expect(ProviderCatalogue.standard.title(of: ProviderName(rawValue: "other")) == "other")
  }

  @Test(arguments: [
    ("https://eu.neropay.app/v2", true), ("https://EU.NEROPAY.APP:443/v2", true),
    ("https://eu.neropay.app:8443/v2", true), ("https://api.akupay.africa", true),
    ("https://pay-api.aiic.nz/v1", true), ("https://pay-api-staging.aiic.nz/v1", false),
    ("https://sandbox-api.nectargateway.com", false), ("http://127.0.0.1:8080/v2", false),
  ])
  func `live hosts are live whatever they are called`(url: String, isLive: Bool) throws {
    #expect(ProviderCatalogue.standard.isLive(try BaseURL(url)) == isLive)
  }

  @Test func `every documented live base is recognised`() throws {
    for facts in ProviderCatalogue.standard.facts {
      #expect(ProviderCatalogue.standard.isLive(facts.liveBaseURL))
    }
  }

  @Test func `an unknown provider is refused with the known ones`() {
    do {
      _ = try Sample.make("stripe", "https://x.test", "secret12", .init(), RecordingTransport())
      Issue.record("accepted")
    } catch let error as ProviderError {
      #expect(error.sentence.text.contains("neropay, nectar, aiic"))
    } catch {
      Issue.record("\(error)")
    }
  }

  @Test func `one merchant has one identity under any spelling of its address`() throws {
    let first = try Sample.nectar(baseURL: "https://api.akupay.africa")
    let second = try Sample.nectar(baseURL: "HTTPS://API.AkuPay.Africa:443/")
    let other = try Sample.make(
      "nectar", "https://api.akupay.africa", "another_secret", .init(), RecordingTransport())
    #expect(first.identity == second.identity)
    #expect(first.identity.origin == "https://api.akupay.africa")
    #expect(first.identity != other.identity)
  }

  @Test func `every missing ability has a whole sentence`() throws {
    for provider in [try Sample.neroPay(), try Sample.nectar(), try Sample.aiic()] {
      for ability in Capabilities.Ability.allCases where !provider.capabilities.has(ability) {
        let reason = try #require(provider.capabilities.reasons[ability], "\(ability)")
        #expect(reason.hasSuffix("."))
        #expect(reason.contains(provider.title.text))
      }
    }
  }

  @Test func `the library makes a provider with the system's randomness`() throws {
    let provider = try ProviderCatalogue.standard.make(
      account: ProviderAccount(
        provider: ProviderName(rawValue: "neropay"), baseURL: "https://eu.neropay.app/v2",
        secret: try Secret(text: Sample.secretText)),
      transport: RecordingTransport(), clock: { Sample.now })
    #expect(provider.title == "NeroPay")
    #expect(provider.identity.merchant.hasPrefix("key:"))
  }
}
