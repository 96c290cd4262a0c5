import Payments

/// What a confirm question was written about; another one is written anew.
struct PlainReviewed: Hashable {
  /// The decision; `nil` for a ruling.
  let intent: IntentID?
  /// Whether an earlier refund was acknowledged.
  let isAcknowledged: Bool
}
