import Journal
import Payments
import TextSafety

// Many locks of one cause are one matter of the account (I27).

extension SupportDesk {
  /// The most locks of one cause that are shown one by one.
  static let lockLimit = 10

  /// The frozen payments, those of one account and one cause as one matter where they are too many to look at each.
  static func gathered(_ frozen: [AttentionItem]) -> [AttentionItem] {
    let groups = Dictionary(grouping: frozen) { Cause(of: $0) }
    return frozen.compactMap { item in
      guard let cause = Cause(of: item), let group = groups[cause], group.count > lockLimit else {
        return item
      }
      return group.first?.id == item.id ? AttentionItem(gathering: group, by: cause) : nil
    }
  }

  /// The frozen payments, each by itself.
  package func frozen() throws(DeskError) -> [AttentionItem] {
    var items: [AttentionItem] = []
    for key in try recorded({ () throws(JournalError) in try journal.frozenPayments() }) {
      items.append(try frozen(key))
    }
    return items
  }

  /// The matter of an account with the payments that it stands for; `nil` when they are few by now.
  func gathered(_ id: AttentionItem.ID) throws(DeskError) -> Dossier? {
    let items = try frozen()
    guard let item = Self.gathered(items).first(where: { $0.id == id }) else { return nil }
    let entries = items.filter { Cause(of: $0).map(AttentionItem.ID.init) == id }.map { one in
      Dossier.Entry(
        time: one.since ?? now(), actor: one.intent?.actor ?? Journal.desk, title: one.payment,
        words: one.sentence, raw: "")
    }
    return Dossier(item: item, request: "", entries: entries, matches: [])
  }
}

/// What frozen payments have in common.
private struct Cause: Hashable {
  let account: AccountIdentity
  let words: String

  /// The sentence without what differs from payment to payment: whatever has a digit in it; `nil` without a payment.
  init?(of item: AttentionItem) {
    guard let key = item.key else { return nil }
    account = key.account
    words =
      item.finding?.kind.rawValue
      ?? item.sentence.text.split(separator: " ").filter { !$0.contains(where: \.isNumber) }
      .joined(separator: " ")
  }
}

extension AttentionItem.ID {
  fileprivate init(_ cause: Cause) { self = .account(cause.account, cause: cause.words) }
}

extension AttentionItem {
  fileprivate init(gathering group: [AttentionItem], by cause: Cause) {
    var refusals: [Action: SafeText] = [:]
    for action in Action.allCases {
      refusals[action] = "This stands for \(group.count) payments: each is released by itself."
    }
    self = group[0]
    id = ID(cause)
    intent = nil
    reference = "\(group.count) payments"
    sentence =
      "\(group.count) payments of this account are frozen for one cause; look at the account before at each of them. The first: \(group[0].sentence)"
    since = group.compactMap(\.since).min()
    self.refusals = refusals
  }
}
