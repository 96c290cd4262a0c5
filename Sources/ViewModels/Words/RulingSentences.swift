package import Payments
import SupportDesk
package import TextSafety

/// What exactly is ruled and what it does to the money, from our own integers and sanitised ids only.
package struct RulingSentences {
  private let form: RulingFormModel
  private let zone: ZoneOffsets
  private let now: Instant

  /// Makes the words for a ruling that is being written.
  package init(form: RulingFormModel, zone: ZoneOffsets, now: Instant) {
    self.form = form
    self.zone = zone
    self.now = now
  }

  /// What is confirmed.
  var title: SafeText {
    switch form.verdict {
    case .release: "Confirm the release"
    case .happened, .didNotHappen: "Confirm the ruling"
    case .ours, .elsewhere, .notThisOne: "Confirm what it was"
    }
  }

  /// What the word does.
  var purpose: SafeText {
    switch form.verdict {
    case .release: "to release it"
    case .happened, .didNotHappen: "to rule so"
    case .ours, .elsewhere, .notThisOne: "to record it"
    }
  }

  /// What is ruled about what.
  package var statement: MoneySentence {
    var sentence = MoneySentence()
    switch form.verdict {
    case .happened: addDecision(to: &sentence, "happened", .amount)
    case .didNotHappen: addDecision(to: &sentence, "did not happen", .warning)
    case .release:
      sentence.add("Release payment ")
      sentence.addWhole(form.item.name, .name)
      let since = form.item.since.map {
        " since \(TimeText.recent($0, zone: zone, now: now))" as SafeText
      }
      sentence.add(", frozen\(since ?? "").")
    case .ours, .elsewhere, .notThisOne: addFinding(to: &sentence)
    }
    return sentence
  }

  /// The decision, and what the provider's effect is to it.
  private func addFinding(to sentence: inout MoneySentence) {
    guard let intent = form.item.intent else { return }
    let effect: SafeText =
      form.item.finding.map { " (\(SafeText(sanitizing: $0.effect).truncated(to: 40)))" } ?? ""
    switch form.verdict {
    case .ours where form.frees:
      sentence.add("Nothing stays of ")
      sentence.add(intent, on: form.item.name, zone: zone, now: now)
      return sentence.add(": the provider shows it otherwise\(effect).")
    case .ours: sentence.add("What the provider shows\(effect) is ")
    case .elsewhere: sentence.add("What the provider shows\(effect) was made elsewhere, not by ")
    case .notThisOne, .happened, .didNotHappen, .release:
      sentence.add("What the provider shows\(effect) is not about ")
    }
    sentence.add(intent, on: form.item.name, zone: zone, now: now)
    sentence.add(form.verdict == .ours ? " after all." : ".")
  }

  /// What happens to the money by it.
  package var consequence: MoneySentence {
    MoneySentence(form.consequence, form.frees ? .warning : .text)
  }

  /// The sentences of the confirm screen, in the order of reading.
  var sentences: [MoneySentence] {
    var last = MoneySentence()
    if form.verdict == .didNotHappen, let gap = form.item.gap {
      last.add("\(gap) You say that you looked elsewhere. ")
    }
    if let match { last.add("\(match) ") }
    if let stated { last.add("\(stated) ") }
    switch form.verdict {
    case .release: last.addWhole("The release is recorded with your name.", .warning)
    case .happened, .didNotHappen: last.addWhole("A ruling cannot be taken back.", .warning)
    case .ours, .elsewhere, .notThisOne:
      last.addWhole("It is recorded with your name and cannot be taken back.", .warning)
    }
    return [statement, consequence, last]
  }

  /// What it rests on.
  var technical: [SafeText] {
    ["Evidence: \(SafeText(sanitizing: form.evidence.text).truncated(to: 160))"]
  }

  /// What the person stated as gone back; `nil` where nothing is asked for.
  private var stated: SafeText? {
    guard let money = form.money else { return nil }
    switch form.verdict {
    case .release: return "Refunded in all: \(money.text)."
    case .elsewhere:
      return "\(money.text) by \(SafeText(sanitizing: form.who.text).truncated(to: 40))."
    case .happened, .didNotHappen, .ours, .notThisOne: return nil
    }
  }

  /// Which row of the provider it rests on; `nil` where none was chosen from.
  private var match: SafeText? {
    if form.verdict == .didNotHappen, !form.matches.isEmpty {
      let words = form.matches.prefix(3).map { row in
        row.words(zone: zone, now: now).joined(separator: ", ")
      }.joined(separator: "; ")
      return form.matches.count == 1
        ? "You say that the provider's refund is another one: \(words)."
        : "You say that none of the provider's \(form.matches.count) refunds is it: \(words)."
    }
    switch form.choice {
    case .row(let index) where form.matches.indices.contains(index):
      let words = form.matches[index].words(zone: zone, now: now)
      return "It was \(words.joined(separator: ", "))."
    case .noneOfThem: return "It was none of the provider's rows."
    case .row, .none: return nil
    }
  }

  private func addDecision(
    to sentence: inout MoneySentence, _ verdict: SafeText, _ role: MoneySentence.Role
  ) {
    guard let intent = form.item.intent else { return }
    sentence.add("Rule that ")
    sentence.add(intent, on: form.item.name, zone: zone, now: now)
    sentence.add(" ")
    sentence.addWhole(verdict, role)
    sentence.add(".")
  }
}

extension MoneySentence {
  /// Adds which decision is meant: `the refund of 5.00 GBP by amina 14:00:00 from payment NP-1`.
  mutating func add(_ intent: Intent, on name: SafeText, zone: ZoneOffsets, now: Instant) {
    let who: SafeText = "by \(intent.actor.safe.truncated(to: 24))"
    let when = TimeText.recent(intent.created, zone: zone, now: now)
    switch intent.kind {
    case .refund:
      add("the refund of ")
      addWhole(intent.amount.text, .amount)
      add(" \(who) \(when) from payment ")
    case .cancel: add("the cancel \(who) \(when) of payment ")
    }
    addWhole(name, .name)
  }
}

extension AttentionItem {
  /// The reference of its payment, as long as a sentence can bear, and the id where that is another.
  var name: SafeText {
    let short = reference.truncatedMiddle(to: 40)
    guard let id = key?.id.safe, !id.text.utf8.elementsEqual(reference.text.utf8) else {
      return short
    }
    return "\(short) (\(id.truncatedMiddle(to: 40)))"
  }
}

extension ReportedRefund {
  /// One of the provider's refunds in words: id, amount, time, the provider's word for its state.
  package func words(zone: ZoneOffsets, now: Instant) -> [SafeText] {
    [
      id.map { $0.safe.truncatedMiddle(to: 40) } ?? "no id", amount.text,
      time.map { TimeText.short($0, zone: zone, now: now) } ?? "no time",
      providerStatus.safe.truncated(to: 20),
    ]
  }
}
