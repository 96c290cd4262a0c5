public import Payments
public import TextSafety

/// What to look for, as far as a provider may be able to tell.
public struct SearchRequest: Hashable, Sendable {
  /// A bare word that may be a reference or an id; empty for none.
  public var text: String
  /// Wanted statuses; empty for all.
  public var statuses: Set<Status>
  /// Wanted currency; `nil` for all.
  public var currency: String?
  /// The first instant wanted.
  public var from: Instant?
  /// The last instant wanted.
  public var to: Instant?
  /// Rows a page, 1 to 100.
  public var limit: Int
  /// Where the page begins; `nil` for the first.
  public var cursor: PageCursor?

  /// Makes a request.
  public init(
    text: String = "", statuses: Set<Status> = [], currency: String? = nil, from: Instant? = nil,
    to: Instant? = nil, limit: Int = 100, cursor: PageCursor? = nil
  ) {
    precondition((1...100).contains(limit), "A page has 1 to 100 rows.")
    self.text = text
    self.statuses = statuses
    self.currency = currency
    self.from = from
    self.to = to
    self.limit = limit
    self.cursor = cursor
  }
}

/// Where the next page of a search begins; made by an adapter and given back to it.
public struct PageCursor: Hashable, Sendable {
  /// The page number, from 1.
  public let page: Int
  /// The ids of the rows already seen (bounded), by which an ignored `page` parameter is noticed.
  public let seen: Set<ForeignText>

  /// Makes a cursor.
  public init(page: Int, seen: Set<ForeignText>) {
    self.page = page
    self.seen = seen
  }
}

/// One page of a search.
public struct TransactionPage: Hashable, Sendable {
  /// The rows that were not on an earlier page.
  public var rows: [Transaction]
  /// Where the next page begins; `nil` at the end.
  public var next: PageCursor?
  /// Why the list may lack rows; `nil` when the provider says it is complete so far.
  public var incomplete: SafeText?

  /// What the provider never lists in answer to such a request; `nil` when it lists everything.
  public var bound: ListBound?

  /// Makes a page.
  public init(
    rows: [Transaction], next: PageCursor?, incomplete: SafeText? = nil, bound: ListBound? = nil
  ) {
    self.rows = rows
    self.next = next
    self.incomplete = incomplete
    self.bound = bound
  }
}
