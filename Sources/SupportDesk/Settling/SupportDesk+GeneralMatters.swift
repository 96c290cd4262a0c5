import Journal
import Payments
import ProviderClient
import TextSafety

// What is about no single decision: the record, an account, and what tags say of either (I21, I25).

extension SupportDesk {
  /// The matters of the record and of whole accounts.
  func general() throws(DeskError) -> [AttentionItem] {
    try general(with: recorded { () throws(JournalError) in try journal.tagMatters() })
  }

  private func general(with tags: [TagMatter]) throws(DeskError) -> [AttentionItem] {
    var items: [AttentionItem] = []
    if let item = try recordItem() { items.append(item) }
    return items + merchantDoubts.map(AttentionItem.init) + tags.map { item(for: $0) }
  }

  /// A matter of the record or of a whole account with what it rests on; `nil` when it is none any more.
  func general(_ id: AttentionItem.ID) throws(DeskError) -> Dossier? {
    let matters = try recorded { () throws(JournalError) in try journal.tagMatters() }
    guard let item = try general(with: matters).first(where: { $0.id == id }) else { return nil }
    let tags = matters.first { $0.id == id }?.tags ?? []
    let entries = tags.map { stray in
      let row: SafeText = stray.refund.id.map { " \($0)" } ?? ""
      return Dossier.Entry(
        time: stray.found, actor: Journal.desk, title: "read tag \(stray.tag)",
        words:
          "refund\(row) of \(stray.refund.amount.text), \(stray.refund.providerStatus), at payment \(stray.payment.safe)",
        raw: "")
    }
    return Dossier(item: item, request: "", entries: entries, matches: [])
  }

  private func recordItem() throws(DeskError) -> AttentionItem? {
    let mode: Mode = accounts.contains { $0.mode == .live } ? .live : .test
    return try recordObstacle(in: mode).map { sentence in
      AttentionItem(
        general: .record, matter: .record, account: "", mode: mode, reference: "the record",
        sentence: sentence, refusal: .ofRecord)
    }
  }

  private func item(for matter: TagMatter) -> AttentionItem {
    let account = (try? connection(for: matter.account))?.account
    let first = matter.tags[0]
    var item = AttentionItem(
      general: matter.id, matter: matter.isOurs ? .recordBehind : .secondTilldesk,
      account: account?.name.safe ?? SafeText(sanitizing: matter.account.merchant),
      mode: account?.mode ?? .live,
      reference: matter.tags.count == 1 ? first.tag : "\(matter.tags.count) tags",
      sentence: "\(matter.matter) \(matter.remedy)", refusal: .ofRecord)
    item.since = matter.since
    if matter.tags.count == 1, first.refund.link == .exact {
      item.key = PaymentKey(account: matter.account, id: first.payment)
    }
    return item
  }
}

extension TagMatter {
  /// The matter's name in the queue.
  fileprivate var id: AttentionItem.ID { .tags(account, areOurs: isOurs) }
}

extension SafeText {
  /// Why nothing can be done about the record from a list of payments.
  fileprivate static let ofRecord: SafeText =
    "It is about the whole record: put the right file back, or see tilldesk journal."
  /// The same about an account.
  fileprivate static let ofAccount: SafeText =
    "It is about the whole account: see tilldesk accounts."
}

extension AttentionItem {
  /// A matter that is about no decision, and that no key settles.
  fileprivate init(
    general id: ID, matter: Matter, account: SafeText, mode: Mode, reference: SafeText,
    sentence: SafeText, refusal: SafeText
  ) {
    self.init(
      id: id, matter: matter, key: nil, account: account, mode: mode, reference: reference,
      intent: nil, sentence: sentence, attempts: 0, looks: 0, suggestion: nil, plan: nil,
      since: nil,
      refusals: Dictionary(uniqueKeysWithValues: Action.allCases.map { ($0, refusal) }))
  }

  fileprivate init(_ doubt: DoubtedAccount) {
    let account = doubt.account
    self.init(
      general: .merchant(account.name), matter: .merchant, account: account.name.safe,
      mode: account.mode, reference: account.providerTitle, sentence: doubt.sentence,
      refusal: .ofAccount)
  }
}
