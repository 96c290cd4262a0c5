package import Payments
package import SupportDesk
package import TextSafety

/// What needs somebody, and the evidence of the one under the cursor.
package struct AttentionModel: Hashable, Sendable {
  /// Whether it has the screen in place of the transactions.
  package var isOpen = false
  /// The pane that has the keyboard: the matters stand in the place of the list, the evidence in that of the payment.
  package var focus: Pane = .list
  /// Whether the focused pane has the whole screen.
  package var isZoomed = false
  /// What needs somebody, gravest first; `nil` before it was read.
  package var items: [AttentionItem]?
  /// The matter under the cursor; kept by id when others come and go.
  package var selected: AttentionItem.ID?
  /// The payment whose matter the cursor goes to as soon as it is known.
  package var wanted: PaymentKey?
  /// The evidence of the matter under the cursor; belongs to `selected` or is `nil`.
  package var dossier: Dossier?
  /// The first line shown of the evidence.
  package var firstLine = 0
  /// Why the matters could not be read; `nil` when they could.
  package var failure: SafeText?
  /// Why the evidence could not be read; `nil` when it could, or while it is being read.
  package var dossierFailure: SafeText?
  /// How many payments need attention: unresolved decisions in the journal.
  package var count = 0
  /// Whether the journal changed since its open decisions were looked at.
  package var isOutdated = false
  /// The serial of the newest read of the matters or of the evidence; a count of its own.
  package var serial = 0
  /// The serial of the newest read of the matters.
  package var itemsSerial = 0
  /// The serial of the newest read of the evidence.
  package var dossierSerial = 0

  /// Makes an unread screen.
  package init() {}

  /// The index of the matter under the cursor; `nil` when there is none.
  package var cursor: Int? {
    guard let selected else { return nil }
    return items?.firstIndex { $0.id == selected }
  }

  /// The matter under the cursor.
  package var selectedItem: AttentionItem? {
    guard let cursor, let items else { return nil }
    return items[cursor]
  }

  /// The payments that a correction froze.
  package var frozen: Set<PaymentKey> {
    Set((items ?? []).filter { $0.matter == .frozen }.compactMap(\.key))
  }

  /// Puts the cursor on the matter that is wanted, else leaves it where it was, else on the nearest.
  mutating func settleCursor(after before: [AttentionItem]) {
    let items = items ?? []
    if let wanted, let item = items.first(where: { $0.key == wanted }) {
      selected = item.id
    } else if cursor == nil {
      let place = before.firstIndex { $0.id == selected } ?? 0
      selected = items.isEmpty ? nil : items[min(place, items.count - 1)].id
    }
    forgetStaleDossier()
  }

  /// Drops the evidence of another matter than the one under the cursor.
  mutating func forgetStaleDossier() {
    guard dossier?.item.id != selected else { return }
    dossier = nil
    dossierFailure = nil
    firstLine = 0
  }

  /// The serial of the next read.
  mutating func nextSerial() -> Int {
    serial += 1
    return serial
  }
}

extension AttentionItem.Matter {
  /// Whether it is a decision whose end is not known, or not final.
  package var isUndecided: Bool {
    switch self {
    case .needsPerson, .unknown, .overdue, .stuck: true
    case .record, .recordBehind, .merchant, .frozen, .movedAnyway, .failedLate, .wentBack,
      .unknownWord, .secondTilldesk:
      false
    }
  }

  /// Whether it is something that a later read showed otherwise than recorded.
  package var isFinding: Bool {
    switch self {
    case .movedAnyway, .failedLate, .wentBack, .unknownWord: true
    case .record, .recordBehind, .merchant, .frozen, .needsPerson, .unknown, .overdue, .stuck,
      .secondTilldesk:
      false
    }
  }
}
