import DeskBench
import Journal
import Payments
import ProviderSandbox
import SupportDesk
import Testing
import TextSafety

/// What counts as evidence (I22, I23): a no answers its own attempt, and a refund settles one decision.
struct EvidenceTests {
  @Test(arguments: ["200", "401", "404", "decline"])
  func `a no to a replay frees nothing, whatever its HTTP status`(_ no: String) async throws {
    let bench = try await TestBench()
    bench.sandbox.add(try FaultSpec("neropay.refund:close-before*1"))
    let result = try await bench.refund("uk-store", "6636598", 100)
    bench.sandbox.add(try FaultSpec("neropay.refund:\(no)"))
    bench.clock.advance(seconds: 13)
    _ = await bench.desk.settleDue()
    let intent = try #require(try bench.journal.intent(result.intent.id))
    #expect(try bench.journal.attempts(of: intent.id).count == 2)
    #expect(intent.state == .unknown)
    #expect(intent.message.contains("says nothing of the first request"))
    let detail = try await bench.open("uk-store", "6636598")
    #expect(detail.ledger?.held.minor == 100)
    #expect(detail.refundRefusal != nil)
    await bench.close()
  }

  @Test func `a cancel is not refused by the refusal of its repetition`() async throws {
    let bench = try await TestBench()
    bench.sandbox.add(try FaultSpec("neropay.cancel:close-before*1"))
    let pending = try await bench.open("uk-store", "NP-ORDER1002")
    let amount = try #require(pending.transaction.amount.money)
    let result = try await bench.carryOut(
      Decision(kind: .cancel, key: pending.row.id, amount: amount, seen: pending.fingerprint))
    bench.sandbox.add(try FaultSpec("neropay.cancel:200"))
    bench.clock.advance(seconds: 13)
    _ = await bench.desk.settleDue()
    #expect(try bench.journal.intent(result.intent.id)?.state == .unknown)
    #expect(try bench.journal.attempts(of: result.intent.id).count == 2)
    await bench.close()
  }

  @Test(
    arguments: [
      ("uk-store", SandboxProvider.neropay, "6636602", "6636598"),
      ("ng-store", .nectar, "Nq7wXcRk2dVtNGN1z", "Fa5JliRhi6vblnEHY"),
      ("nz-store", .aiic, "txn_showbhd", "txn_abc123"),
    ] as [(String, SandboxProvider, String, String)])
  func `the refund of one decision does not settle another`(
    _ account: String, _ provider: SandboxProvider, _ one: String, _ other: String
  ) async throws {
    let bench = try await TestBench()
    bench.sandbox.add(try FaultSpec("\(provider.rawValue).refund:same-refund-id"))
    let first = try await bench.refund(account, one, 500)
    #expect(first.intent.refundID == "rf_same")
    let second = try await bench.refund(account, other, 500)
    #expect(second.intent.state == .unknown)
    #expect(second.intent.refundID == nil)
    let attention = try bench.desk.attention()
    #expect(attention.map(\.matter).contains(.frozen))
    #expect(attention.contains { $0.sentence.text.contains("rf_same") })
    let local = try bench.desk.openLocal(second.intent.key)
    #expect(local?.refundRefusal == .frozen)
    #expect(try bench.journal.verifyChain() > 0)
    await bench.close()
  }

  @Test func `a refund that the provider tried twice is not settled by one of its rows`()
    async throws
  {
    for failedFirst in [true, false] {
      let bench = try await TestBench()
      let lost = try await bench.lost(failedFirst ? "close-before*1" : "close-after*1")
      bench.list(failed: lost.id.tag.text)
      if failedFirst {
        #expect(
          bench.sandbox.refundElsewhere(
            .aiic, id: "txn_abc123", amountMinor: 500, details: lost.id.tag.text))
      }
      let detail = try await bench.open("nz-store", "txn_abc123")
      #expect(try bench.journal.intent(lost.id)?.state == .unknown)
      #expect(detail.isFrozen)
      #expect(detail.ledger?.held.minor == 500)
      await bench.close()
    }
  }

  @Test func `a second row an hour after the one that failed locks the payment`() async throws {
    let bench = try await TestBench()
    let lost = try await bench.lost("close-before*1")
    bench.list(failed: lost.id.tag.text)
    _ = try await bench.open("nz-store", "txn_abc123")
    #expect(try bench.journal.intent(lost.id)?.state == .failed)
    bench.clock.advance(seconds: 3600)
    #expect(
      bench.sandbox.refundElsewhere(
        .aiic, id: "txn_abc123", amountMinor: 500, details: lost.id.tag.text))
    let detail = try await bench.open("nz-store", "txn_abc123")
    #expect(detail.isFrozen)
    #expect(detail.ledger?.held.minor == 500)
    #expect(detail.ledger?.refunded.isZero == true, "its second row is not another refund")
    #expect(detail.ledger?.remaining.bound.minor == 2000)
    #expect(try bench.desk.attention().map(\.matter) == [.frozen, .movedAnyway])
    await bench.close()
  }

  @Test(arguments: ["X", "9", "-2", "_1", "\u{301}", "é", "\u{200D}"])
  func `a tag with more behind it is another's`(_ tail: String) async throws {
    let bench = try await TestBench()
    let lost = try await bench.lost("close-before*1")
    #expect(
      bench.sandbox.refundElsewhere(
        .aiic, id: "txn_abc123", amountMinor: 500, details: lost.id.tag.text + tail))
    let detail = try await bench.open("nz-store", "txn_abc123")
    #expect(try bench.journal.intent(lost.id)?.state == .unknown)
    #expect(detail.isFrozen)
    await bench.close()
  }

  @Test func `the record as it stood is not the new refund`() async throws {
    for isOurs in [true, false] {
      let bench = try await TestBench()
      if isOurs {
        #expect(
          try await bench.refund("ng-store", "Fa5JliRhi6vblnEHY", 500).intent.state == .succeeded)
      } else {
        #expect(
          bench.sandbox.refundElsewhere(.nectar, id: "Fa5JliRhi6vblnEHY", amountMinor: 500))
      }
      bench.clock.advance(seconds: 3600)
      bench.sandbox.add(try FaultSpec("nectar.refund:standing-record*1"))
      let second = try await bench.refund("ng-store", "Fa5JliRhi6vblnEHY", 500)
      #expect(second.intent.state == .needsHuman)
      #expect(second.intent.message.contains("A person has to look"))
      #expect(bench.moved(.nectar, "Fa5JliRhi6vblnEHY") == [500])
      await bench.close()
    }
  }

  @Test(arguments: [
    ("nz-store", "aiic", "txn_abc123"), ("uk-store", "neropay", "6636598"),
    ("ng-store", "nectar", "Fa5JliRhi6vblnEHY"),
  ])
  func `429 with a refund in its body is no refusal`(
    _ account: String, _ provider: String, _ payment: String
  ) async throws {
    let bench = try await TestBench()
    bench.sandbox.add(try FaultSpec("\(provider).refund:429-success-after*1"))
    #expect(try await bench.refund(account, payment, 500).intent.state == .unknown)
    await bench.close()
  }
}

extension TestBench {
  /// A refund of 5.00 at AIIC Pay whose answer is lost.
  func lost(_ fault: String) async throws -> Intent {
    let detail = try await open("nz-store", "txn_abc123")
    let review = try await desk.review(
      Decision(
        kind: .refund, key: detail.row.id, amount: Money(minor: 500, currency: .nzd),
        seen: detail.fingerprint))
    let intent = try desk.prepare(review)
    sandbox.add(try FaultSpec("aiic.refund:\(fault)"))
    #expect(try await desk.send(intent.id).intent.state == .unknown)
    return intent
  }

  /// Lists a refund that failed and moved nothing.
  fileprivate func list(failed tag: String) {
    sandbox.listFailedRefund(.aiic, id: "txn_abc123", amountMinor: 500, details: tag)
  }
}
