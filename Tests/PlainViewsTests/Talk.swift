import Payments
import PlainViews
import SampleWorld
import SupportDesk
import TextSafety
import ViewModels

/// A conversation in a test: lines in, lines out, with a clock that moves only when told to.
struct Talk {
  private(set) var desk: PlainDesk
  private(set) var now = World.start
  /// Everything that was written since it was last taken, prompts with what stands behind them left out.
  private var written: [String] = []
  /// What was asked to be done since it was last taken.
  private var effects: [DeskEffect] = []
  /// Whether the terminal drops what is typed.
  private(set) var isHushed = false
  /// How often it began to count what is typed.
  private(set) var listens = 0

  init(context: DeskContext = World.context) { desk = PlainDesk(context: context) }

  /// A conversation that has begun, with nothing to tell of.
  static func begun(_ news: [DecisionNews] = [], matters: [AttentionItem] = []) -> Talk {
    var talk = Talk()
    talk.begin()
    talk.send(.newsArrived(news, at: talk.now))
    talk.send(
      .attentionArrived(
        serial: talk.desk.model.attention.itemsSerial, .success(matters), at: talk.now))
    talk.find(World.answer([]))
    talk.forget()
    return talk
  }

  /// A conversation in which payments 1 to 3 were found and payment 1 was opened.
  static func opened(_ detail: PaymentDetail = World.detail("1")) -> Talk {
    var talk = Talk.begun()
    let account = detail.account
    talk.say("np-order")
    talk.find(World.answer((1...3).map { World.row(String($0), at: account) }))
    talk.say("1")
    talk.read(detail)
    talk.forget()
    return talk
  }

  /// A refund of 5.00 under review, the question written.
  static func reviewed(_ review: Review = World.review()) -> Talk {
    var talk = Talk.opened(World.detail("1", at: review.account))
    for line in ["refund", "5.00", "", "", ""] { talk.say(line) }
    talk.review(.success(review))
    talk.settle()
    talk.forget()
    return talk
  }

  // MARK: - In

  mutating func begin() { perform(desk.begin(at: now)) }

  /// Types a line.
  mutating func say(_ line: String) { perform(desk.answer(ForeignText(line), at: now)) }

  mutating func interrupt() { perform(desk.interrupt(at: now)) }

  mutating func resume() { perform(desk.resumed(at: now)) }

  mutating func end() { perform(desk.end(at: now)) }

  mutating func type() { perform(desk.typed(at: now)) }

  mutating func send(_ event: DeskEvent) { perform(desk.handle(event)) }

  mutating func pass(milliseconds: Int64) { now = now.adding(milliseconds: milliseconds) }

  /// Lets seconds pass one by one, as the desk's own timer does.
  mutating func pass(seconds: Int) {
    for _ in 0..<seconds {
      pass(milliseconds: 1000)
      send(.timerFired(.secondPassed, at: now))
    }
  }

  /// Answers the newest search.
  mutating func find(_ answer: SearchAnswer) {
    send(.searchAnswered(serial: desk.model.list.serial, answer, at: now))
  }

  /// Answers the newest read of a payment.
  mutating func read(_ detail: PaymentDetail) {
    send(.detailArrived(serial: desk.model.detail.serial, .success(detail), at: now))
  }

  /// Answers the review that is waited for.
  mutating func review(_ result: Result<Review, DeskError>) {
    let serial = desk.model.form?.reviewSerial ?? desk.model.detail.cancelReview?.serial ?? -1
    send(.reviewArrived(serial: serial, result, at: now))
  }

  /// Lets the keyboard be quiet until the question is asked.
  mutating func settle() {
    pass(milliseconds: 300)
    send(.timerFired(.confirmQuiet, at: now))
  }

  /// Answers the prepare under way.
  mutating func prepared(_ intent: Intent) {
    send(.decisionPrepared(serial: serial, .success(intent), at: now))
  }

  mutating func ended(_ result: DecisionResult) {
    send(.decisionEnded(serial: serial, .success(result), at: now))
  }

  mutating func discarded(_ intent: Intent) {
    send(.decisionDiscarded(serial: serial, .success(intent), at: now))
  }

  private var serial: Int { desk.model.confirm?.serial ?? -1 }

  // MARK: - Out

  /// What was written since this was last asked.
  mutating func heard() -> [String] {
    defer { written = [] }
    return written
  }

  /// What was to be done since this was last asked.
  mutating func done() -> [DeskEffect] {
    defer { effects = [] }
    return effects
  }

  /// The question that stands.
  var question: String? { written.last }

  private mutating func forget() {
    written = []
    effects = []
  }

  private mutating func perform(_ turn: PlainTurn) {
    take(turn)
    take(desk.written(at: now))
  }

  private mutating func take(_ turn: PlainTurn) {
    effects += turn.effects
    for output in turn.outputs {
      switch output {
      case .line(let line): written.append(line.text)
      case .prompt(let prompt): written.append(prompt.text)
      case .endLine: written.append("/")
      case .hush: isHushed = true
      case .listen:
        isHushed = false
        listens += 1
      }
    }
  }
}

extension [DeskEffect] {
  /// Whether money would be sent.
  var hasSend: Bool {
    contains { if case .send = $0 { true } else { false } }
  }

  /// Whether a decision would be made durable.
  var hasPrepare: Bool {
    contains { if case .prepare = $0 { true } else { false } }
  }
}
