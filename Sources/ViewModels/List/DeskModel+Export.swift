import Payments
import SupportDesk
import TextSafety

// Writing what the list shows into a file of comma-separated values.

extension DeskModel {
  /// Opens the dialog: the marked payments where there are marks, else all rows of the search.
  mutating func openExport() -> [DeskEffect] {
    guard let query = context.parse(list.search.text, now: now).query else { return [] }
    let day = TimeText.exact(now, zone: context.zone).text.prefix(10)
    let path = "~/tilldesk-\(day).csv"
    return open(.export(exportModel(query: query, path: path)))
  }

  private func exportModel(query: Query, path: String) -> ExportModel {
    guard list.marks.isEmpty else {
      let keys = list.markedPayments
      return ExportModel(
        rows: .payments(keys),
        words: keys.count == 1 ? "The marked payment" : "The \(keys.count) marked payments",
        gap: nil, path: path)
    }
    let total = max(list.answer?.total ?? 0, list.rows.count)
    let least: SafeText = list.answer?.totalIsLowerBound == true ? "at least " : ""
    let count: SafeText = total == 1 ? "1 row" : "\(least)\(total) rows"
    let text = list.search.text.trimmingSpaces
    let scope: SafeText =
      text.isEmpty ? "of the local index" : "found for “\(SafeText(sanitizing: text))”"
    return ExportModel(
      rows: .search(query), words: "\(count) \(scope)", gap: exportGap, path: path)
  }

  /// Which accounts may have more than the index knows.
  private var exportGap: SafeText? {
    guard let progress = list.answer?.progress else { return nil }
    let gaps = context.accounts.map(\.name).compactMap { name -> SafeText? in
      switch progress[name] {
      case .waiting: "\(name.safe) is still answering"
      case .failed: "\(name.safe) did not answer"
      case .answered(_, incomplete: .some(let why), _): "\(name.safe): \(why.withoutPoint)"
      case .answered(_, incomplete: .none, .some(let bound)):
        "\(name.safe): \(bound.sentence.withoutPoint)"
      case .answered(_, incomplete: .none, .none), .none: nil
      }
    }
    return gaps.isEmpty ? nil : "It may lack rows: \(gaps.joined(separator: "; "))."
  }

  /// Whether the dialog waits for the file that is written under a serial.
  func isExporting(_ serial: Int) -> Bool { dialog(ExportModel.self)?.serial == serial }

  /// Why nothing can be written; `nil` when something can.
  var exportRefusal: SafeText? {
    if let mistake = list.mistakes.first { return mistake.message }
    return list.rows.isEmpty && list.marks.isEmpty ? "There is nothing to export." : nil
  }

  /// The file was written after its dialog was left, or not: it is said all the same.
  mutating func exportedUnseen(_ result: Result<ExportReport, ExportFailure>) -> [DeskEffect] {
    switch result {
    case .success(let report): say(report.level(gap: nil), report.sentence(gap: nil))
    case .failure(let failure): say(.error, failure.sentence)
    }
  }
}

extension SafeText {
  /// The text without the point at its end, to go on after it.
  fileprivate var withoutPoint: SafeText {
    let scalars = text.unicodeScalars
    return scalars.last == "." ? SafeText(sanitizing: Substring(scalars.dropLast())) : self
  }
}
