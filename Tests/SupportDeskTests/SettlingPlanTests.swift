import Payments
import Testing
import TextSafety

@testable import Journal
@testable import SupportDesk

/// What is done next, as a function of the record and the two clocks alone.
struct SettlingPlanTests {
  private static let start = Instant(seconds: 1_790_000_000)

  // MARK: - Keyed

  @Test func `the same key goes out again ten seconds after the attempt ended, not before`() throws
  {
    let settling = keyed(attempts: [attempt(0, answeredAt: 4)])
    let plan = try #require(planned(settling, at: 5))
    #expect(plan.step == .replay)
    #expect(plan.due >= Self.start.adding(seconds: 14))
    #expect(plan.due <= Self.start.adding(seconds: 16), "at most a fifth later")
    #expect(refusal(settling, at: 13)?.text.contains("1 s") == true)
    #expect(refusal(settling, at: 14) == nil)
  }

  @Test func `a replay that was never answered counts as out for as long as a request can last`()
    throws
  {
    let settling = keyed(attempts: [attempt(0, answeredAt: 0), attempt(20, number: 2)])
    let due = try #require(planned(settling, at: 50)).due
    #expect(due >= Self.start.adding(seconds: 20 + 60 + 30))
    #expect(refusal(settling, at: 89) != nil)
    #expect(refusal(settling, at: 90) == nil)
  }

  @Test func `what the provider asks to wait is waited`() throws {
    let settling = keyed(attempts: [attempt(0, answeredAt: 1, retryAfter: 120)])
    #expect(try #require(planned(settling, at: 2)).due == Self.start.adding(seconds: 121))
  }

  @Test(arguments: [Int.max, 86_401, 9_223_372_036_854_776, .min, -1])
  func `a record of an absurd wish to wait still has a plan`(seconds: Int) throws {
    let settling = keyed(attempts: [attempt(0, answeredAt: 1, retryAfter: seconds)])
    let due = try #require(planned(settling, at: 2)).due
    #expect(due >= Self.start.adding(seconds: 11))
    #expect(due <= Self.start.adding(seconds: 1 + 86_400))
  }

  @Test(arguments: [Int64.max, .min, 0, -1, Instant.millisecondsMax])
  func `a record of absurd times still has a plan`(milliseconds: Int64) {
    for bootMilliseconds in [Int64.max, .min, 0, milliseconds] {
      let moment = RecordedMoment(
        event: 2, wall: Instant(milliseconds: milliseconds),
        boot: BootTime(bootID: "boot", milliseconds: bootMilliseconds))
      let begun = RecordedAttempt(
        number: 1, begun: moment, process: "1-a",
        attempt: StoredAttempt(nonce: nil, timestamp: moment.wall), answer: nil,
        answered: nil)
      var settling = keyed(
        attempts: [begun], looks: [LookMark(moment: moment, couldRead: false)])
      settling.history.change = moment
      for state in IntentState.allCases {
        settling.history.intent.state = state
        for capabilities in [
          Capabilities([], reasons: [:]), Capabilities([.listsRefunds], reasons: [:]),
        ] {
          settling.capabilities = capabilities
          _ = planned(settling, at: 2)
          _ = refusal(settling, at: 2)
        }
      }
      #expect(moment.adding(milliseconds: .max).wall == .distantFuture)
      #expect(moment.adding(milliseconds: .min).wall == .distantPast)
    }
  }

  @Test func `each replay waits longer, and after three a person is asked`() throws {
    var attempts = [attempt(0, answeredAt: 0)]
    var waits: [Int64] = []
    for number in 1...3 {
      let settling = keyed(attempts: attempts)
      let due = try #require(planned(settling, at: 60 * Int64(number))).due
      #expect(due <= Self.start.adding(seconds: 60 * Int64(number)) || number == 3)
      waits.append(due.milliseconds(since: Self.start))
      attempts.append(
        attempt(60 * Int64(number), number: number + 1, answeredAt: 60 * Int64(number)))
    }
    let spent = keyed(attempts: attempts, looks: [look(200)])
    guard case .handOver(let reason) = planned(spent, at: 300)?.step else {
      Issue.record("three replays are enough")
      return
    }
    #expect(reason.text.contains("3 replays"))
    #expect(refusal(spent, at: 300) != nil)
  }

  @Test(arguments: [(Int64(899), true), (900, true), (901, false)])
  func `the window is counted by both clocks`(_ seconds: Int64, _ isOpen: Bool) {
    let settling = keyed(attempts: [attempt(0, answeredAt: 0)], looks: [look(seconds - 1)])
    #expect((planned(settling, at: seconds)?.step == .replay) == isOpen)
    #expect((planned(settling, at: 0, boot: seconds)?.step == .replay) == isOpen)
    #expect((planned(settling, at: seconds, boot: 0)?.step == .replay) == isOpen)
    #expect((refusal(settling, at: seconds) == nil) == isOpen)
  }

  @Test func `a wall clock set back, or a machine started anew, closes the window`() {
    let settling = keyed(attempts: [attempt(0, answeredAt: 0)], looks: [look(19)])
    #expect(planned(settling, at: 20)?.step == .replay)
    #expect(planned(settling, at: -3600, boot: 20)?.step != .replay)
    #expect(planned(settling, at: 20, bootID: "another start")?.step != .replay)
    #expect(planned(settling, at: 20, bootID: "")?.step != .replay)
  }

  @Test func `before a person is asked the provider is read once more`() throws {
    let unread = keyed(attempts: [attempt(0, answeredAt: 0)])
    #expect(planned(unread, at: 1000)?.step == .look)
    let read = keyed(attempts: [attempt(0, answeredAt: 0)], looks: [look(999)])
    guard case .handOver? = planned(read, at: 1000)?.step else {
      Issue.record("nothing else can be done")
      return
    }
  }

  @Test func `however often a person checks, the replay is not put off`() throws {
    let looks = (0..<20).map { look(10 + $0, event: 10 + $0) }
    let settling = keyed(attempts: [attempt(0, answeredAt: 0)], looks: looks)
    #expect(try #require(planned(settling, at: 30)).due <= Self.start.adding(seconds: 30))
  }

  @Test func `a look that failed is not followed by a replay at once`() throws {
    let settling = keyed(attempts: [attempt(0, answeredAt: 0)], looks: [look(12, reads: false)])
    let due = try #require(planned(settling, at: 13)).due
    #expect(due > Self.start.adding(seconds: 13))
  }

  // MARK: - Naked

  @Test func `a provider without a key is only ever looked at, then a person is asked`() throws {
    var looks: [LookMark] = []
    for (number, seconds) in [Int64(0), 60, 220, 1000].enumerated() {
      let plan = try #require(planned(naked(looks: looks), at: seconds))
      #expect(plan.step == .look)
      #expect(plan.due <= Self.start.adding(seconds: seconds), "\(number)")
      looks.append(look(seconds, event: Int64(10 + number)))
    }
    guard case .handOver? = planned(naked(looks: looks), at: 1001)?.step else {
      Issue.record("four looks are enough")
      return
    }
    #expect(refusal(naked(looks: looks), at: 1001) != nil)
  }

  // MARK: - Certain

  private static let certain: [IntentState] = [
    .succeeded, .rejected, .failed, .ruledDone, .ruledNotDone,
  ]
  private static let delays: [Int64] = [60, 600, 3600, 86_400, 7 * 86_400, 14 * 86_400]

  @Test(arguments: certain)
  func `every certain outcome is read again at each of six times, whatever the provider can (I27)`(
    _ state: IntentState
  ) throws {
    for var settling in [
      naked(looks: []), keyed(attempts: [attempt(0, answeredAt: 0)]), listing(state, looks: []),
    ] {
      settling.history.intent.state = state
      settling.history.change = RecordedMoment(event: 5, wall: Self.start, boot: boot(0))
      settling.history.looks = []
      var now: Int64 = 0
      for (number, delay) in Self.delays.enumerated() {
        let plan = try #require(planned(settling, at: now), "\(number)")
        #expect(plan.step == .look)
        let due = plan.due.milliseconds(since: Self.start) / 1000
        #expect((delay...(delay + delay / 5 + 1)).contains(due), "\(number): \(due)")
        now = due + 1
        settling.history.looks.append(look(now, event: Int64(10 + number)))
      }
      #expect(planned(settling, at: now) == nil)
    }
  }

  @Test func `one read serves all times that have passed, and looking often uses none up`() throws {
    var settling = naked(looks: (0..<20).map { look(1 + $0, event: 10 + $0) })
    settling.history.intent.state = .rejected
    settling.history.change = RecordedMoment(event: 5, wall: Self.start, boot: boot(0))
    let first = try #require(planned(settling, at: 30)).due.milliseconds(since: Self.start)
    #expect((60_000...73_000).contains(first), "twenty looks in the first minute are none later")
    settling.history.looks = [look(100_000, event: 40)]
    let next = try #require(planned(settling, at: 100_001)).due.milliseconds(since: Self.start)
    #expect(next >= 7 * 86_400_000)
  }

  @Test func `a read that failed is made again soon, then less and less often`() throws {
    var settling = naked(looks: [])
    settling.history.intent.state = .succeeded
    settling.history.change = RecordedMoment(event: 5, wall: Self.start, boot: boot(0))
    var waits: [Int64] = []
    var now: Int64 = 80
    for number in 0..<8 {
      settling.history.looks.append(look(now, reads: false, event: Int64(10 + number)))
      let due = try #require(planned(settling, at: now)).due.milliseconds(since: Self.start) / 1000
      waits.append(due - now)
      now = due
    }
    #expect(waits.allSatisfy { $0 > 0 })
    #expect(zip(waits, waits.dropFirst()).allSatisfy { $0 <= $1 })
  }

  @Test(arguments: IntentState.allCases.filter { !certain.contains($0) && $0.isTerminal })
  func `what never reached the provider is not read again`(_ state: IntentState) {
    var settling = naked(looks: [])
    settling.history.intent.state = state
    #expect(planned(settling, at: 60) == nil)
  }

  // MARK: - Rows

  @Test func `rows are looked through with patience that grows to a day`() throws {
    var looks: [LookMark] = []
    var now: Int64 = 0
    var waits: [Int64] = []
    for number in 0..<40 {
      let plan = try #require(planned(listing(.pending, looks: looks), at: now))
      #expect(plan.step == .look)
      let wait = plan.due.milliseconds(since: Self.start.adding(seconds: now)) / 1000
      waits.append(wait)
      now += wait
      looks.append(look(now, event: Int64(10 + number)))
    }
    #expect(waits.first.map { (5...6).contains($0) } == true)
    #expect(waits.last.map { (86_400...103_680).contains($0) } == true)
    #expect(zip(waits, waits.dropFirst()).allSatisfy { $0 <= $1 })
  }

  @Test func `a pending refund is never given up by itself, and after thirty days left to people`()
  {
    let old: Int64 = 29 * 86_400
    #expect(planned(listing(.pending, looks: []), at: old)?.step == .look)
    #expect(planned(listing(.pending, looks: []), at: old + 2 * 86_400) == nil)
  }

  @Test func `an unknown outcome without a row is a person's after an hour, and looked for on`() {
    #expect(planned(listing(.unknown, looks: [look(3000)]), at: 3500)?.step == .look)
    guard case .handOver? = planned(listing(.unknown, looks: [look(3600)]), at: 3700)?.step else {
      Issue.record("an hour is enough")
      return
    }
    #expect(planned(listing(.unknown, looks: []), at: 90_000)?.step == .look, "it was never read")
    #expect(planned(listing(.needsHuman, looks: [look(3600)]), at: 3700)?.step == .look)
  }

  @Test(arguments: IntentState.allCases)
  func `nothing is done about a decision that was never sent, or is somebody's`(state: IntentState)
  {
    let mayAct: Set<IntentState> = [
      .unknown, .needsHuman, .pending, .succeeded, .rejected, .failed, .ruledDone, .ruledNotDone,
    ]
    #expect((planned(listing(state, looks: []), at: 30) != nil) == mayAct.contains(state))
  }

  // MARK: - Helpers

  private func planned(
    _ settling: SettlingCase, at seconds: Int64, boot: Int64? = nil, bootID: String = "boot"
  ) -> SettlingPlan? {
    planner(seconds, boot, bootID).plan(settling)
  }

  private func refusal(_ settling: SettlingCase, at seconds: Int64) -> SafeText? {
    planner(seconds, nil, "boot").replayRefusal(settling)
  }

  private func planner(_ seconds: Int64, _ boot: Int64?, _ bootID: String) -> SettlingPlanner {
    SettlingPlanner(
      policy: SettlingPolicy(),
      time: SettlingTime(
        wall: Self.start.adding(seconds: seconds),
        boot: BootTime(bootID: bootID, milliseconds: (boot ?? seconds) * 1000)))
  }

  private func boot(_ seconds: Int64) -> BootTime {
    BootTime(bootID: "boot", milliseconds: seconds * 1000)
  }

  private func moment(_ seconds: Int64, event: Int64) -> RecordedMoment {
    RecordedMoment(event: event, wall: Self.start.adding(seconds: seconds), boot: boot(seconds))
  }

  private func attempt(
    _ begun: Int64, number: Int = 1, answeredAt: Int64? = nil, retryAfter: Int? = nil
  ) -> RecordedAttempt {
    let time = Self.start.adding(seconds: begun)
    let answer = answeredAt.map { ended in
      StoredAnswer(
        connected: true, httpStatus: nil, body: [], failure: "timeout",
        retryAfterSeconds: retryAfter, started: time, ended: Self.start.adding(seconds: ended),
        verdict: "unknown")
    }
    return RecordedAttempt(
      number: number, begun: moment(begun, event: Int64(2 * number)), process: "1-a",
      attempt: StoredAttempt(nonce: nil, timestamp: time), answer: answer,
      answered: answeredAt.map { moment($0, event: Int64(2 * number + 1)) })
  }

  private func look(_ seconds: Int64, reads: Bool = true, event: Int64 = 50) -> LookMark {
    LookMark(moment: moment(seconds, event: event), couldRead: reads)
  }

  private func keyed(
    attempts: [RecordedAttempt], looks: [LookMark] = []
  ) -> SettlingCase {
    settling(.unknown, [.idempotentWrites], hasKey: true, attempts: attempts, looks: looks)
  }

  private func naked(looks: [LookMark]) -> SettlingCase {
    settling(.unknown, [], hasKey: false, attempts: [attempt(0, answeredAt: 0)], looks: looks)
  }

  private func listing(_ state: IntentState, looks: [LookMark]) -> SettlingCase {
    settling(
      state, [.listsRefunds], hasKey: false, attempts: [attempt(0, answeredAt: 0)], looks: looks)
  }

  private func settling(
    _ state: IntentState, _ abilities: Set<Capabilities.Ability>, hasKey: Bool,
    attempts: [RecordedAttempt], looks: [LookMark]
  ) -> SettlingCase {
    SettlingCase(
      IntentHistory(
        intent: SettlingSample.intent(state, at: Self.start), hasKey: hasKey, attempts: attempts,
        looks: looks, change: moment(0, event: 3), isFrozen: false),
      capabilities: Capabilities(abilities, reasons: [:]))
  }
}

/// A decision in any state.
enum SettlingSample {
  static func intent(_ state: IntentState, at time: Instant) -> Intent {
    guard let id = IntentID("0123456789abcdef0123456789abcdef"), let name = AccountName("shop")
    else { preconditionFailure("A sample value is malformed.") }
    let key = PaymentKey(
      account: AccountIdentity(
        provider: ProviderName(rawValue: "neropay"), origin: "https://example.test", merchant: "m"),
      id: TransactionID("1"))
    let amount = Money(minor: 500, currency: .gbp)
    let payment = Transaction(
      key: key, reference: "R", kind: .payment, status: .paid, providerStatus: "succeeded",
      amount: QuotedAmount(amount), created: nil)
    return Intent(
      id: id, kind: .refund, key: key, account: name, mode: .test, amount: amount, reason: "",
      note: "", ticket: "", actor: Actor("amina"), seen: PaymentFingerprint(payment, refunds: []),
      decisionToken: nil, retryOf: nil, state: state, created: time, updated: time)
  }
}
