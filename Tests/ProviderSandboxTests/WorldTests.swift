import Testing

@testable import ProviderSandbox

@Suite struct WorldTests {
  private static let now = Stage.noon.micros / 1000

  private func rows(_ world: SandboxWorld, _ provider: SandboxProvider) -> [SandboxPayment] {
    (0..<world[provider].count).map { world[provider].row(at: $0) }
  }

  @Test(arguments: SimulatedProviders.standard.names)
  func `the same seed gives the same world and another seed another`(provider: SandboxProvider) {
    let world = SandboxWorld.make(seed: 7, transactions: 900, now: Self.now)
    let same = SandboxWorld.make(seed: 7, transactions: 900, now: Self.now)
    let other = SandboxWorld.make(seed: 8, transactions: 900, now: Self.now)
    #expect(rows(world, provider) == rows(same, provider))
    #expect(rows(world, provider) != rows(other, provider))
  }

  @Test(arguments: SimulatedProviders.standard.names)
  func `rows are newest first and each is found by its id and its reference`(
    provider: SandboxProvider
  ) {
    let world = SandboxWorld.make(seed: 3, transactions: 6000, now: Self.now)
    let all = rows(world, provider)
    #expect(all.count == 2000)
    #expect(Set(all.map(\.id)).count == 2000)
    #expect(zip(all, all.dropFirst()).allSatisfy { $0.created >= $1.created })
    for row in all {
      #expect(world[provider].payment(id: row.id) == row)
      if case .refund(let paymentID, _) = row.entry {
        let payment = world[provider].payment(id: paymentID)
        #expect(payment?.refunds.contains { $0.rowID == row.id } == true)
      } else {
        #expect(world[provider].payment(reference: row.reference) == row)
      }
    }
  }

  @Test(arguments: SimulatedProviders.standard.names)
  func `refunds never exceed what was paid`(provider: SandboxProvider) {
    let world = SandboxWorld.make(seed: 5, transactions: 6000, now: Self.now)
    for row in rows(world, provider) {
      #expect(row.amountMinor > 0)
      #expect((0...row.amountMinor).contains(row.remainingMinor))
      #expect(row.refunds.allSatisfy { $0.amountMinor > 0 && $0.created >= row.created })
    }
  }

  @Test(arguments: SimulatedProviders.standard.names)
  func `a million rows are as quick to open as a few`(provider: SandboxProvider) {
    let world = SandboxWorld.make(seed: 1, transactions: 1_000_000, now: Self.now)
    #expect((333_333...333_334).contains(world.count(of: provider)))
    let last = world[provider].row(at: world[provider].count - 1)
    let middle = world[provider].row(at: world[provider].count / 2)
    #expect(last.created < middle.created)
    #expect(world[provider].payment(id: middle.id) == middle)
    let age = Stage.noon.micros - last.created.micros
    #expect((500...570).contains(age / 86_400_000_000))
  }

  @Test(arguments: SimulatedProviders.standard.names)
  func `the last week is busy`(provider: SandboxProvider) {
    let world = SandboxWorld.make(seed: 1, transactions: 5000, now: Self.now)
    let week = Stage.noon.adding(micros: -7 * 86_400_000_000)
    #expect(world[provider].places(from: week, to: nil).count > 100)
  }

  @Test(arguments: SimulatedProviders.standard.names)
  func `places of a range are those whose time is in it`(provider: SandboxProvider) {
    let world = SandboxWorld.make(seed: 2, transactions: 600, now: Self.now)
    let all = rows(world, provider)
    let from = all[150].created
    let to = all[40].created
    let expected = all.indices.filter { all[$0].created >= from && all[$0].created <= to }
    #expect(Array(world[provider].places(from: from, to: to)) == expected)
  }

  @Test func `every status, currency and kind of text occurs`() {
    let world = SandboxWorld.make(seed: 1, transactions: 5000, now: Self.now)
    let neropay = Set(rows(world, .neropay).map(\.status))
    #expect(
      neropay.isSuperset(of: [
        "succeeded", "pending", "initiated", "cancelled", "failed", "partial_refunded", "refunded",
        "Declined", "processing", "requires_payment_method",
      ]))
    let nectar = Set(rows(world, .nectar).map(\.status))
    #expect(nectar.isSuperset(of: (0...17).map(String.init)))
    let aiic = Set(rows(world, .aiic).map(\.status))
    #expect(aiic == ["pending", "processing", "completed", "failed", "cancelled"])
    let all = SimulatedProviders.standard.names.flatMap { rows(world, $0) }
    #expect(Set(all.map(\.currency)) == Set(SandboxCurrency.allCases))
    let texts = all.flatMap { [$0.reference, $0.customer, $0.details] }
    for awkward in ["\u{1B}", "\u{202E}", "注", "طلب", "🎁", "\r"] {
      #expect(texts.contains { $0.unicodeScalars.contains(awkward) }, "\(awkward.debugDescription)")
    }
  }
}

extension String.UnicodeScalarView {
  fileprivate func contains(_ text: String) -> Bool {
    let wanted = Array(text.unicodeScalars)
    let own = Array(self)
    guard own.count >= wanted.count else { return false }
    return (0...(own.count - wanted.count)).contains { own[$0...].starts(with: wanted) }
  }
}
