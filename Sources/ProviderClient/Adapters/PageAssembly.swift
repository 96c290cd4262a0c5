import JSON
package import Payments
import TextSafety

/// Turns the rows of one provider page into a page of ours, whatever the provider makes of `page`.
package struct PageAssembly {
  /// How many ids a cursor carries; beyond, it keeps those of the newest page, which still shows an
  /// ignored `page`.
  static let seenLimit = 5000

  /// The request that was answered.
  package let request: SearchRequest
  /// The rows as read, in the provider's order.
  package let rows: [Transaction]
  /// How many rows the provider sent, readable or not.
  package let sentCount: Int
  /// Rows found by a lookup beside the list; they come first.
  package var found: [Transaction] = []
  /// Whether the provider says that more follows; `nil` when it says nothing.
  package let more: Bool?
  /// What the provider never lists.
  package var bound: ListBound?

  /// Makes an assembly; see the properties.
  package init(
    request: SearchRequest, rows: [Transaction], sentCount: Int, found: [Transaction] = [],
    more: Bool?, bound: ListBound? = nil
  ) {
    self.request = request
    self.rows = rows
    self.sentCount = sentCount
    self.found = found
    self.more = more
    self.bound = bound
  }

  /// The number of the page that was asked for, from 1.
  package static func number(of request: SearchRequest) -> Int { request.cursor?.page ?? 1 }

  /// The page: without rows that came before, and with a next one only when this one brought
  /// something new.
  package func page() -> TransactionPage {
    let before = request.cursor?.seen ?? []
    var seen = before
    let fresh = (found + rows).filter { seen.insert($0.id.foreign).inserted }
    let bringsNews = rows.contains { !before.contains($0.id.foreign) }
    let goesOn = more ?? (sentCount >= request.limit)
    let repeats = goesOn && !bringsNews && !rows.isEmpty
    let next =
      goesOn && bringsNews
      ? PageCursor(page: Self.number(of: request) + 1, seen: bounded(seen)) : nil
    let notes: [SafeText] = [
      sentCount > rows.count
        ? "\(sentCount - rows.count) rows of the provider could not be read." : nil,
      repeats
        ? "The provider sent the same rows again, so older ones may be missing." : nil,
    ].compactMap(\.self)
    return TransactionPage(
      rows: fresh, next: next, incomplete: notes.isEmpty ? nil : notes.joined(separator: " "),
      bound: bound)
  }

  private func bounded(_ seen: Set<ForeignText>) -> Set<ForeignText> {
    seen.count <= Self.seenLimit ? seen : Set(rows.map(\.id.foreign))
  }
}
