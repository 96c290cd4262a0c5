import Payments
import Settings
import SupportDesk
import TextSafety
import ViewModels

/// Why a refund or a cancel does or does not apply: on the frame, and in full below the facts where it was cut short.
struct DetailKeys {
  let detail: PaymentDetail
  let keymap: Keymap

  private struct Choice {
    var key: SafeText
    var title: SafeText
    var refusal: ActionRefusal?

    var applies: Bool { refusal == nil }
  }

  private var choices: [Choice] {
    [
      Choice(
        key: keymap.keyName(for: .decide(.refund)), title: "refund", refusal: detail.refundRefusal),
      Choice(
        key: keymap.keyName(for: .decide(.cancel)), title: "cancel", refusal: detail.cancelRefusal),
    ]
  }

  /// The keys on the lower line, each with its reason in as many words as fit.
  func foot(columns: Int) -> Line {
    // The refund is what most agents came for: its reason keeps its words longest.
    let forms: [(Wording, Wording)] = [
      (.clause, .clause), (.clause, .brief), (.brief, .brief), (.brief, .none),
    ]
    let lines = forms.lazy.map { line(refund: $0.0, cancel: $0.1) }
    return lines.first { $0.end <= columns } ?? line(refund: .none, cancel: .none)
  }

  /// How much is said of a reason.
  private enum Wording {
    case clause, brief, none
  }

  private func words(_ refusal: ActionRefusal, _ wording: Wording) -> SafeText {
    switch wording {
    case .clause:
      named(refusal.sentence.firstClause(keeping: detail.account.providerTitle), refusal)
    case .brief: named(refusal.brief, refusal)
    case .none: "not now"
    }
  }

  /// What is settled elsewhere names the key that leads there.
  private func named(_ words: SafeText, _ refusal: ActionRefusal) -> SafeText {
    refusal.isForAttention ? "\(words) (\(keymap.keyName(for: .attention)))" : words
  }

  private func line(refund: Wording, cancel: Wording) -> Line {
    var line = Line()
    for (choice, wording) in zip(choices, [refund, cancel]) {
      let words: SafeText = choice.refusal.map { ": \(self.words($0, wording))" } ?? ""
      line.add(choice.key, choice.applies ? .key : .muted, gap: line.pieces.isEmpty ? 0 : 3)
      line.add(choice.title + words, choice.applies ? .text : .muted, gap: 1)
    }
    return line
  }

  /// Why a key does not apply, and what to do instead, in whole sentences; one for both is said once.
  func lines(columns: Int) -> [Line] {
    let start = DetailLines.labelWidth
    var reasons = choices.compactMap { choice in
      choice.refusal.map { ("\(choice.key) \(choice.title)" as SafeText, keymap.sentence(of: $0)) }
    }
    if reasons.count == 2, reasons[0].1 == reasons[1].1 {
      reasons = [(choices.map(\.key).joined(separator: ", "), reasons[0].1)]
    }
    let lines = reasons.flatMap { label, reason -> [Line] in
      let sentence = Paragraph(reason, .muted).lines(columns: columns - start)
      return sentence.enumerated().map { index, line in
        var whole = index == 0 ? Line(label, .muted) : Line()
        whole.add(line, at: start)
        return whole
      }
    }
    return lines.isEmpty ? [] : [.blank] + lines
  }
}
