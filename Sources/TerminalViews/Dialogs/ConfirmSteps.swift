import Payments
import Settings
import SupportDesk
import TextSafety
import ViewModels

/// What is to be typed, and where the decision stands once it was.
struct ConfirmSteps {
  let confirm: ConfirmModel
  let words: ConfirmWords
  let now: Instant

  private static let fieldWidth = 20
  /// The last four characters of a reference, and room for the cursor.
  private static let referenceWidth = 8

  /// The lines of the current step.
  func lines(columns: Int) -> [Line] {
    switch confirm.phase {
    case .settling: prompts(isListening: false, columns: columns)
    case .ready: prompts(isListening: true, columns: columns)
    case .preparing(let since):
      confirm.takesBack
        ? sentence("Taking it back; nothing is sent.", .warning, columns)
        : sentence("Writing it down before anything is sent, \(wait(since)) …", .pending, columns)
    case .undoable(_, let sendsAt): countdown(to: sendsAt, columns: columns)
    case .sending(_, let since):
      sentence(
        "Sent, waiting for \(words.provider), \(wait(since)) … It cannot be taken back now.",
        .pending,
        columns)
    case .discarding: sentence("Taking it back; nothing was sent …", .warning, columns)
    case .recording(let since):
      sentence(
        "Reading the payment once more at \(words.provider), then writing it down, \(wait(since)) …",
        .pending, columns)
    }
  }

  private func wait(_ since: Instant) -> SafeText { TimeText.wait(since: since, now: now) }

  private func sentence(_ text: SafeText, _ role: ThemeRole, _ columns: Int) -> [Line] {
    Paragraph(text, role).lines(columns: columns)
  }

  private func countdown(to sendsAt: Instant, columns: Int) -> [Line] {
    let milliseconds = max(0, sendsAt.milliseconds(since: now))
    let seconds = milliseconds / 1000 + (milliseconds % 1000 > 0 ? 1 : 0)
    var paragraph = Paragraph()
    paragraph.addWhole("Sending in \(seconds) s.", .warning)
    paragraph.add(" ")
    paragraph.addWhole("Esc", .key)
    paragraph.add(" takes it back; nothing has been sent yet.")
    return paragraph.lines(columns: columns)
  }

  // MARK: - Prompts

  private func prompts(isListening: Bool, columns: Int) -> [Line] {
    var lines = [prompt(isListening: isListening, columns: columns)]
    if confirm.wantsReference { lines.append(referencePrompt(isListening: isListening)) }
    if let mistake = confirm.mistake {
      lines += sentence(mistake, .error, columns)
    } else if !isListening {
      lines.append(Line("Input counts in a moment, once the keys are quiet.", .muted))
    }
    return lines
  }

  private func prompt(isListening: Bool, columns: Int) -> Line {
    var line = Line("Type ", .text)
    line.add(SafeText(sanitizing: confirm.wantedWord), .amount, whole: true)
    line.add(" \(words.purpose):")
    line.add(
      field: confirm.typed, at: line.end + 2, width: Self.fieldWidth,
      hasFocus: isListening && !confirm.isInReference)
    let way: SafeText = "Esc goes back"
    if line.end + 4 + way.width <= columns { line.add(way, .muted, gap: 4) }
    return line
  }

  private func referencePrompt(isListening: Bool) -> Line {
    var line = Line(
      "And the last \(confirm.referenceWord.count) characters of the reference:")
    line.add(
      field: confirm.typedReference, at: line.end + 2, width: Self.referenceWidth,
      hasFocus: isListening && confirm.isInReference)
    return line
  }
}
