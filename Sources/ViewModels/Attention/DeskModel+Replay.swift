import Payments
import SupportDesk
import TextSafety

// Sending a request again: nothing new is decided, but money may move, so it is confirmed like a refund.

extension DeskModel {
  /// `p`: shows what would be sent again, and asks for the word.
  mutating func openReplay() -> [DeskEffect] {
    guard let dossier = attention.dossier, dossier.item.intent != nil else { return [] }
    return open(.confirm(ConfirmModel(replay: ReplayModel(dossier))))
  }

  /// The word was typed: sends it again, unless the matter went on meanwhile.
  mutating func sendAgain(_ replay: ReplayModel) -> [DeskEffect] {
    let closing = closeConfirm()
    guard let item = attention.items?.first(where: { $0.id == replay.item.id }),
      let intent = item.intent
    else { return closing + say(.note, "It needs nobody any more; nothing was sent.") }
    if let refusal = refusal(of: .replay, on: item) { return closing + say(.note, refusal) }
    return closing + settle(intent, replaying: true)
  }
}
