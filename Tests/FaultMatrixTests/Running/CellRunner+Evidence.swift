import DeskBench
import Payments
import ProviderSandbox
import SupportDesk
import Testing
import TextSafety

/// Answers and rows that would be believed too much.
extension CellRunner {
  func busyBefore(_ fault: String) async throws -> Outcome {
    let place = try Workplace(bench)
    let intent = try await place.prepare(subject, kind)
    try bench.add("\(provider.rawValue).read:\(fault)")
    return Outcome(first: await send(intent, at: place), place: place, intent: intent.id)
  }

  /// A refund of another payment is settled by the id that the answer names then.
  func sameRefund() async throws -> Outcome {
    let place = try Workplace(bench)
    try bench.add("\(provider.rawValue).refund:same-refund-id")
    let other = try await place.desk.openExactly(
      account: provider.rawValue, text: subject.other)
    let review = try await place.desk.review(place.decision(kind, on: other))
    let earlier = try await place.desk.send(place.desk.prepare(review).id)
    try #require(earlier.intent.refundID == "rf_same")
    return try await send([], at: place)
  }

  func afterRefund(_ earlier: Trouble.Earlier, _ fault: String) async throws -> Outcome {
    let place = try Workplace(bench)
    switch earlier {
    case .ours:
      let intent = try await place.prepare(subject, kind)
      let standing = await send(intent, at: place)
      try #require(standing == .state(.succeeded))
    case .elsewhere:
      try #require(
        bench.sandbox.refundElsewhere(
          provider, id: subject.payment(kind), amountMinor: Bench.amountMinor))
    }
    bench.clock.advance(milliseconds: 3_600_000)
    return try await send([fault], at: place)
  }

  func triedTwice(_ rows: Trouble.Rows) async throws -> Outcome {
    let place = try Workplace(bench)
    let intent = try await place.prepare(subject, kind)
    let tag = intent.id.tag.text
    try set([rows == .failedLast ? "close-after*1" : "close-before*1"], afterWrite: false)
    let first = await send(intent, at: place)
    let payment = subject.payment(kind)
    if rows != .tail {
      bench.sandbox.listFailedRefund(
        provider, id: payment, amountMinor: Bench.amountMinor, details: tag)
    }
    if rows != .failedLast {
      try #require(
        bench.sandbox.refundElsewhere(
          provider, id: payment, amountMinor: Bench.amountMinor,
          details: rows == .tail ? tag + "X" : tag))
    }
    return Outcome(first: first, place: place, intent: intent.id)
  }
}
