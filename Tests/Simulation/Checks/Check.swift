/// The rules that every world is held to; each is one or more invariants of `MoneySafety.md` §4.
package enum Check: String, Sendable, CaseIterable {
  /// I1: a request left without a durable attempt of its process.
  case unrecordedSend = "sent without a record"
  /// I2: other bytes, or another key, than were stored.
  case otherBytes = "other bytes than recorded"
  /// I8: more than one write went out for one attempt.
  case sentTwice = "more than one write for an attempt"
  /// §5: a provider without keys was asked twice, one with keys too often, too soon or too late.
  case replayed = "sent again where it must not be"
  /// I24: a write left on a read that had grown old, or after its process had stood still.
  case stale = "sent on a stale read"
  /// I3: two decisions on one payment on the wire, or open in the record, at once.
  case twoOpen = "two open decisions on one payment"
  /// A decision moved money more than once.
  case movedTwice = "a decision moved money twice"
  /// Money moved, and no decision of the record explains it.
  case unexplained = "money moved without a decision"
  /// Recorded as done, and the provider never did it.
  case notMoved = "recorded as done, and no money moved"
  /// Recorded as not done, and the provider did it.
  case movedAnyway = "recorded as not done, and money moved"
  /// I19: a decision was made on another payment than the one whose id was typed.
  case otherPayment = "another payment than was named"
  /// I21: decisions on one payment stand under two merchants.
  case twoMerchants = "one payment under two merchants"
  /// I10: recovery took a decision from a living process.
  case livingOwner = "recovery touched a living process"
  /// Prepared or sending, and its process is gone.
  case ownerless = "a decision without an owner"
  /// I4, §7: a remaining amount shown as certain is more than the provider would refund.
  case remaining = "remaining is more than the provider would refund"
  /// I9: a terminal state changed.
  case terminal = "a terminal state changed"
  /// I16: a token named two decisions.
  case token = "a token named two decisions"
  /// I17: a ruling that nothing happened, too early.
  case early = "ruled not done too early"
  /// I5, I14: a decision that somebody was told of is gone from the record.
  case lost = "a confirmed decision is gone"
  /// Unsettled after 30 days, and not in anybody's attention.
  case forgotten = "unsettled, and nobody's attention"
  /// The provider contradicts the record where everybody could see it, and no correction stands beside it.
  case notFrozen = "a contradiction that nobody recorded"
  /// I27: the provider failed a refund that was done, days before the end, and nobody had read it again.
  case unnoticed = "a late failure that nobody read again"
  /// I27: a contradicted decision does not hold its amount.
  case notHeld = "a contradiction that holds nothing"
  /// I25: a decision was made on a record that is not the one that was left, and that nobody had accepted.
  case setBack = "decided on a record that was set back"
  /// I25: decisions on a payment were missing in the record, and the next one was not asked about.
  case unasked = "a refund beside missing ones was not asked about"
  /// I25: a decision was made on rows that are not what their events say.
  case edited = "decided on edited rows"
  /// The chain of events is broken, or rows differ from it.
  case chain = "the record does not verify"
  /// The record cannot be opened.
  case opens = "the record cannot be opened"
  /// Something ran outside the world.
  case repeatable = "the world cannot be repeated"
}

/// A rule that was broken.
package struct Violation: Hashable, Sendable {
  /// Which.
  package let check: Check
  /// By what.
  package let words: String
}
