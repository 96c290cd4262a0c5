import Payments
import SupportDesk
import TextSafety

/// What sending a request again does.
struct ReplaySentences {
  let replay: ReplayModel
  let zone: ZoneOffsets
  let now: Instant

  /// The sentences, in the order of reading.
  var sentences: [MoneySentence] {
    guard let intent = replay.item.intent else { return [] }
    var what = MoneySentence("Send ")
    what.add(intent, on: replay.item.name, zone: zone, now: now)
    what.add(" again: the same request under the same key.")
    var effect = MoneySentence(
      "The provider carries out one key once at most. If it has, nothing more happens; if not, ")
    switch intent.kind {
    case .refund:
      effect.addWhole(intent.amount.text, .amount)
      effect.add(" go to the payer now. ")
    case .cancel: effect.add("the payment is cancelled now. ")
    }
    effect.addWhole("It cannot be taken back.", .warning)
    return [what, effect]
  }

  /// What an administrator would ask for.
  var technical: [SafeText] { replay.request.isEmpty ? [] : [replay.request] }
}
