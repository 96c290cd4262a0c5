extension RefundLedger {
  /// The same ledger where decisions of ours may be missing in the record (I25): no more than that remains.
  public var withDecisionsMissing: RefundLedger {
    var ledger = self
    switch remaining {
    case .computed(let money), .reported(let money): ledger.remaining = .atMost(money)
    case .atMost, .unknown: break
    }
    return ledger
  }
}
