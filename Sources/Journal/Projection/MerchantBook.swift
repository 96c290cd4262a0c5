package import Payments

/// Every name of every merchant on record, and what the labels of configurations were bound to.
package struct MerchantBook: Hashable, Sendable {
  /// A name, with since when and by whose hand it is on record.
  package struct Entry: Hashable, Sendable {
    /// The merchant.
    package let identity: AccountIdentity
    /// Since when.
    package let since: Instant
    /// Who recorded it: a person, or the program by itself.
    package let actor: Actor
    /// What it rests on, in a few words of ours.
    package let cause: String

    /// Makes an entry.
    package init(identity: AccountIdentity, since: Instant, actor: Actor, cause: String) {
      self.identity = identity
      self.since = since
      self.actor = actor
      self.cause = cause
    }
  }

  /// What a label was bound to.
  package struct Label: Hashable, Sendable {
    /// The merchant.
    package let identity: AccountIdentity
    /// In which mode; `nil` where an earlier version did not record it.
    package let mode: Mode?

    /// Makes a label's binding.
    package init(identity: AccountIdentity, mode: Mode?) {
      self.identity = identity
      self.mode = mode
    }
  }

  /// The names.
  package var names: [MerchantName: Entry]
  /// The labels that were ever bound.
  package var labels: [AccountName: Label]
  /// What providers called the merchants of labels, where that was not what is on record.
  package var doubts: [AccountName: String]

  /// Makes a book.
  package init(
    names: [MerchantName: Entry] = [:], labels: [AccountName: Label] = [:],
    doubts: [AccountName: String] = [:]
  ) {
    self.names = names
    self.labels = labels
    self.doubts = doubts
  }

  /// The merchant that has a name, or the same one by the other word; its own comes first, where a record has both apart.
  package func identity(of name: MerchantName) -> AccountIdentity? {
    names[name]?.identity ?? name.twin.flatMap { names[$0]?.identity }
  }

  /// Merchants that stand apart on record and are this one: earlier versions took the two words for two merchants.
  package func doubles(of identity: AccountIdentity, mode: Mode) -> Set<AccountIdentity> {
    let twins = names.filter { $0.value.identity == identity && $0.key.mode == mode }
      .compactMap(\.key.twin)
    return Set(twins.compactMap { names[$0]?.identity }).subtracting([identity])
  }

  /// The names of one merchant, of one kind, in one mode.
  package func names(
    of identity: AccountIdentity, _ kind: MerchantName.Kind, mode: Mode
  ) -> [String] {
    names.filter { name, entry in
      entry.identity == identity && name.kind == kind && name.mode == mode
    }.map(\.key.name).sorted()
  }
}
