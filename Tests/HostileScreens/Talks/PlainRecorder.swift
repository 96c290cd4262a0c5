package import Payments
package import PlainViews
import SampleWorld
package import SupportDesk
import TextSafety
package import ViewModels

/// A conversation in lines, and everything that was written in it.
package struct PlainRecorder: Sendable {
  private var desk: PlainDesk
  private var now = World.start
  /// What was written, in order.
  package private(set) var outputs: [PlainOutput] = []

  /// Begins a conversation: nothing happened, and nothing was found.
  package init(context: DeskContext) {
    desk = PlainDesk(context: context)
    take(desk.begin(at: now))
  }

  /// The desk behind it.
  package var model: DeskModel { desk.model }

  // MARK: - In

  /// Types a line.
  package mutating func say(_ line: String) { take(desk.answer(ForeignText(line), at: now)) }

  /// Ctrl-C.
  package mutating func interrupt() { take(desk.interrupt(at: now)) }

  /// Something happens that no person typed.
  package mutating func send(_ event: (Instant) -> DeskEvent) { take(desk.handle(event(now))) }

  /// What happened meanwhile and what needs somebody arrives.
  package mutating func attend(_ items: [AttentionItem], news: [DecisionNews] = []) {
    send { .newsArrived(news, at: $0) }
    let serial = model.attention.itemsSerial
    send { .attentionArrived(serial: serial, .success(items), at: $0) }
  }

  /// The newest search is answered.
  package mutating func find(_ answer: SearchAnswer) {
    let serial = model.list.serial
    send { .searchAnswered(serial: serial, answer, at: $0) }
  }

  /// The newest read of a payment is answered.
  package mutating func read(_ result: Result<PaymentDetail, DeskError>) {
    let serial = model.detail.serial
    send { .detailArrived(serial: serial, result, at: $0) }
  }

  /// The evidence that is waited for arrives.
  package mutating func show(_ dossier: Dossier) {
    let serial = model.attention.dossierSerial
    send { .dossierArrived(serial: serial, .success(dossier), at: $0) }
  }

  /// The review that is waited for arrives, and the keyboard is quiet.
  package mutating func review(_ result: Result<Review, DeskError>) {
    let serial = model.form?.reviewSerial ?? model.detail.cancelReview?.serial ?? -1
    send { .reviewArrived(serial: serial, result, at: $0) }
    settle()
  }

  /// The keyboard is quiet until the question is asked.
  package mutating func settle() {
    now = now.adding(milliseconds: 300)
    send { .timerFired(.confirmQuiet, at: $0) }
  }

  /// Types what the question asks for; the decision is written down and sent, and ends.
  package mutating func confirm(_ prepared: Intent, _ ended: Result<DecisionResult, DeskError>) {
    say(model.confirm?.wantedWord ?? "")
    let serial = model.confirm?.serial ?? -1
    send { .decisionPrepared(serial: serial, .success(prepared), at: $0) }
    for _ in 0..<6 { pass() }
    let sent = model.confirm?.serial ?? -1
    send { .decisionEnded(serial: sent, ended, at: $0) }
  }

  /// A second passes.
  package mutating func pass() {
    now = now.adding(milliseconds: 1000)
    send { .timerFired(.secondPassed, at: $0) }
  }

  // MARK: - Out

  private mutating func take(_ turn: PlainTurn) {
    outputs += turn.outputs
    outputs += desk.written(at: now).outputs
  }
}
