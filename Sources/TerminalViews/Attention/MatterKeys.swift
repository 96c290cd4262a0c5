import Payments
import Settings
import SupportDesk
import TextSafety
import ViewModels

/// What can be done about a matter: on the frame, and in full below the evidence where it was cut short.
struct MatterKeys {
  let model: DeskModel
  let item: AttentionItem

  private struct Choice {
    var key: SafeText
    var title: SafeText
    var short: SafeText
    var refusal: SafeText?

    var applies: Bool { refusal == nil }
  }

  /// What there is to be done about a frozen payment differs from what there is about a decision.
  private var choices: [Choice] {
    switch item.matter {
    case .record, .recordBehind, .merchant, .secondTilldesk: []
    case .frozen: [choice(.issue(.checkAgain), "check"), choice(.issue(.release), "release")]
    case .movedAnyway, .failedLate, .wentBack, .unknownWord:
      [
        choice(.issue(.checkAgain), "check"), choice(.issue(.oursAfterAll), "ours"),
        choice(.issue(.madeElsewhere), "elsewhere"), choice(.issue(.notThisOne), "not this"),
      ]
    case .needsPerson, .unknown, .overdue, .stuck:
      [
        choice(.issue(.checkAgain), "check"), choice(.issue(.replay), "send"),
        choice(.issue(.ruleHappened), "happened"), choice(.issue(.ruleNotHappened), "did not"),
      ]
    }
  }

  private func choice(_ action: DeskAction, _ short: SafeText) -> Choice {
    Choice(
      key: model.context.keymap.keyName(for: action), title: action.title, short: short,
      refusal: action.refusal(in: model))
  }

  /// The keys on the lower line, with as many words as fit; those that do not apply are dimmed and in brackets.
  func foot(columns: Int) -> Line {
    let forms = [
      line { $0.title + ($0.refusal.map { ": \($0.firstClause(keeping: ""))" } ?? "") },
      line(\.title), line(\.short),
    ]
    return forms.first { $0.end <= columns } ?? forms[2]
  }

  private func line(_ words: (Choice) -> SafeText) -> Line {
    var line = Line()
    for choice in choices {
      let gap = line.pieces.isEmpty ? 0 : 3
      guard choice.applies else {
        line.add("(\(choice.key) \(words(choice)))", .muted, gap: gap)
        continue
      }
      line.add(choice.key, .key, gap: gap)
      line.add(words(choice), .text, gap: 1)
    }
    return line
  }

  /// Why a key does not apply, in whole sentences, each once.
  func lines(columns: Int) -> [Line] {
    let start = Self.labelWidth
    var reasons: [(sentence: SafeText, choices: [Choice])] = []
    for choice in choices {
      guard let refusal = choice.refusal else { continue }
      if let index = reasons.firstIndex(where: { $0.sentence == refusal }) {
        reasons[index].choices.append(choice)
      } else {
        reasons.append((refusal, [choice]))
      }
    }
    let lines = reasons.flatMap { reason -> [Line] in
      let first = reason.choices[0]
      let label: SafeText =
        reason.choices.count == 1
        ? "\(first.key) \(first.title)" : reason.choices.map(\.key).joined(separator: ", ")
      let sentence = Paragraph(reason.sentence, .muted).lines(columns: columns - start)
      return sentence.enumerated().map { index, line in
        var whole = index == 0 ? Line(label, .muted) : Line()
        whole.add(line, at: start)
        return whole
      }
    }
    return lines.isEmpty ? [] : [.blank] + lines
  }

  /// Where the reasons begin, after the longest of the titles.
  private static let labelWidth = 22
}
