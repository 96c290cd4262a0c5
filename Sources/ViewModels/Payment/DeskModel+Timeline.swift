import Payments
import SupportDesk
import TextSafety

extension DeskModel {
  /// `t`: opens the history of the payment in view, at its end; in it, closes it.
  mutating func toggleTimeline(in place: DeskAction.Place) -> [DeskEffect] {
    if place == .timeline { return closeFront() }
    let serial = nextSerial()
    let timeline: TimelineModel
    if attention.isOpen, let item = attention.selectedItem, let key = item.key {
      timeline = TimelineModel(
        key: key, reference: item.reference, account: item.account, mode: item.mode,
        serial: serial, askedAt: now)
    } else if !attention.isOpen, let row = currentRow {
      timeline = TimelineModel(
        key: row.id, reference: row.name, account: row.account.safe, mode: row.mode,
        serial: serial, askedAt: now)
    } else {
      return []
    }
    layers.append(.timeline(timeline))
    return [.readTimeline(serial: serial, timeline.key)]
  }

  /// Reads the history on the screen again.
  mutating func refreshTimeline() -> [DeskEffect] {
    let serial = nextSerial()
    let time = now
    var effects: [DeskEffect] = []
    changeTimeline { timeline in
      timeline.serial = serial
      timeline.askedAt = time
      effects = [.readTimeline(serial: serial, timeline.key)]
    }
    return effects
  }

  /// Takes what was recorded; the end stays in view.
  mutating func timelineArrived(
    _ serial: Int, _ result: Result<[TimelineLine], DeskError>
  ) -> [DeskEffect] {
    changeTimeline { timeline in
      guard timeline.serial == serial else { return }
      switch result {
      case .success(let lines):
        timeline.lines = lines
        timeline.failure = nil
        timeline.newestHidden = min(timeline.newestHidden, max(0, lines.count - 1))
      case .failure(let error): timeline.failure = error.sentence
      }
    }
    return []
  }

  /// The history on the screen, wherever it lies; at most one is open.
  package var timeline: TimelineModel? {
    for case .timeline(let timeline) in layers { return timeline }
    return nil
  }

  private mutating func changeTimeline(_ change: (inout TimelineModel) -> Void) {
    for index in layers.indices {
      guard case .timeline(var timeline) = layers[index] else { continue }
      change(&timeline)
      layers[index] = .timeline(timeline)
    }
  }
}
