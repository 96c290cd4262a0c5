import Payments
import SampleWorld
import SupportDesk
import ViewModels

extension Desk {
  /// The memory of earlier sessions, or of other desks, arrives.
  @discardableResult mutating func remember(_ memory: DeskMemory) -> [DeskEffect] {
    send(.memoryRead(memory, at: now))
  }

  /// Types a command and presses Enter; the effects are those of Enter.
  @discardableResult mutating func command(_ line: String) -> [DeskEffect] {
    press(":")
    type(line)
    return press(.enter)
  }
}

extension DeskMemory {
  /// That of an agent who knows the desk.
  static var welcomed: DeskMemory {
    var memory = DeskMemory()
    memory.apply(.welcomed)
    return memory
  }
}

extension World {
  static func draft(
    _ id: String, amount: String = "5.00", note: String = "parcel lost", at time: Instant = start
  ) -> RefundDraft {
    RefundDraft(
      key: key(id), reference: "NP-ORDER\(id)", amount: amount, currency: "GBP",
      reason: "duplicate",
      ticket: "5512", note: note, saved: time)
  }
}

extension DeskEffect {
  /// Whether something would be remembered.
  var isRemembering: Bool {
    if case .remember = self { true } else { false }
  }
}
