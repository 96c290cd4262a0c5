import Journal
import Payments
import SupportDesk
import Testing
import TextSafety

/// Which merchant an account is, from the names on record.
struct MerchantResolverTests {
  private let shop = identity("live provider NP1")
  private let other = identity("live provider NP2")

  @Test func `nothing is known of a new account until its provider was asked`() {
    #expect(standing(claim()) == .unnamed)
    let asked = resolve(claim(), word: .told("NP1"))
    #expect(asked.standing == .named(shop))
    #expect(Set(asked.news) == [name(.provider, "NP1"), name(.credential, "key:1")])
  }

  @Test func `a known key needs no network, whatever the label`() {
    let found = resolve(claim(label: "renamed"), book())
    #expect(found == .init(standing: .named(shop)))
  }

  @Test func `a changed key is read as before and waits`() {
    let rotated = claim(credential: "key:2")
    #expect(standing(rotated, book()) == .doubted(shop, .credentialChanged))
    #expect(standing(rotated, book(), .told("NP1")) == .doubted(shop, .credentialChanged))
    #expect(standing(rotated, book(), .silent) == .doubted(shop, .credentialChanged))
  }

  @Test func `a changed key under a changed label is found by the provider's word`() {
    let both = claim(label: "renamed", credential: "key:2")
    #expect(standing(both, book()) == .unnamed)
    #expect(standing(both, book(), .told("NP1")) == .doubted(shop, .credentialChanged))
  }

  @Test func `another merchant under the label stops the writes and takes no holds along`() {
    let rotated = claim(credential: "key:2")
    let doubt = MerchantDoubt.otherMerchant(was: shop, told: "NP2")
    #expect(standing(rotated, book(), .told("NP2")) == .doubted(other, doubt))
    // Also where the key is the same, and in the next process, which does not ask.
    #expect(standing(claim(), book(), .told("NP2")) == .doubted(other, doubt))
    var doubtful = book()
    doubtful.doubts[label("uk")] = "NP2"
    #expect(standing(claim(), doubtful) == .doubted(other, doubt))
    #expect(standing(claim(), doubtful, .told("NP1")) == .named(shop))
  }

  @Test func `a record of an earlier version keeps its identity and gains names`() {
    let old = identity("key:1")
    let book = MerchantBook(labels: [label("uk"): .init(identity: old, mode: nil)])
    let found = resolve(claim(label: "renamed"), book)
    #expect(found.standing == .named(old))
    #expect(found.lacksWord)
    #expect(found.news == [name(.credential, "key:1")])
    #expect(standing(claim(), book, .told("NP1")) == .named(old))
    // Its key changed before anybody had asked: only a person can say.
    let rotated = claim(credential: "key:2")
    #expect(standing(rotated, book) == .doubted(old, .credentialChanged))
    #expect(standing(rotated, book, .told("NP1")) == .doubted(old, .credentialChanged))
  }

  @Test func `modes do not mix`() {
    let test = claim(mode: .test)
    #expect(standing(test, book()) == .unnamed)
    let told = MerchantName(
      provider: nero, mode: .test, origin: origin, kind: .provider, name: "NP1"
    ).newIdentity
    // The label was another mode's.
    #expect(
      standing(test, book(), .told("NP1"))
        == .doubted(told, .otherMerchant(was: shop, told: "NP1")))
    #expect(standing(claim(label: "t", mode: .test), book(), .told("NP1")) == .named(told))
    let old = MerchantBook(labels: [label("uk"): .init(identity: identity("key:1"), mode: nil)])
    let resolver = MerchantResolver(test, book: old) { _ in true }
    #expect(resolver.resolve().standing == .unnamed)
  }

  @Test func `spellings of an address are one`() {
    let spelt = MerchantClaim(
      label: label("uk"), provider: nero, title: "NeroPay", mode: .live,
      origin: "https://EU.neropay.app:443",
      credential: "key:1", canBeAsked: true)
    #expect(standing(spelt, book()) == .named(shop))
  }

  @Test func `two keys of one merchant are one account too many`() {
    let second = claim(label: "second", credential: "key:2")
    let resolver = MerchantResolver(
      second, book: book(), word: .told("NP1"), taken: [shop: label("uk")])
    #expect(resolver.resolve().standing == .doubted(shop, .sameAs(label("uk"))))
  }

  @Test func `a header is the identity, and a platform's key one for each`() {
    let header = claim(connected: "NP7")
    let met = resolve(header)
    let merchant = identity("live connected NP7")
    #expect(met.standing == .named(merchant))
    #expect(
      Set(met.news) == [name(.connected, "NP7"), name(.credential, "key:1 for NP7")])
    var book = book()
    for name in met.news { book.names[name] = entry(merchant) }
    #expect(standing(claim(label: "x", connected: "NP7"), book) == .named(merchant))
    let rotated = claim(label: "x", credential: "key:2", connected: "NP7")
    #expect(standing(rotated, book) == .doubted(merchant, .credentialChanged))
  }

  @Test func `a provider's word and a header with that value are one merchant`() {
    let platform = claim(label: "uk2", credential: "key:2", connected: "NP1")
    #expect(standing(platform, book()) == .doubted(shop, .credentialChanged))
    let beside = MerchantResolver(platform, book: book(), taken: [shop: label("uk")])
    #expect(beside.resolve().standing == .doubted(shop, .sameAs(label("uk"))))
    // Also the other way round.
    let merchant = identity("live connected NP7")
    let met = MerchantBook(
      names: [
        name(.connected, "NP7"): entry(merchant),
        name(.credential, "key:2 for NP7"): entry(merchant),
      ], labels: [label("uk2"): .init(identity: merchant, mode: .live)])
    let own = claim(label: "own", credential: "key:9")
    #expect(standing(own, met, .told("NP7")) == .doubted(merchant, .credentialChanged))
    let second = MerchantResolver(
      own, book: met, word: .told("NP7"), taken: [merchant: label("uk2")])
    #expect(second.resolve().standing == .doubted(merchant, .sameAs(label("uk2"))))
    // Another value, mode or kind is another merchant.
    #expect(standing(own, met, .told("np7")) == .named(identity("live provider np7")))
    let play = claim(label: "t", mode: .test, credential: "key:9", connected: "NP1")
    #expect(standing(play, book()).identity != shop)
    let named = claim(label: "c", credential: "key:9", configured: "NP7", canBeAsked: false)
    #expect(standing(named, met) == .named(identity("live configured NP7")))
  }

  @Test func `once both names are on record, either key is the merchant's`() {
    var both = book()
    for name in [name(.connected, "NP1"), name(.credential, "key:2 for NP1")] {
      both.names[name] = entry(shop)
    }
    #expect(
      standing(claim(label: "x", credential: "key:2", connected: "NP1"), both) == .named(shop))
    #expect(standing(claim(), both) == .named(shop))
    #expect(both.doubles(of: shop, mode: .live).isEmpty)
    both.names[name(.connected, "NP1")] = entry(other)
    #expect(both.doubles(of: shop, mode: .live) == [other])
    #expect(both.doubles(of: other, mode: .live) == [shop])
    #expect(both.doubles(of: shop, mode: .test).isEmpty)
  }

  @Test func `the configuration's name outlives key and label`() {
    let named = claim(configured: "ltd", canBeAsked: false)
    let met = resolve(named)
    #expect(met.standing == .named(identity("live configured ltd")))
    var book = MerchantBook()
    for name in met.news { book.names[name] = entry(identity("live configured ltd")) }
    let both = claim(
      label: "renamed", credential: "key:2", configured: "ltd", canBeAsked: false)
    #expect(standing(both, book) == .doubted(identity("live configured ltd"), .credentialChanged))
  }

  @Test func `real money wants a name, play money has one nameless merchant to an address`() {
    let live = claim(canBeAsked: false)
    #expect(
      standing(live) == .doubted(identity("live credential key:1"), .nobodyNames))
    let met = resolve(claim(mode: .test, canBeAsked: false))
    let nameless = identity("test unnamed ")
    #expect(met.standing == .named(nameless))
    var book = MerchantBook()
    for name in met.news { book.names[name] = entry(nameless) }
    let both = claim(label: "x", mode: .test, credential: "key:2", canBeAsked: false)
    #expect(standing(both, book) == .doubted(nameless, .credentialChanged))
  }

  @Test func `a label whose merchant another account is has none`() {
    let resolver = MerchantResolver(
      claim(credential: "key:9"), book: book(), word: .told("NP2"), taken: [shop: label("moved")])
    #expect(
      resolver.resolve().standing
        == .doubted(other, .otherMerchant(was: shop, told: "NP2")))
  }

  // MARK: - Helpers

  /// A record of one merchant, met under the label `uk` with the key `key:1`.
  private func book() -> MerchantBook {
    MerchantBook(
      names: [
        name(.provider, "NP1"): entry(shop), name(.credential, "key:1"): entry(shop),
      ], labels: [label("uk"): .init(identity: shop, mode: .live)])
  }

  private func resolve(
    _ claim: MerchantClaim, _ book: MerchantBook = MerchantBook(), word: MerchantWord = .unasked
  ) -> MerchantResolver.Resolution {
    MerchantResolver(claim, book: book, word: word).resolve()
  }

  private func standing(
    _ claim: MerchantClaim, _ book: MerchantBook = MerchantBook(), _ word: MerchantWord = .unasked
  ) -> MerchantStanding {
    resolve(claim, book, word: word).standing
  }

  private func claim(
    label text: String = "uk", mode: Mode = .live, credential: String = "key:1",
    connected: String? = nil, configured: String? = nil, canBeAsked: Bool = true
  ) -> MerchantClaim {
    MerchantClaim(
      label: label(text), provider: nero, title: "NeroPay", mode: mode, origin: origin,
      credential: credential,
      connected: connected, configured: configured, canBeAsked: canBeAsked)
  }

  private func name(_ kind: MerchantName.Kind, _ text: String) -> MerchantName {
    MerchantName(provider: nero, mode: .live, origin: origin, kind: kind, name: text)
  }

  private func entry(_ identity: AccountIdentity) -> MerchantBook.Entry {
    .init(
      identity: identity, since: Instant(milliseconds: 0), actor: Actor("tilldesk"), cause: "")
  }
}

private let nero = ProviderName(rawValue: "neropay")
private let origin = "https://eu.neropay.app"

private func identity(_ merchant: String) -> AccountIdentity {
  AccountIdentity(provider: nero, origin: origin, merchant: merchant)
}

private func label(_ text: String) -> AccountName {
  guard let label = AccountName(text) else { preconditionFailure("A sample label is malformed.") }
  return label
}
