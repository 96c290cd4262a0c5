import Payments
import SupportDesk
import TextSafety

// What needs somebody: the matters above, the evidence of the one under the cursor below.

extension DeskModel {
  // MARK: - Opening and closing

  /// `!`: opens the matters at the one of the payment in view; in them it goes back.
  mutating func toggleAttention(in place: DeskAction.Place) -> [DeskEffect] {
    if place == .attention || place == .evidence { return closeAttention() }
    guard layers.last?.isResult == true, let result else {
      return openAttention(at: currentRow?.id)
    }
    return closeFront() + openAttention(at: result.intent.key)
  }

  /// Opens the matters in place of the transactions.
  mutating func openAttention(at key: PaymentKey?) -> [DeskEffect] {
    attention.isOpen = true
    attention.focus = .list
    attention.isZoomed = false
    attention.wanted = key
    attention.settleCursor(after: attention.items ?? [])
    return readAttention() + readDossier()
  }

  /// Goes back to the transactions, and reads there what may have changed.
  mutating func closeAttention() -> [DeskEffect] {
    attention.isOpen = false
    keepCursorVisible()
    return [.schedule(.cursorRested, milliseconds: Self.cursorRestMilliseconds)]
  }

  /// Enter: opens the payment of the matter under the cursor; one that is not in the list is searched for.
  mutating func openMatter() -> [DeskEffect] {
    guard let key = attention.selectedItem?.key else { return [] }
    attention.isOpen = false
    screen.focus = .detail
    guard let index = list.rows.firstIndex(where: { $0.id == key }) else {
      return searchPayment(key)
    }
    return moveCursor(to: index) + [.unschedule(.cursorRested)] + readDetail(live: true)
  }

  // MARK: - Reading

  /// Reads what needs somebody.
  mutating func readAttention() -> [DeskEffect] {
    attention.itemsSerial = attention.nextSerial()
    return [.readAttention(serial: attention.itemsSerial)]
  }

  /// Reads the evidence of the matter under the cursor, while the matters are on the screen.
  mutating func readDossier() -> [DeskEffect] {
    guard attention.isOpen, let id = attention.selected else { return [] }
    attention.dossierSerial = attention.nextSerial()
    return [.readDossier(serial: attention.dossierSerial, id)]
  }

  /// Takes the matters; the cursor stays on its own, or goes to the one that was asked for.
  mutating func attentionArrived(
    _ serial: Int, _ result: Result<[AttentionItem], DeskError>
  ) -> [DeskEffect] {
    guard serial == attention.itemsSerial else { return [] }
    switch result {
    case .success(let items):
      let forgotten = take(items)
      attention.wanted = nil
      return forgotten + readDossier()
    case .failure(let error):
      attention.failure = error.sentence
      return []
    }
  }

  /// Takes the evidence; a matter that needs nobody any more goes from the list.
  mutating func dossierArrived(
    _ serial: Int, _ result: Result<Dossier?, DeskError>
  ) -> [DeskEffect] {
    guard serial == attention.dossierSerial, attention.selected != nil else { return [] }
    switch result {
    case .success(.none):
      return take((attention.items ?? []).filter { $0.id != attention.selected }) + readDossier()
    case .success(.some(let dossier)):
      guard let index = attention.cursor, dossier.item.id == attention.selected else { return [] }
      attention.items?[index] = dossier.item
      attention.dossier = dossier
      attention.dossierFailure = nil
      return showInRuling(dossier)
    case .failure(let error):
      attention.dossierFailure = error.sentence
      return []
    }
  }

  private mutating func take(_ items: [AttentionItem]) -> [DeskEffect] {
    let before = attention.items ?? []
    attention.items = items
    attention.failure = nil
    attention.count = items.count
    attention.settleCursor(after: before)
    // What was written about a matter that is over is of no use to anybody.
    let ids = Set(items.map(\.id))
    drafts.rulings = drafts.rulings.filter { ids.contains($0.key.item) }
    return dropDrafts(except: ids)
  }

  // MARK: - The cursor

  /// Moves the cursor to a matter, the nearest that there is; the evidence follows once it has rested.
  mutating func moveMatter(to index: Int) -> [DeskEffect] {
    guard let items = attention.items, !items.isEmpty else { return [] }
    attention.wanted = nil
    let id = items[min(max(0, index), items.count - 1)].id
    guard id != attention.selected else { return [] }
    attention.selected = id
    attention.forgetStaleDossier()
    return [.schedule(.cursorRested, milliseconds: Self.cursorRestMilliseconds)]
  }

  /// About how far the evidence can be scrolled, so that it is not scrolled into nothing.
  var lastEvidenceLine: Int {
    guard let dossier = attention.dossier, let pane = layout.detail else { return 0 }
    let width = max(1, pane.width - 4)
    let texts =
      [dossier.item.sentence, dossier.item.suggestion ?? "", dossier.request]
      + dossier.entries.flatMap { [$0.title + $0.words, $0.raw] }
      + dossier.item.refusals.values.map { $0 }
    let wrapped = texts.reduce(0) { $0 + 1 + $1.width / width }
    let lines = wrapped + dossier.matches.count + Self.evidenceFurniture
    return max(0, lines - layout.visibleLines)
  }

  /// Empty lines and headings of the evidence.
  private static let evidenceFurniture = 6
}
