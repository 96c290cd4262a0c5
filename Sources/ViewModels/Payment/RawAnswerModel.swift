package import Payments
package import SupportDesk
package import TextSafety

/// What the provider last answered about a payment, as it was sent.
package struct RawAnswerModel: Hashable, Sendable {
  /// A line of it, before it is broken to the width of the screen.
  package struct Line: Hashable, Sendable {
    /// Whose words it is in.
    package enum Kind: Hashable, Sendable {
      /// Ours, about the answer.
      case about
      /// Ours, that something is missing.
      case warning
      /// The provider's.
      case answer
    }

    /// Whose words it is in.
    package var kind: Kind
    /// The words.
    package var text: SafeText

    /// Makes a line.
    package init(kind: Kind, text: SafeText) {
      self.kind = kind
      self.text = text
    }
  }

  /// The payment.
  package let key: PaymentKey
  /// Its reference, else its id.
  package let reference: SafeText
  /// Its account.
  package let account: SafeText
  /// LIVE or test.
  package let mode: Mode
  /// The answer; `nil` when the payment was not read from the provider yet.
  package var answer: ProviderAnswer?
  /// The first line shown, before breaking.
  package var firstLine = 0

  /// Makes the pane of a payment.
  package init(
    key: PaymentKey, reference: SafeText, account: SafeText, mode: Mode, answer: ProviderAnswer?
  ) {
    self.key = key
    self.reference = reference
    self.account = account
    self.mode = mode
    self.answer = answer
  }

  /// What was asked, what came, and what of it is missing here; empty before it was read.
  package var lines: [Line] {
    guard let answer else { return [] }
    let scope: SafeText = answer.isPart ? "One row of the answer to " : ""
    var lines = [
      Line(kind: .about, text: scope + answer.request),
      Line(kind: .about, text: "Credentials and card numbers are blotted out."),
      Line(kind: .about, text: ""),
    ]
    lines += answer.lines.map { Line(kind: .answer, text: $0) }
    if answer.isCut {
      lines.append(
        Line(kind: .warning, text: "Cut here: the answer has \(answer.byteCount) bytes."))
    }
    return lines
  }

  /// The last line that can be the first one shown, so that the end of the answer fills the screen.
  func lastFirstLine(columns: Int, rows: Int) -> Int {
    let lines = lines
    var room = rows
    var first = lines.count
    while first > 0 {
      room -= lines[first - 1].pieces(columns: columns).count
      if room < 0 { break }
      first -= 1
    }
    return min(first, max(0, lines.count - 1))
  }
}

extension RawAnswerModel.Line {
  /// The line broken to a width, each piece with the column in which it begins; what goes on is set in further.
  package func pieces(columns: Int) -> [(column: Int, text: SafeText)] {
    let indent = min(text.text.prefix { $0 == " " }.count, columns / 2)
    guard text.width > columns else { return [(0, text)] }
    let rest = SafeText(sanitizing: text.text.drop { $0 == " " }, limit: .max)
    let hanging = min(indent + 2, columns / 2)
    return rest.wrapped(to: max(1, columns - hanging)).enumerated().map { index, piece in
      (index == 0 ? indent : hanging, piece)
    }
  }
}
