import Payments
import TextSafety

/// Reads the `[[account]]` blocks of a file.
struct AccountReader {
  /// The providers that exist.
  let providers: [ProviderFacts]
  /// Where secret files and variables are looked at.
  let world: SettingsWorld
  /// Where mistakes go.
  let mistakes: MistakeList

  /// The keys that every provider shares.
  private static let sharedKeys: Set<String> = [
    "name", "provider", "mode", "base_url", "secret", "exponents", "merchant", "sends_tag",
  ]

  /// Reads every block; the ones that are whole come back, everything else is on the list.
  func read(_ top: TableReader) -> [AccountSettings] {
    let blocks = top.tables("account").map { ($0, name(of: $0)) }
    refuseDuplicateNames(blocks)
    return blocks.compactMap { block, name in account(titled(block, name), name: name) }
  }

  private func name(of block: TableReader) -> AccountName? {
    let example: SafeText = "name = \"uk-store\""
    guard block.require("name", example: example),
      let text = block.string("name", example: example)
    else { return nil }
    guard let name = AccountName(text.value) else {
      block.report(
        "name", "\(quoted(text.value)) is not an account name.",
        remedy: "Write 1 to 40 letters, digits, dashes, dots or underscores.")
      return nil
    }
    return name
  }

  private func refuseDuplicateNames(_ blocks: [(TableReader, AccountName?)]) {
    var first: [AccountName: SourcePosition] = [:]
    for (block, name) in blocks {
      guard let name else { continue }
      guard let earlier = first[name] else {
        first[name] = block.position(of: "name")
        continue
      }
      block.report(
        "name", "The account name \(name.safe) is taken\(line(earlier)).",
        remedy: "Give each account a name of its own.")
    }
  }

  private func line(_ position: SourcePosition) -> SafeText {
    position.line.map { " by line \($0)" } ?? ""
  }

  /// The block, named by its account as soon as the name is known.
  private func titled(_ block: TableReader, _ name: AccountName?) -> TableReader {
    guard let name else { return block }
    return TableReader(
      document: block.document, path: block.path, nodes: block.nodes,
      title: "[[account]] \(name.safe)", mistakes: mistakes)
  }

  private func account(_ block: TableReader, name: AccountName?) -> AccountSettings? {
    let facts = provider(block)
    refuseKeys(block, facts)
    let mode = mode(block)
    let url = url(block)
    refuseContradiction(block, mode: mode, url: url, facts: facts)
    let secret = SecretSourceReader(world: world).read(block)
    var account: AccountSettings?
    if let name, let facts, let mode, let url, let secret {
      account = AccountSettings(
        name: name, provider: facts.name, mode: mode, baseURL: url,
        secret: secret, position: block.position, secretPosition: block.position(of: "secret"))
    }
    readOptions(block, facts: facts, into: &account)
    account?.merchant = merchant(block, mode: mode, facts: facts)
    return account
  }
}

// MARK: - Parts

extension AccountReader {
  private func provider(_ block: TableReader) -> ProviderFacts? {
    let names = providers.map(\.name.rawValue)
    let example: SafeText =
      "provider = \(names.map { "\"\($0)\"" as SafeText }.joined(separator: " or "))"
    guard block.require("provider", example: example),
      let word = block.string("provider", example: example)
    else { return nil }
    if let facts = providers.first(where: { $0.name.rawValue == word.value }) { return facts }
    let near = Nearest.word(to: word.value, among: names, within: .third)
    block.report(
      "provider", "\(quoted(word.value)) is not a provider.",
      remedy: near.map { "Did you mean \($0)?" } ?? "Write \(example).")
    return nil
  }

  /// Keys that no provider knows are unknown; keys of another provider are told as such.
  private func refuseKeys(_ block: TableReader, _ facts: ProviderFacts?) {
    let allKeys = Self.sharedKeys.union(providers.flatMap(\.keys).map(\.name))
    block.refuseKeys(except: allKeys)
    guard let facts else { return }
    let ownKeys = Self.sharedKeys.union(facts.keys.map(\.name))
    for key in block.nodes.keys.sorted() where allKeys.contains(key) && !ownKeys.contains(key) {
      let owners = providers.filter { $0.key(key) != nil }.map(\.title)
      block.report(
        key, "\(key) means nothing to \(facts.title).",
        remedy: "Remove it; it is for \(owners.joined(separator: " and ")) accounts.")
    }
  }

  private func mode(_ block: TableReader) -> Mode? {
    guard block.require("mode", example: "mode = \"live\" or mode = \"test\"") else { return nil }
    return block.choice("mode")
  }

  private func url(_ block: TableReader) -> BaseURL? {
    guard block.require("base_url", example: "base_url = \"https://HOST/PATH\"") else { return nil }
    return block.baseURL("base_url")?.value
  }

  /// A live host moves real money whatever `mode` says; a screen that says test there would lie.
  private func refuseContradiction(
    _ block: TableReader, mode: Mode?, url: BaseURL?, facts: ProviderFacts?
  ) {
    guard mode == .test, let url else { return }
    let candidates = facts.map { [$0] } ?? providers
    guard let owner = candidates.first(where: { $0.isLive(url) }) else { return }
    block.report(
      "mode", "mode is \"test\", but \(url.host) is the LIVE host of \(owner.title).",
      remedy: "Write mode = \"live\", or the base_url of a test host.")
  }

  /// The name of the merchant; needed for real money where the provider does not name it (I21).
  private func merchant(_ block: TableReader, mode: Mode?, facts: ProviderFacts?) -> String? {
    let example: SafeText = "merchant = \"my-store-ltd\""
    guard block.has("merchant") else {
      if mode == .live, let facts, !facts.namesMerchant {
        block.report(
          "merchant", "\(facts.title) does not say which merchant a key belongs to.",
          remedy: "Add \(example): any name, which must stay the same when the key changes.")
      }
      return nil
    }
    guard let text = block.string("merchant", example: example) else { return nil }
    // Two spellings that look alike must not make two merchants.
    guard text.value.isPlainWord, text.value.utf8.count <= 100 else {
      block.report(
        "merchant", "merchant is 1 to 100 printable ASCII characters without spaces.",
        remedy: "Write \(example).")
      return nil
    }
    return text.value
  }

  /// Reads what every provider may be told, and what is for one alone; also of an account that is not whole.
  private func readOptions(
    _ block: TableReader, facts: ProviderFacts?, into account: inout AccountSettings?
  ) {
    let exponents = exponents(block)
    let sendsTag = block.boolean("sends_tag")
    let options = options(block, facts?.keys ?? providers.flatMap(\.keys))

    account?.exponents = exponents
    account?.sendsTag = sendsTag ?? true
    account?.options = options
  }

  /// What stands under the keys that adapters declare: they say what may, and get it as it is.
  private func options(_ block: TableReader, _ keys: [ProviderKey]) -> ProviderOptions {
    var options = ProviderOptions()
    for key in keys {
      if key.isRequired, !block.require(key.name, example: key.example) { continue }
      options[key.name] = value(block, key)
    }
    return options
  }

  private func value(_ block: TableReader, _ key: ProviderKey) -> ProviderOptions.Value? {
    if key.form == .timeZone { return block.timeZone(key.name).map { .timeZone($0.offsets) } }
    guard let text = block.string(key.name, example: key.example) else { return nil }
    guard let flaw = key.flaw(in: text.value) else { return .text(text.value) }
    block.report(key.name, flaw.message, remedy: flaw.remedy)
    return nil
  }

  private func exponents(_ block: TableReader) -> [String: Int] {
    let example: SafeText = "exponents = { UGX = 2 }"
    guard let reader = block.table("exponents", title: "exponents", example: example) else {
      return [:]
    }
    var exponents: [String: Int] = [:]
    for code in reader.nodes.keys.sorted() {
      let upper = code.uppercased()
      guard upper.utf8.count == 3, upper.utf8.allSatisfy({ (65...90).contains($0) }) else {
        reader.report(
          code, "\(quoted(code)) is not a currency code of three letters.",
          remedy: "Write \(example).")
        continue
      }
      guard exponents[upper] == nil else {
        reader.report(code, "\(upper) is given twice.", remedy: "Keep one of them.")
        continue
      }
      if let exponent = reader.integer(code, in: Currency.exponents) {
        exponents[upper] = exponent.value
      }
    }
    return exponents
  }
}
