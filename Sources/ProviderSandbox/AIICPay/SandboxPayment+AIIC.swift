/// A row as AIIC Pay words it.
extension SandboxPayment {
  var isRefund: Bool {
    switch entry {
    case .refund: true
    case .payment, .debit, .transfer: false
    }
  }

  /// The merchant's account receives payments, and pays refunds.
  var sourceAccount: String { isRefund ? "acc_456" : customer }
  var targetAccount: String { isRefund ? customer : "acc_456" }
}

extension SandboxPayment.Entry {
  /// AIIC Pay's word for a kind of row.
  var aiicType: String {
    switch self {
    case .payment: "credit"
    case .debit: "debit"
    case .transfer: "transfer"
    case .refund: "refund"
    }
  }
}
