extension AIICSimulator {
  /// `POST /payment/query-transaction`: filters, pages, and the progress of pending refunds.
  func query(
    _ envelope: AIICEnvelope, _ call: Call, _ books: inout Books
  ) throws(Refused) -> WireReply {
    let filter = try AIICFilter(envelope.data, desk: self)
    let page = RowPage(
      number: call.twists.contains(.ignorePage) ? 1 : filter.page, size: filter.limit)
    let shelf = books.shelf(.aiic)
    let (found, total) = shelf.page(
      page, in: shelf.places(from: filter.from, to: filter.to),
      matching: filter.isOpen ? nil : { filter.matches($0) })
    let rows = found.map { books.noteShown($0) }
    let pages = (total + page.size - 1) / page.size
    return WireReply(
      200,
      [
        "success": true,
        "transactions": .array(rows.map { rowJSON($0, call) }),
        "pagination": [
          "page": .integer(page.number), "limit": .integer(page.size),
          "totalPages": .integer(pages), "hasNext": .bool(page.number < pages),
          "hasPrev": .bool(page.number > 1),
        ],
        "totalCount": .integer(total),
      ])
  }

  private func rowJSON(_ row: SandboxPayment, _ call: Call) -> WireJSON {
    let amount = call.twists.amountMinor(row.amountMinor, row.currency)
    var members: [WireJSON.Member] = [
      .init("id", .string(call.twists.id(row.id))),
      .init("type", .string(row.entry.aiicType)),
      .init("status", .string(call.twists.status(row.status, unknown: "clearing"))),
      .init("amount", .integer(amount)),
      .init("currency", .string(call.twists.currencyCode(row.currency))),
      .init("sourceAccountId", .string(row.sourceAccount)),
      .init("targetAccountId", .string(row.targetAccount)),
      .init("reference", .string(row.reference)),
      .init("description", .string(row.details)),
      .init("createdAt", .string(row.created.utcText)),
    ]
    if row.status == "completed" {
      members.append(.init("completedAt", .string(row.created.adding(micros: 2_000_000).utcText)))
    }
    if row.status == "failed" {
      members.append(.init("failureReason", "The receiving bank returned the payment"))
    }
    return .object(members)
  }
}
