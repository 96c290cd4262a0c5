import Payments
import SampleWorld
import SupportDesk
import TextSafety
import ViewModels

extension Desk {
  /// Answers the newest read of what needs somebody.
  @discardableResult mutating func attend(_ items: [AttentionItem]) -> [DeskEffect] {
    send(.attentionArrived(serial: model.attention.itemsSerial, .success(items), at: now))
  }

  /// Answers the newest read of the evidence.
  @discardableResult mutating func show(_ dossier: Dossier?) -> [DeskEffect] {
    send(.dossierArrived(serial: model.attention.dossierSerial, .success(dossier), at: now))
  }

  /// Answers the check or the replay of a decision.
  @discardableResult mutating func settled(
    _ intent: Intent, _ result: Result<DecisionNews, DeskError>
  ) -> [DeskEffect] {
    let serial = model.settling.work[intent.id]?.serial ?? -1
    return send(.settled(serial: serial, result, at: now))
  }

  /// Answers the ruling that is being recorded.
  @discardableResult mutating func ruled(
    _ result: Result<DecisionNews, DeskError>
  ) -> [DeskEffect] {
    send(.ruled(serial: model.confirm?.serial ?? -1, result, at: now))
  }

  // MARK: - Reaching a screen

  /// The matters are open, with the evidence of the first.
  static func attending(
    _ items: [AttentionItem] = [World.item(World.decided(1))], matches: [ReportedRefund] = []
  ) -> Desk {
    var desk = Desk.open()
    desk.press("!")
    desk.attend(items)
    if let first = items.first { desk.show(World.dossier(first, matches: matches)) }
    return desk
  }

  /// A ruling is written and waits for its word; the screen listens.
  static func confirmingRuling(
    _ key: KeyPress = "h", on item: AttentionItem = World.item(World.decided(1))
  ) -> Desk {
    var desk = Desk.attending([item])
    desk.press(key)
    for words in ["5.00", "the bank", ""] where desk.model.ruling?.field != .evidence {
      if desk.model.ruling?.editor?.isEmpty == true { desk.type(words) }
      desk.press(.enter)
    }
    desk.type("seen in the dashboard")
    desk.press(.enter, .enter)
    desk.settle()
    return desk
  }
}

extension [DeskEffect] {
  /// Whether a ruling or a release would be recorded.
  var hasRuling: Bool {
    contains {
      switch $0 {
      case .rule, .release, .resolve: true
      default: false
      }
    }
  }
}
