import Payments
import ProviderSandbox

/// A row of the fault matrix (`MoneySafety.md` §6), and what stands beside it.
enum MatrixRow: Int, CaseIterable, Sendable {
  case connecting, beforeStatus, midResponse, serverError, busy, conflict, refusal, foreignRefusal
  case malformed, unknownWord, decline, redirect
  case replayRefused, otherRefund, standingRecord, twoRows, busyRead, busyWithRefund
  case suspended, killed, hangup, fullBefore, fullAfter, clockSkew
  case twoAgents, neverFinal, late, lateFailure, movedAnyway

  /// The words of the specification.
  var title: String {
    switch self {
    case .connecting:
      "DNS, connect refused, TLS failure, or timeout before a connection stood"
    case .beforeStatus: "connected, then timeout, reset or EOF before a status"
    case .midResponse: "reset in mid-response, short body"
    case .serverError: "500, 502, 503, 504, 408"
    case .busy: "429 with Retry-After"
    case .conflict: "409, idempotency_conflict"
    case .refusal: "refusal in the provider's own documented envelope"
    case .foreignRefusal: "the same codes with anything else; success:false with an unlisted code"
    case .malformed: "2xx but malformed, or amount, currency or id differ from what was sent"
    case .unknownWord: "2xx with an unknown status word or code"
    case .decline: "2xx with an explicit decline"
    case .redirect: "3xx"
    case .suspended: "stopped between the last read and the first byte, or while connecting"
    case .replayRefused: "replay answered with a documented no, whatever its HTTP status"
    case .otherRefund:
      "the answer names another transaction, or a refund id that settled another decision"
    case .standingRecord: "the answer is the standing record: no entry that was not there before"
    case .twoRows: "two rows carry our tag, or one carries it with more behind it"
    case .busyRead: "429 on the last read before sending"
    case .busyWithRefund: "429 on the write with a refund in its body"
    case .killed: "process killed, power lost"
    case .hangup: "SSH dropped (SIGHUP), terminal gone, SIGTERM"
    case .fullBefore: "disk full before sending"
    case .fullAfter: "disk full after sending"
    case .clockSkew: "clock skew"
    case .twoAgents: "two agents, one payment"
    case .neverFinal: "accepted and never final"
    case .late: "executes late: it lands after a read-back said no"
    case .lateFailure: "succeeds, and fails later"
    case .movedAnyway: "refused in the provider's own form, and carried out all the same"
    }
  }
}

/// One form of a failure, with what each provider's cell should come to.
struct FaultForm: Sendable {
  let row: MatrixRow
  let name: String
  let trouble: Trouble
  let kind: IntentKind
  private let expectation: @Sendable (Subject) -> Expectation?

  /// Makes a form; a provider without an expectation has no such failure.
  init(
    _ row: MatrixRow, _ name: String, _ trouble: Trouble, kind: IntentKind = .refund,
    expectation: @escaping @Sendable (Subject) -> Expectation?
  ) {
    self.row = row
    self.name = name
    self.trouble = trouble
    self.kind = kind
    self.expectation = expectation
  }

  /// Makes a form whose cells turn on what is known when an answer is lost.
  init(
    _ row: MatrixRow, _ name: String, _ trouble: Trouble, kind: IntentKind = .refund,
    keyed: Expectation? = nil, naked: Expectation? = nil, listed: Expectation? = nil
  ) {
    self.init(row, name, trouble, kind: kind) { subject in
      switch subject.promise {
      case .keyed: keyed
      case .naked: naked
      case .listed: listed
      }
    }
  }

  /// Makes a form whose three cells are a set that many forms share.
  init(
    _ row: MatrixRow, _ name: String, _ trouble: Trouble, _ all: Expectation.Three
  ) {
    self.init(
      row, name, trouble, keyed: all.keyed, naked: all.naked, listed: all.listed)
  }

  /// The cells of the providers that can fail this way.
  var cells: [FaultCell] {
    Subject.all.compactMap { subject in
      expectation(subject).map { FaultCell(form: self, subject: subject, expected: $0) }
    }
  }
}

/// One failure at one provider.
struct FaultCell: Sendable {
  let form: FaultForm
  let subject: Subject
  let expected: Expectation
}
