import Payments
import SupportDesk
import TextSafety

extension DeskModel {
  /// Copies the id of the payment under the cursor or, where rows are marked, the ids of those.
  mutating func copyIDs() -> [DeskEffect] {
    if attention.isOpen {
      return attention.selectedItem?.key.map { [.copy($0.id.safe)] } ?? []
    }
    if focus == .list, !list.marks.isEmpty { return copyMarked() }
    guard let row = currentRow else { return [] }
    return [.copy(row.transaction.id.safe)]
  }

  /// Copies the ids of all marked payments, also of those that another search found.
  private mutating func copyMarked() -> [DeskEffect] {
    let keys = markedPayments
    let others = keys.count - list.rows.count { list.marks.contains($0.id) }
    let copying: [DeskEffect] = [.copy(keys.map(\.id.safe).joined(separator: " "))]
    guard others > 0 else { return copying }
    let ids: SafeText = keys.count == 1 ? "1 id" : "\(keys.count) ids"
    return say(.note, "\(ids) of marked payments, \(others) of them not in this list.") + copying
  }

  /// Opens the menu of what can be copied.
  mutating func openCopyMenu() -> [DeskEffect] {
    if attention.isOpen, let item = attention.selectedItem {
      layers.append(.copyMenu(CopyMenuModel(items: Self.names(of: item) + sentences(about: item))))
    } else if !attention.isOpen, let row = currentRow {
      let read = detail.detail
      let items = Self.names(of: row) + (read.map(Self.figures) ?? [])
      layers.append(.copyMenu(CopyMenuModel(items: items + (read.map(sentences) ?? []))))
    }
    return []
  }

  /// Copies what is chosen and closes the menu.
  mutating func copyChosen() -> [DeskEffect] {
    guard case .copyMenu(let menu) = layers.last, menu.items.indices.contains(menu.index) else {
      return []
    }
    return [.copy(menu.items[menu.index].text)] + closeFront()
  }

  /// Copies the sentence for the customer.
  mutating func copyForCustomer() -> [DeskEffect] {
    guard case .result(let result) = layers.last else { return [] }
    return [.copy(result.forCustomer)]
  }
}

// MARK: - What can be copied

extension DeskModel {
  private static func names(of row: PaymentRow) -> [CopyMenuModel.Item] {
    let transaction = row.transaction
    var items: [CopyMenuModel.Item] = []
    if !transaction.reference.isEmpty {
      items.append(.init(title: "Reference", text: transaction.reference.safe))
    }
    items.append(.init(title: "Transaction", text: transaction.id.safe))
    items.append(
      .init(title: "For the command line", text: "\(row.account.safe)/\(transaction.id.safe)"))
    items.append(.init(title: "Amount", text: transaction.amount.label))
    return items
  }

  private static func figures(of read: PaymentDetail) -> [CopyMenuModel.Item] {
    guard let ledger = read.ledger else { return [] }
    let ids = ledger.entries.compactMap { entry in
      entry.refundID.map {
        CopyMenuModel.Item(title: "Refund of \(entry.amount.text)", text: $0.safe)
      }
    }
    return [
      .init(title: "Refunded", text: ledger.refunded.text),
      .init(title: "Remaining", text: ledger.remaining.bound.text),
    ] + ids
  }

  private static func names(of item: AttentionItem) -> [CopyMenuModel.Item] {
    guard let key = item.key else { return [.init(title: "What it says", text: item.sentence)] }
    return [
      .init(title: "Reference", text: item.reference),
      .init(title: "Transaction", text: key.id.safe),
      .init(title: "For the command line", text: item.payment),
    ]
  }

  // MARK: - What the customer can be told

  /// What agents of an account can tell customers.
  func customerWords(for key: PaymentKey) -> CustomerWords {
    account(of: key)?.customerWords ?? CustomerWords(refundDays: nil)
  }

  /// Of the payment as a whole, then of each refund and cancel, the newest first.
  private func sentences(about read: PaymentDetail) -> [CopyMenuModel.Item] {
    let words = read.account.customerWords
    let entries = (read.ledger?.entries ?? []).filter { $0.source != .possible }
    let refunds = entries.reversed().map { entry in
      words.refund(
        of: entry.amount, entry.state, id: entry.refundID, on: entry.time.map(customerDay))
    }
    let ours = read.intents.filter { $0.kind == .cancel || read.ledger == nil }
    let others = ours.reversed().map { words.sentence($0, on: customerDay($0.created)) }
    return Self.items([words.payment(read)] + others + refunds)
  }

  private func sentences(about item: AttentionItem) -> [CopyMenuModel.Item] {
    guard let intent = item.intent else { return [] }
    let words = customerWords(for: intent.key)
    return Self.items([words.sentence(intent, on: customerDay(intent.created))])
  }

  private func customerDay(_ time: Instant) -> SafeText {
    TimeText.day(time, zone: context.zone, now: now)
  }

  private static func items(_ sentences: [SafeText]) -> [CopyMenuModel.Item] {
    sentences.filter { !$0.isEmpty }.map { .init(title: "For the customer", text: $0) }
  }
}
