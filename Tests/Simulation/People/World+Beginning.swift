import Journal
import Payments
import SeededRandom
import TextSafety

extension World {
  /// Puts the payments in the books and everything that will happen by itself on the agenda.
  func begin() {
    makePayments()
    start()
    let visits = planVisits()
    func someTime() -> Int64 {
      dice.chance(600)
        ? dice.pick(visits) + dice.span(0, 20_000) : dice.between(0, scene.storm)
    }
    for _ in 0..<scene.refundsElsewhere { at(someTime()) { $0.refundElsewhere() } }
    for _ in 0..<scene.clockJumps { at(someTime()) { $0.jumpClock() } }
    for _ in 0..<scene.powerLosses { at(someTime()) { $0.losePower() } }
    for _ in 0..<scene.fullDisks { at(someTime()) { $0.fillDisk() } }
    for _ in 0..<scene.outages { at(someTime()) { $0.beginOutage() } }
    for _ in 0..<scene.accountChanges { at(someTime()) { $0.changeAccount() } }
    for _ in 0..<scene.restores { at(someTime()) { $0.copyJournal() } }
    for _ in 0..<scene.losses { at(someTime()) { $0.loseJournal() } }
    for _ in 0..<scene.rowEdits { at(someTime()) { $0.editRow() } }
    for _ in 0..<scene.rowEdits { at(dice.between(0, 2 * scene.storm)) { $0.audit() } }
    for _ in 0..<scene.hosts - 1 { at(someTime()) { _ = $0.start() } }
    for _ in 0..<scene.rulingRounds {
      at(dice.span(20 * Scene.minute, 29 * Scene.day)) { $0.ruleRound() }
    }
    at(scene.healed) { $0.keepOne() }
    at(scene.end) { $0.closeTheBooks() }
  }

  /// Puts the visits on the agenda, and gives their times.
  ///
  /// Many come shortly after another one, to the same payment: that is when things meet.
  private func planVisits() -> [Int64] {
    var times: [Int64] = []
    var payment = paymentToVisit()
    var last: Visit?
    for _ in 0..<scene.visits {
      let isNear = !times.isEmpty && dice.chance(550)
      let time =
        isNear
        ? (times.last ?? 0) + dice.span(0, 30_000) : dice.between(0, scene.storm)
      if !isNear || dice.chance(300) { payment = paymentToVisit() }
      times.append(time)
      // Now and then the same command is entered again, token and all.
      let visit =
        last.flatMap { isNear && dice.chance(200) ? $0 : nil }
        ?? Visit(&dice, payment: payment)
      last = visit
      at(time) { world in world.begin(visit) }
    }
    if dice.chance(500) {
      let payment = paymentToVisit()
      let visit = Visit(&dice, payment: payment)
      at(dice.between(scene.storm, 20 * Scene.day)) { world in world.begin(visit) }
    }
    return times
  }

  /// Any payment, or any of the provider on whose payments the scene dwells.
  private func paymentToVisit() -> Int {
    let focus = scene.focus
    let choices = books.payments.indices.filter {
      focus == nil || books.payments[$0].provider == focus
    }
    return dice.pick(choices)
  }

  private func makePayments() {
    for provider in ProviderClass.allCases {
      let count = 1 + dice.below(2) + (dice.chance(200) ? 1 : 0) + (scene.namesCollide ? 1 : 0)
      for number in 0..<count {
        let (currency, exponent) = currency(of: provider)
        let isPending = provider == .keyed && dice.chance(200)
        books.payments.append(
          TruePayment(
            provider: provider, id: id(of: provider, number, of: count),
            reference: reference(of: provider, number, of: count),
            amountMinor: dice.pick([500, 1000, 2500]), currency: currency, exponent: exponent,
            created: -dice.between(1, 60) * Scene.day, status: isPending ? .pending : .paid))
        // A cancel and the payer's bank may race.
        if isPending, dice.chance(400) { payLater(books.payments.count - 1) }
      }
    }
  }

  /// An id; where names collide, the last payment's is that of the first in another case, where it has letters.
  private func id(of provider: ProviderClass, _ number: Int, of count: Int) -> String {
    let isTwin = scene.namesCollide && number > 0 && number == count - 1
    return switch provider {
    case .keyed: "66\(number)001"
    case .naked: isTwin ? "fa0jlirhi6v" : "Fa\(number)JliRhi6v"
    case .signed: isTwin ? "TXN_0abc" : "txn_\(number)abc"
    }
  }

  /// A reference of its own; where names collide perhaps that of the one before, or another payment's id.
  private func reference(of provider: ProviderClass, _ number: Int, of count: Int) -> String {
    let own = "ORDER-\(provider.rawValue)-\(number)"
    guard scene.namesCollide, dice.chance(600) else { return own }
    return switch dice.below(3) {
    case 0: "ORDER-\(provider.rawValue)-\(max(0, number - 1))"
    case 1: "order-\(provider.rawValue)-\(max(0, number - 1))"
    default: id(of: provider, (number + 1) % count, of: count)
    }
  }

  private func currency(of provider: ProviderClass) -> (String, Int) {
    switch provider {
    case .keyed: dice.pick([("GBP", 2), ("JPY", 0), ("BHD", 3)])
    case .naked: ("NGN", 2)
    case .signed: dice.pick([("NZD", 2), ("JPY", 0)])
    }
  }

  private func payLater(_ payment: Int) {
    at(dice.between(0, scene.storm)) { world in
      guard world.books.payments[payment].status == .pending else { return }
      world.books.payments[payment].status = .paid
      world.tell("provider", "\(world.books.payments[payment].id) is paid")
    }
  }

  /// Somebody refunds at the provider's own dashboard.
  private func refundElsewhere() {
    let payment = dice.below(books.payments.count)
    let left = books.remainingMinor(payment)
    guard left > 0 else { return }
    var minor = dice.chance(250) ? left : min(left, dice.pick([100, 250, 500]))
    // What customers were told of a decision, they quote.
    let last = (try? observer.intents(for: key(of: payment)))?.last { $0.kind == .refund }
    if scene.repeatsByHand, let last { minor = min(left, last.amount.minor) }
    let number = 9000 + books.movements.count
    // The dashboard asks for words; people write the order's number there, or nothing.
    let words = dice.chance(500) ? "refund for \(books.payments[payment].reference)" : ""
    do throws(Books.Refusal) {
      let movement = try books.refund(
        payment, minor: minor, intent: nil, isElsewhere: true, isPending: false,
        refundID: "ref_\(number)", rowID: "txn_x\(number)", words: words,
        reference: last?.id.tag.text ?? "", at: time)
      carriedOut(movement)
    } catch {
      tell("provider", "refuses a refund made elsewhere")
    }
  }

  /// From here on everything works; one process at least looks after what is left.
  private func keepOne() {
    guard let process = anyProcess() else { return }
    tell("host", "nothing goes wrong any more")
    process.pausedUntil = min(process.pausedUntil, time)
    lookAfter(process)
  }
}
