import Payments
import SupportDesk
import TextSafety

// Ruling on what cannot be found out: written down first, then typed like a refund.

extension DeskModel {
  /// `h`, `n`, `u`, `o`, `w` and `d`: opens the form for a verdict on the matter under the cursor, with the draft where one was kept.
  mutating func openRuling(_ verdict: RulingFormModel.Verdict) -> [DeskEffect] {
    guard let dossier = attention.dossier, let item = attention.selectedItem else { return [] }
    let fresh = RulingFormModel(item: item, verdict: verdict, matches: dossier.matches)
    guard var draft = drafts.rulings.removeValue(forKey: fresh.id) else { return restore(fresh) }
    draft.mistakes = [:]
    draft.take(dossier)
    return open(.ruling(draft)) + say(.note, "What you wrote is back; nothing of it was ruled.")
  }

  /// Opens a form with what an earlier session left of it, where it did.
  private mutating func restore(_ fresh: RulingFormModel) -> [DeskEffect] {
    var form = fresh
    guard let draft = memory.remembered.rulings[fresh.id], draft.isCurrent(at: now) else {
      return open(.ruling(form))
    }
    form.evidence.replace(with: draft.evidence)
    let time = TimeText.recent(draft.saved, zone: context.zone, now: now)
    return open(.ruling(form))
      + say(.note, "What you wrote at \(time) is back; nothing of it was ruled.")
  }

  /// Shows evidence that was read anew in the open form.
  mutating func showInRuling(_ dossier: Dossier?) -> [DeskEffect] {
    // While a ruling stands on the confirm screen, what it was made of stays as it is.
    guard let dossier, confirm == nil else { return [] }
    return turn(of: RulingFormModel.self) { form, _ in
      if form.item.id == dossier.item.id { form.take(dossier) }
    }
  }

}
