import Payments
import SampleWorld
import SupportDesk
import TextSafety
import ViewModels

/// A desk in a test: events in, effects out, with a clock that moves only when told to.
struct Desk {
  var model: DeskModel
  private(set) var now = World.start

  init(context: DeskContext = World.context) { model = DeskModel(context: context) }

  /// A desk at 80×24 that shows payments 1 to `count`, with payment 1 read live.
  static func open(
    _ count: Int = 3, at account: DeskAccount = World.uk, detail: PaymentDetail? = nil,
    columns: Int = 80, rows: Int = 24
  ) -> Desk {
    var desk = Desk()
    desk.send(.started(columns: columns, rows: rows, at: desk.now))
    let rows = (1...count).map { World.row(String($0), at: account) }
    desk.answer(World.answer(rows))
    desk.fire(.cursorRested)
    desk.read(detail ?? World.detail("1", at: account))
    return desk
  }

  // MARK: - Events

  @discardableResult mutating func send(_ event: DeskEvent) -> [DeskEffect] { model.update(event) }

  @discardableResult mutating func press(_ keys: KeyPress...) -> [DeskEffect] {
    keys.flatMap { send(.keyPressed($0, at: now)) }
  }

  @discardableResult mutating func type(_ text: String) -> [DeskEffect] {
    text.flatMap { send(.keyPressed(.character($0), at: now)) }
  }

  @discardableResult mutating func paste(_ text: String) -> [DeskEffect] {
    send(.pasted(ForeignText(text), at: now))
  }

  @discardableResult mutating func fire(_ timer: DeskTimer) -> [DeskEffect] {
    send(.timerFired(timer, at: now))
  }

  mutating func pass(milliseconds: Int64) { now = now.adding(milliseconds: milliseconds) }

  /// Answers the newest search.
  @discardableResult mutating func answer(_ answer: SearchAnswer) -> [DeskEffect] {
    send(.searchAnswered(serial: model.list.serial, answer, at: now))
  }

  /// Answers the newest read of the payment on the screen.
  @discardableResult mutating func read(_ detail: PaymentDetail) -> [DeskEffect] {
    send(.detailArrived(serial: model.detail.serial, .success(detail), at: now))
  }

  /// Answers the review that the form waits for.
  @discardableResult mutating func review(_ result: Result<Review, DeskError>) -> [DeskEffect] {
    let serial = model.form?.reviewSerial ?? model.detail.cancelReview?.serial ?? -1
    return send(.reviewArrived(serial: serial, result, at: now))
  }

  /// Paints, and lets the keyboard be quiet until the confirm screen listens.
  mutating func settle() {
    send(.painted(at: now))
    pass(milliseconds: 300)
    fire(.confirmQuiet)
  }

  /// Answers the prepare, the send or the discard under way.
  @discardableResult mutating func prepared(_ result: Result<Intent, DeskError>) -> [DeskEffect] {
    send(.decisionPrepared(serial: model.confirm?.serial ?? -1, result, at: now))
  }

  @discardableResult mutating func ended(
    _ result: Result<DecisionResult, DeskError>
  ) -> [DeskEffect] {
    send(.decisionEnded(serial: model.confirm?.serial ?? -1, result, at: now))
  }

  @discardableResult mutating func discarded(_ result: Result<Intent, DeskError>) -> [DeskEffect] {
    send(.decisionDiscarded(serial: model.confirm?.serial ?? -1, result, at: now))
  }

  // MARK: - Reaching a phase

  /// Opens the form, types 5.00 and asks for the review, which arrives: the confirm screen is open.
  static func confirming(
    _ review: Review? = nil, at account: DeskAccount = World.uk
  ) -> Desk {
    var desk = Desk.open(at: account)
    desk.press("R")
    desk.type("5.00")
    desk.press(.enter, .enter, .enter, .enter, .enter)
    let review = review ?? World.review(World.refund(at: account), at: account)
    desk.review(.success(review))
    return desk
  }

  /// The confirm screen of ``confirming(_:at:)``, listening.
  static func listening(_ review: Review? = nil, at account: DeskAccount = World.uk) -> Desk {
    var desk = Desk.confirming(review, at: account)
    desk.settle()
    return desk
  }

  /// The word was typed: the decision is being made durable.
  static func preparing(at account: DeskAccount = World.uk) -> Desk {
    var desk = Desk.listening(at: account)
    desk.type("5.00")
    desk.press(.enter)
    return desk
  }

  /// The decision is on the wire.
  static func sending() -> Desk {
    var desk = Desk.preparing()
    desk.prepared(.success(World.intent(state: .prepared)))
    return desk
  }

  /// The decision may be taken back for five seconds.
  static func undoable() -> Desk {
    var desk = Desk.preparing(at: World.live)
    let decision = World.refund(at: World.live)
    desk.prepared(.success(World.intent(decision, state: .prepared, at: World.live)))
    return desk
  }

  // MARK: - Looking

  var notice: SafeText? { model.said.notice?.text }
  var phase: ConfirmModel.Phase? { model.confirm?.phase }
  var selectedID: String? { model.list.selected?.id.raw }
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
