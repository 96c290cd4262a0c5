import Payments
import TextSafety

extension ExportModel: Dialog {
  var layer: Layer { .export(self) }
  var place: DeskAction.Place { .exportPath }
  var isWaiting: Bool { serial != nil }

  /// Changes the path; while the file is being written it stays as it is.
  mutating func edit(_ turn: inout Turn, _ change: (inout LineEditor) -> Void) {
    guard serial == nil else { return }
    change(&path)
    mistake = nil
  }

  /// Enter: writes the file.
  mutating func perform(_ action: DialogAction, _ turn: inout Turn) {
    guard action == .writeExport, serial == nil else { return }
    let path = path.text.trimmingSpaces
    guard !path.isEmpty, !path.hasSuffix("/") else {
      mistake = "Type the name of a file."
      return
    }
    let serial = turn.nextSerial()
    self.serial = serial
    askedAt = turn.desk.now
    mistake = nil
    turn.perform(.export(serial: serial, ExportTask(rows: rows, path: path)))
  }

  /// The file was written, or not.
  mutating func take(_ event: DeskEvent, _ turn: inout Turn) {
    guard case .exported(let serial, let result, _) = event, serial == self.serial else { return }
    switch result {
    case .success(let report):
      turn.say(report.level(gap: gap), report.sentence(gap: gap))
      turn.close()
    case .failure(let failure):
      self.serial = nil
      mistake = failure.sentence
      if failure == .exists { path.replace(with: Self.nextName(path.text)) }
    }
  }

  /// `a.csv` becomes `a-2.csv`, and that `a-3.csv`.
  static func nextName(_ path: String) -> String {
    let ending = path.hasSuffix(".csv") ? ".csv" : ""
    let stem = path.dropLast(ending.count)
    let parts = stem.split(separator: "-", omittingEmptySubsequences: false)
    // Two digits at most: a longer number is part of the name, as the day of the month is.
    if parts.count > 1, let last = parts.last, let number = Int(last), !last.hasPrefix("0"),
      (2..<99).contains(number), !endsWithDay(parts)
    {
      return parts.dropLast().joined(separator: "-") + "-\(number + 1)\(ending)"
    }
    return "\(stem)-2\(ending)"
  }

  /// Whether the last parts of a name are a day, `2026-11-21`, whose end is no count.
  private static func endsWithDay(_ parts: [Substring]) -> Bool {
    guard parts.count >= 3 else { return false }
    let day = parts.suffix(3)
    return day.allSatisfy { Int($0) != nil } && day.map(\.count) == [4, 2, 2]
  }
}

extension ExportReport {
  /// How it is said; a file that lacks rows is worth a second look.
  func level(gap: SafeText?) -> Message.Level {
    written == total && gap == nil ? .success : .warning
  }

  /// What was written where, and what may be missing from it.
  func sentence(gap: SafeText?) -> SafeText {
    let rows: SafeText = written == 1 ? "1 row" : "\(written) rows"
    let share: SafeText = written == total ? rows : "\(written) of \(total) rows"
    return "Wrote \(share) to \(path).\(gap.map { " \($0)" } ?? "")"
  }
}

extension ExportFailure {
  /// What is wrong, and what would be right.
  var sentence: SafeText {
    switch self {
    case .exists: "That file is there already and is not overwritten; here is another name."
    case .failed(let words): words
    }
  }
}
