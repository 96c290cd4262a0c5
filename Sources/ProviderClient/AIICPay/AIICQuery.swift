import JSON
import Payments
import TextSafety

/// The filters of `query-transaction` that are used here (P2).
struct AIICFilter {
  var status: String?
  var type: String?
  var currency: String?
  var from: Instant?
  var to: Instant?
  var reference: String?
  var page = 1
  var limit: Int

  init(reference: String? = nil, limit: Int) {
    self.reference = reference
    self.limit = limit
  }

  /// The filters that narrow a search without hiding anything: the text is not among them, because
  /// whether `reference` finds parts of a reference is not documented.
  init(_ request: SearchRequest, status: String?) {
    self.status = status
    currency = request.currency?.uppercased()
    from = request.from
    to = request.to
    page = PageAssembly.number(of: request)
    limit = request.limit
  }

  /// The canonical bytes.
  ///
  /// Days are widened by one on both sides: zone and inclusiveness are not documented.
  var data: [UInt8] {
    var members: [String: CanonicalJSON.Value] = [
      "page": .integer(Int64(page)), "limit": .integer(Int64(limit)),
    ]
    if let status { members["status"] = .string(status) }
    if let type { members["type"] = .string(type) }
    if let currency { members["currency"] = .string(currency) }
    if let reference { members["reference"] = .string(reference) }
    if let from { members["dateFrom"] = .string(Self.day(from, plus: -1)) }
    if let to { members["dateTo"] = .string(Self.day(to, plus: 1)) }
    return CanonicalJSON.object(members)
  }

  private static func day(_ instant: Instant, plus days: Int64) -> String {
    let civil = CivilTime(instant.adding(seconds: days * 86_400))
    let (month, day) = (String(civil.month), String(civil.day))
    let year = String(repeating: "0", count: max(0, 4 - String(civil.year).utf8.count))
    return "\(year)\(civil.year)-\(month.utf8.count < 2 ? "0" : "")\(month)"
      + "-\(day.utf8.count < 2 ? "0" : "")\(day)"
  }
}

/// One page of `query-transaction`.
struct AIICPage {
  /// The rows that could be read.
  let rows: [Transaction]
  /// The rows of type `refund` with an exact amount.
  let refunds: [ReportedRefund]
  /// The rows that are refunds, or may be, and cannot be read.
  let unreadable: [UnreadableRefund]
  /// How many rows were sent, readable or not.
  let sentCount: Int
  /// Whether more follow; `nil` when nothing says so.
  let more: Bool?
  /// How many rows there are in all pages; `nil` when nothing says so.
  let total: Int64?
  /// When it was read.
  let asOf: Instant
  /// Provider clock minus ours.
  let clockSkewMilliseconds: Int64?
  /// What was asked, in words.
  let request: SafeText
  /// The HTTP status.
  let status: Int
  /// The whole page as it was sent, the credential taken out.
  let body: [UInt8]

  /// What was sent of one row, for a person to look at: the page has other payers' payments too.
  func answer(about id: TransactionID) -> RawAnswer? {
    let row = JSONCursor.elements(of: AIICPay.rowsName, in: body).first { row in
      (try? JSONReader.read(row))?["id"]?.foreign == id.foreign
    }
    return row.map {
      RawAnswer(body: $0, isPart: true, request: request, status: status, asOf: asOf)
    }
  }
}

extension AIICPay {
  /// The member of a page that holds its rows.
  static let rowsName = "transactions"

  /// Reads one page.
  func query(_ filter: AIICFilter) async throws(ProviderError) -> AIICPage {
    let request = post("/payment/query-transaction", data: filter.data)
    let reply = try await account.transport.read(request)
    let root = try AIICReplies.success(reply)
    guard let values = root[Self.rowsName]?.elements else {
      throw .badReply("it has no list of transactions")
    }
    let read = values.map { AIICRow($0, identity: identity, amounts: amounts) }
    let rows = read.compactMap(\.self)
    return AIICPage(
      rows: rows.map(\.transaction), refunds: rows.compactMap(\.refund),
      unreadable: zip(values, read).compactMap { AIICRow.unreadable($0, as: $1) },
      sentCount: values.count, more: AIICReplies.more(root, page: filter.page),
      total: root["totalCount"]?.integer.map { Int64($0) }, asOf: reply.ended,
      clockSkewMilliseconds: HTTPDate.skewMilliseconds(of: reply),
      request: SafeText(sanitizing: request.description), status: reply.status ?? 0,
      body: reply.body)
  }

  /// How long pages are read one after the other; somebody waits for them.
  private static var patienceMilliseconds: Int64 { 45_000 }

  /// Reads page after page while `body` wants more and each brings rows that were not there before.
  ///
  /// Where no page says whether more follow, only an empty one is the end. Returns whether everything was seen; `false`
  /// when the bound was reached, `page` was ignored, it took too long, or the provider itself speaks of more rows, or of
  /// other numbers of them on the way.
  @discardableResult
  func eachPage(
    _ filter: AIICFilter, limit: Int, _ body: (AIICPage) -> Bool
  ) async throws(ProviderError) -> Bool {
    var filter = filter
    var seen: Set<ForeignText> = []
    var namelessCount = 0
    var totals: Set<Int64> = []
    let begun = account.clock()
    let firstPage = filter.page
    while filter.page <= limit {
      guard account.clock().milliseconds(since: begun) < Self.patienceMilliseconds else {
        return false
      }
      let page: AIICPage
      do throws(ProviderError) { page = try await query(filter) } catch {
        // What the pages before brought counts; that they were all nobody said.
        guard filter.page > firstPage, error.maySayThatNoMoreFollow else { throw error }
        return false
      }
      let count = seen.count
      seen.formUnion(page.rows.map(\.id.foreign))
      let repeats = seen.count == count && !page.rows.isEmpty
      guard !repeats else { return false }
      namelessCount += page.sentCount - page.rows.count
      if let total = page.total { totals.insert(total) }
      guard body(page) else { return true }
      // A short page is no end: a provider may give fewer rows to a page than it was asked for.
      let told = page.more ?? page.total.map { $0 > seen.count + namelessCount }
      guard told ?? (page.sentCount > 0) else {
        // Rows that moved to a page already read while others were read are missing from these.
        return totals.count <= 1 && totals.allSatisfy { $0 <= seen.count + namelessCount }
      }
      guard !page.rows.isEmpty else { return false }
      filter.page += 1
    }
    return false
  }
}
