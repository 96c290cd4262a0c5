import Payments
import SupportDesk
import TextSafety

// `-`: back to what was on the screen before, and forth again, as `cd -` goes between two folders.

/// What is on the screen, as far as one goes back to it.
package struct PastView: Hashable, Sendable {
  /// What has the keyboard.
  package enum Pane: Hashable, Sendable {
    /// The transactions.
    case list
    /// A payment.
    case detail
    /// What needs somebody.
    case attention
  }

  /// What has the keyboard.
  var pane: Pane
  /// The search above the transactions.
  var search: String
  /// The payment under the cursor.
  var payment: PaymentKey?

  /// Whether going from one to the other is more than moving the cursor.
  func isAnother(than other: PastView) -> Bool {
    pane != other.pane || search != other.search || (pane == .detail && payment != other.payment)
  }
}

/// The view on the screen and the one before it.
package struct PastViews: Hashable, Sendable {
  /// The one on the screen, as it last stood.
  var current: PastView?
  /// The one before.
  var last: PastView?
}

extension DeskModel {
  /// Keeps the view before this one, once what is on the screen is settled.
  mutating func noteView() {
    guard let view = settledView else { return }
    if let before = screen.pastViews.current, view.isAnother(than: before) {
      screen.pastViews.last = before
    }
    screen.pastViews.current = view
  }

  /// What is on the screen; `nil` while a search is typed, a payment is looked for, or a dialog is open.
  private var settledView: PastView? {
    guard layers.isEmpty else { return nil }
    if attention.isOpen {
      return PastView(pane: .attention, search: list.search.text, payment: list.selected)
    }
    guard !list.isSearching else { return nil }
    switch screen.focus {
    case .list: return PastView(pane: .list, search: list.search.text, payment: list.selected)
    case .detail:
      guard let payment = list.selected, list.wanted == nil else { return nil }
      return PastView(pane: .detail, search: list.search.text, payment: payment)
    }
  }

  /// `-`: goes to the view before this one; once more, comes back.
  mutating func goToLastView() -> [DeskEffect] {
    guard let view = screen.pastViews.last else { return [] }
    screen.isZoomed = false
    guard view.pane != .attention else { return openAttention(at: nil) }
    let leaving = attention.isOpen ? closeAttention() : []
    screen.focus = view.pane == .detail ? .detail : .list
    if view.search != list.search.text { return leaving + search(again: view) }
    guard let payment = view.payment, payment != list.selected else {
      return leaving + (screen.focus == .list ? goToList() : [])
    }
    guard let index = list.rows.firstIndex(where: { $0.id == payment }) else {
      return leaving + goToList() + explain("That payment is not in the list any more.")
    }
    return leaving + moveCursor(to: index) + (screen.focus == .detail ? openPayment() : [])
  }

  /// Searches again for what was searched then, with the cursor on the payment of then.
  private mutating func search(again view: PastView) -> [DeskEffect] {
    list.limit = ListModel.pageLimit
    list.search.replace(with: view.search)
    // In the list the rows of before stay until there are new ones, as they do while a search is typed.
    let forgetting = view.pane == .detail ? forgetRows() : []
    list.wanted = view.payment
    return forgetting + search(live: true) + [.unschedule(.typingPaused)]
  }

  /// Why `-` does nothing.
  var lastViewRefusal: SafeText? {
    screen.pastViews.last == nil ? "There is no earlier view yet." : nil
  }
}
