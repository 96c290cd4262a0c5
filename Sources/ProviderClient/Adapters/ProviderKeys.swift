package import Payments
package import TextSafety

extension ProviderKey {
  /// A key whose text goes out as a header.
  package static func header(_ name: String, example: SafeText) -> ProviderKey {
    ProviderKey(name, .text(example: example)) { text in
      text.isPlainWord ? nil : "has characters that cannot stand in a header"
    }
  }
}

extension ProviderOptions {
  /// Throws unless every key means something to the provider, and every value is right.
  func check(by facts: ProviderFacts) throws(ProviderError) {
    for name in keys {
      guard let key = facts.key(name) else {
        throw .notPreparable("\(name) means nothing to \(facts.title).")
      }
      guard let flaw = text(name).flatMap({ key.flaw(in: $0) }) else { continue }
      throw .notPreparable("\(flaw.message) \(flaw.remedy)")
    }
    for key in facts.keys where key.isRequired && self[key.name] == nil {
      throw .notPreparable("\(facts.title) needs \(key.name). Write \(key.example).")
    }
  }

  /// The word under a key, where it is one of a type; `nil` when none is set.
  package func word<Word: RawRepresentable<String>>(_ key: String) -> Word? {
    text(key).flatMap { Word(rawValue: $0) }
  }
}
