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
        key: keymap.keyName(for: .refund), title: "refund", refusal: detail.refundRefusal),
      Choice(
        key: keymap.keyName(for: .cancelPayment), title: "cancel", refusal: detail.cancelRefusal),
    ]
  }

  /// The keys on the lower line, each with its reason in as many words as fit.
  func foot(columns: Int) -> Line {
    let forms = [
      line { named($0.sentence.firstClause(keeping: detail.account.providerTitle), $0) },
      line { named($0.brief, $0) },
      line { _ in "not now" },
    ]
    return forms.first { $0.end <= columns } ?? forms[2]
  }

  /// What is settled elsewhere names the key that leads there.
  private func named(_ words: SafeText, _ refusal: ActionRefusal) -> SafeText {
    refusal.isForAttention ? "\(words) (\(keymap.keyName(for: .attention)))" : words
  }

  private func line(_ reason: (ActionRefusal) -> SafeText) -> Line {
    var line = Line()
    for choice in choices {
      let words: SafeText = choice.refusal.map { ": \(reason($0))" } ?? ""
      line.add(choice.key, choice.applies ? .key : .muted, gap: line.pieces.isEmpty ? 0 : 3)
      line.add(choice.title + words, choice.applies ? .text : .muted, gap: 1)
    }
    return line
  }

  /// Why a key does not apply, and what to do instead, in whole sentences.
  func lines(columns: Int) -> [Line] {
    let start = DetailLines.labelWidth
    let lines = choices.flatMap { choice -> [Line] in
      guard let refusal = choice.refusal else { return [] }
      let sentence = Paragraph(keymap.sentence(of: refusal), .muted).lines(columns: columns - start)
      return sentence.enumerated().map { index, line in
        var whole = index == 0 ? Line("\(choice.key) \(choice.title)", .muted) : Line()
        whole.add(line, at: start)
        return whole
      }
    }
    return lines.isEmpty ? [] : [.blank] + lines
  }
}
