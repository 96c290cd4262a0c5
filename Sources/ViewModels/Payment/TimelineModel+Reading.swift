import Payments
import SupportDesk
import TextSafety

extension TimelineModel: Dialog {
  var layer: Layer { .timeline(self) }
  var place: DeskAction.Place { .timeline }
  var isWaiting: Bool { isLoading }

  /// It is counted from its end, which is where it opens.
  mutating func move(_ movement: Movement, _ turn: inout Turn) {
    let last = max(0, (lines?.count ?? 0) - 1)
    newestHidden =
      last - movement.line(from: last - newestHidden, page: turn.desk.page, last: last)
  }

  mutating func refresh(_ turn: inout Turn) {
    serial = turn.nextSerial()
    askedAt = turn.desk.now
    turn.perform(.readTimeline(serial: serial, key))
  }

  /// Takes what was recorded; the end stays in view.
  mutating func take(_ event: DeskEvent, _ turn: inout Turn) {
    guard case .timelineArrived(let serial, let result, _) = event, serial == self.serial else {
      return
    }
    switch result {
    case .success(let lines):
      self.lines = lines
      failure = nil
      newestHidden = min(newestHidden, max(0, lines.count - 1))
    case .failure(let error): failure = error.sentence
    }
  }

  func title(of action: DeskAction) -> SafeText? {
    action == .payment(.timeline) ? "close" : action.titleOfScrolling
  }
}
