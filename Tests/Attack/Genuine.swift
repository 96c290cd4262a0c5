/// What a provider of good will says, of which the hostile answers are made.
struct Genuine: Sendable {
  /// The answer to a write that was carried out.
  var yes: Shape
  /// Its HTTP status.
  var yesStatus: Int
  /// A documented refusal in the provider's own form.
  var no: Shape
  /// Its HTTP status.
  var noStatus: Int
  /// Other statuses with which it is a no as well, by the documents.
  var otherNoStatuses: Set<Int> = []
  /// The paths without which, or with another value, nobody may believe the yes.
  var essential: Set<[String]>
}

extension Wire {
  /// The genuine answers to a refund, or a cancel, of a payment.
  func genuine(_ payment: Payment) -> Genuine {
    switch self {
    case .neropayRefund, .neropayCancel: neropay(payment)
    case .nectarRefund: nectar(payment)
    case .aiicRefund: aiic(payment)
    }
  }

  private func neropay(_ payment: Payment) -> Genuine {
    let refusal: Shape = .object([
      ("success", .leaf("false")),
      (
        "error",
        .object([
          ("code", .text("validation_failed")), ("message", .text("The amount is not valid.")),
          ("details", .leaf("null")),
        ])
      ),
    ])
    let isCancel = self == .neropayCancel
    let data: [(name: String, value: Shape)] =
      isCancel
      ? [("id", .leaf(payment.id)), ("status", .text("cancelled"))]
      : [
        ("id", .text("rf_\(payment.id)")), ("transaction_id", .leaf(payment.id)),
        ("status", .text("succeeded")), ("amount", .text("5.00")), ("currency", .text("GBP")),
      ]
    return Genuine(
      yes: .object([("success", .leaf("true")), ("data", .object(data))]), yesStatus: 200,
      no: refusal, noStatus: 422,
      essential: [
        ["success"], ["data"], ["data", "status"], ["data", isCancel ? "id" : "transaction_id"],
        ["data", "amount"], ["data", "currency"],
      ])
  }

  private func nectar(_ payment: Payment) -> Genuine {
    let entry: Shape = .object([
      ("refundId", .text("RF\(payment.id)")), ("amount", .leaf("5.00")),
      ("timestamp", .text("2026-11-14T21:43:58.866706")), ("status", .text("REFUNDED")),
    ])
    let data: Shape = .object([
      ("transactionReference", .text(payment.id)), ("reference", .text(payment.reference)),
      ("refundedAmount", .leaf("5.00")), ("transactionAmount", .leaf("15.99")),
      ("transactionDate", .text("2026-11-14T18:21:20.728393")),
      ("refundedDate", .text("2026-11-14T21:43:59.502652783")), ("currencyCode", .text("GBP")),
      ("status", .leaf("6")), ("acquirerCode", .text("00")),
      ("acquirerMessage", .text("Approved")), ("remainingAmount", .leaf("10.99")),
      ("refundHistory", .array([entry])), ("partialRefund", .leaf("true")),
    ])
    func envelope(_ status: String, _ message: String, _ data: Shape) -> Shape {
      .object([
        ("status", .leaf(status)), ("message", .text(message)), ("data", data),
        ("errors", .array([])),
      ])
    }
    return Genuine(
      yes: envelope("200", "Request successfully processed", data), yesStatus: 200,
      no: envelope("400", "Invalid transactionReference or missing parameters", .leaf("null")),
      noStatus: 400,
      essential: [
        ["status"], ["data"], ["data", "transactionReference"], ["data", "status"],
        ["data", "currencyCode"], ["data", "refundHistory"],
      ])
  }

  private func aiic(_ payment: Payment) -> Genuine {
    Genuine(
      yes: .object([
        ("success", .leaf("true")), ("refundId", .text("ref_\(payment.id)")),
        ("originalTransactionId", .text(payment.id)), ("amount", .leaf("500")),
        ("status", .text("completed")), ("timestamp", .text("2026-11-14T09:42:00Z")),
      ]), yesStatus: 201,
      no: .object([
        ("success", .leaf("false")), ("error", .text("Invalid parameters")),
        ("errorCode", .text("INVALID_PARAMETERS")), ("details", .object([])),
        ("timestamp", .text("2026-11-14T09:42:00Z")),
      ]), noStatus: 400, otherNoStatuses: [429],
      essential: [["success"], ["refundId"], ["originalTransactionId"], ["amount"]])
  }
}
