import Payments
package import SupportDesk
import TextSafety

extension DeskModel {
  /// Copies the id of the payment under the cursor or, where rows are marked, the ids of those.
  mutating func copyIDs() -> [DeskEffect] {
    if attention.isOpen {
      return attention.selectedItem.map { [.copy($0.key.id.safe)] } ?? []
    }
    let marked = list.rows.filter { list.marks.contains($0.id) }
    if focus == .list, !marked.isEmpty {
      return [.copy(marked.map(\.transaction.id.safe).joined(separator: " "))]
    }
    guard let row = currentRow else { return [] }
    return [.copy(row.transaction.id.safe)]
  }

  /// Opens the menu of what can be copied.
  mutating func openCopyMenu() -> [DeskEffect] {
    guard let row = currentRow else { return [] }
    layers.append(.copyMenu(CopyMenuModel(row: row, detail: detail.detail)))
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

extension CopyMenuModel {
  /// Makes the menu of a payment: its names, its figures, its refunds, and what to tell the
  /// customer.
  package init(row: PaymentRow, detail: PaymentDetail?) {
    let transaction = row.transaction
    var items: [Item] = []
    if !transaction.reference.isEmpty {
      items.append(Item(title: "Reference", text: transaction.reference.safe))
    }
    items.append(Item(title: "Transaction", text: transaction.id.safe))
    items.append(
      Item(title: "For the command line", text: "\(row.account.safe)/\(transaction.id.safe)"))
    items.append(Item(title: "Amount", text: transaction.amount.label))
    if let ledger = detail?.ledger {
      items.append(Item(title: "Refunded", text: ledger.refunded.text))
      items.append(Item(title: "Remaining", text: ledger.remaining.bound.text))
      for entry in ledger.entries {
        guard let id = entry.refundID else { continue }
        items.append(Item(title: "Refund of \(entry.amount.text)", text: id.safe))
      }
    }
    if let sentence = detail?.intents.last?.customerSentence, !sentence.isEmpty {
      items.append(Item(title: "For the customer", text: sentence))
    }
    self.init(items: items)
  }
}
