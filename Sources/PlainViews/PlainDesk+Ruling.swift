import SupportDesk
import TextSafety
import ViewModels

// Ruling on what cannot be found out: a verdict, a row, the evidence.

extension PlainDesk {
  mutating func answerVerdict(_ text: String) {
    switch text.lowercased() {
    case "1": openRuling(.issue(.ruleHappened))
    case "2": openRuling(.issue(.ruleNotHappened))
    case "back", "": asksVerdict = false
    default: say("Type 1 or 2, or back.")
    }
  }

  /// Opens the form of a ruling and says what it is about.
  mutating func openRuling(_ action: DeskAction) {
    asksVerdict = false
    request(action)
    if let ruling = model.ruling { show(ruling) }
  }

  mutating func answer(_ field: RulingFormModel.Field, _ text: String) {
    if text.lowercased() == "back" { return request(.cancel) }
    switch field {
    case .match: choose(text)
    case .amount, .who, .refundID, .evidence:
      if !text.isEmpty {
        clearLine()
        if text != "-" || field != .refundID { paste(text) }
      }
      accept(field)
    case .review:
      guard text.lowercased() == "evidence" else { return request(.dialog(.form(.pressButton))) }
      request(.dialog(.form(.previousField)))
    }
  }

  private mutating func choose(_ text: String) {
    guard let ruling = model.ruling else { return }
    let wanted: RulingFormModel.Choice?
    if let index = PlainPages.index(ofNumber: text), ruling.matches.indices.contains(index) {
      wanted = .row(index)
    } else {
      wanted = text.lowercased() == "none" ? .noneOfThem : nil
    }
    guard let wanted else {
      return say("Type a number from 1 to \(ruling.matches.count), none, or back.")
    }
    for _ in 0...ruling.matches.count where model.ruling?.choice != wanted {
      request(.dialog(.form(.nextReason)))
    }
    accept(.match)
  }

  private mutating func accept(_ field: RulingFormModel.Field) {
    request(.dialog(.form(.acceptField)))
    if let mistake = model.ruling?.mistakes[field] { return say(mistake) }
    if model.ruling?.field == .review, model.confirm == nil {
      request(.dialog(.form(.pressButton)))
    }
  }
}
