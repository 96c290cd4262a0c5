import Payments
import Settings
import SupportDesk
import TextSafety
import ViewModels

/// What exactly is ruled and what it does to the money, from our own integers and sanitised ids only.
struct RulingWords {
  let form: RulingFormModel
  let zone: ZoneOffsets
  let now: Instant

  /// The title of the form.
  var title: SafeText {
    switch form.verdict {
    case .happened: "It happened:"
    case .didNotHappen: "It did not happen:"
    case .release: "Release"
    }
  }

  /// What is ruled about what.
  var statement: Paragraph {
    var paragraph = Paragraph()
    switch form.verdict {
    case .happened: addDecision(to: &paragraph, "happened", .amount)
    case .didNotHappen: addDecision(to: &paragraph, "did not happen", .warning)
    case .release:
      paragraph.add("Release payment ")
      paragraph.addWhole(reference, .title)
      paragraph.add(", frozen since \(TimeText.recent(form.item.since, zone: zone, now: now)).")
    }
    return paragraph
  }

  /// What happens to the money by it.
  var consequence: Paragraph {
    Paragraph(form.consequence, form.verdict == .didNotHappen ? .warning : .text)
  }

  /// Which row of the provider it rests on; `nil` where none was chosen from.
  var match: SafeText? {
    switch form.choice {
    case .row(let index) where form.matches.indices.contains(index):
      "It was \(MatchText(form.matches[index], zone: zone, now: now).text)."
    case .noneOfThem: "It was none of the provider's rows."
    case .row, .none: nil
    }
  }

  /// The sentences of the confirm screen, in the order of reading.
  var sentences: [Paragraph] {
    var last = Paragraph()
    if let match { last.add("\(match) ") }
    last.addWhole(
      form.verdict == .release
        ? "The release is recorded with your name." : "A ruling cannot be taken back.", .warning)
    return [statement, consequence, last]
  }

  /// What it rests on.
  var technical: Paragraph? {
    let written = SafeText(sanitizing: form.evidence.text).truncated(to: 160)
    return Paragraph("Evidence: \(written)", .muted)
  }

  private var reference: SafeText { form.item.reference.truncatedMiddle(to: 40) }

  private func addDecision(
    to paragraph: inout Paragraph, _ verdict: SafeText, _ role: ThemeRole
  ) {
    guard let intent = form.item.intent else { return }
    let who: SafeText = "by \(intent.actor.safe.truncated(to: 24))"
    let when = TimeText.recent(intent.created, zone: zone, now: now)
    switch intent.kind {
    case .refund:
      paragraph.add("Rule that the refund of ")
      paragraph.addWhole(intent.amount.text, .amount)
      paragraph.add(" \(who) \(when) from payment ")
    case .cancel: paragraph.add("Rule that the cancel \(who) \(when) of payment ")
    }
    paragraph.addWhole(reference, .title)
    paragraph.add(" ")
    paragraph.addWhole(verdict, role)
    paragraph.add(".")
  }
}
