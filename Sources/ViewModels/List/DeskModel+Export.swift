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
    layers.append(.export(exportModel(query: query, path: path)))
    return []
  }

  private func exportModel(query: Query, path: String) -> ExportModel {
    guard list.marks.isEmpty else {
      let keys = markedPayments
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

  /// The marked payments in the order of the list; marks of other searches after them.
  var markedPayments: [PaymentKey] {
    let listed = list.rows.map(\.id).filter(list.marks.contains)
    return listed + list.marks.subtracting(listed).sorted { $0.id < $1.id }
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

  /// Whether a file is being written.
  var isExporting: Bool {
    if case .export(let export) = layers.last { export.serial != nil } else { false }
  }

  /// Why nothing can be written; `nil` when something can.
  var exportRefusal: SafeText? {
    if let mistake = list.mistakes.first { return mistake.message }
    return list.rows.isEmpty && list.marks.isEmpty ? "There is nothing to export." : nil
  }

  // MARK: - The dialog

  /// Changes the path.
  mutating func editExport(_ edit: (inout LineEditor) -> Void) -> [DeskEffect] {
    changeExport { export in
      guard export.serial == nil else { return }
      edit(&export.path)
      export.mistake = nil
    }
    return []
  }

  /// Enter: writes the file.
  mutating func writeExport() -> [DeskEffect] {
    guard case .export(let export) = layers.last, export.serial == nil else { return [] }
    let path = export.path.text.trimmingSpaces
    guard !path.isEmpty, !path.hasSuffix("/") else {
      changeExport { $0.mistake = "Type the name of a file." }
      return []
    }
    let serial = nextSerial()
    let time = now
    changeExport { export in
      export.serial = serial
      export.askedAt = time
      export.mistake = nil
    }
    return [.export(serial: serial, ExportTask(rows: export.rows, path: path))]
  }

  /// The file was written, or not.
  mutating func exported(
    _ serial: Int, _ result: Result<ExportReport, ExportFailure>
  ) -> [DeskEffect] {
    var export: ExportModel?
    for case .export(let open) in layers where open.serial == serial { export = open }
    switch result {
    case .success(let report):
      // Written all the same when the dialog was left meanwhile.
      layers.removeAll { $0.isExport(serial) }
      let gap = export?.gap
      let isWhole = report.written == report.total && gap == nil
      return say(isWhole ? .success : .warning, sentence(report, gap: gap)) + layersClosed()
    case .failure(let failure):
      guard export != nil else { return say(.error, failure.sentence) }
      changeExport { export in
        export.serial = nil
        export.mistake = failure.sentence
        if failure == .exists { export.path.replace(with: Self.nextName(export.path.text)) }
      }
      return []
    }
  }

  private func sentence(_ report: ExportReport, gap: SafeText?) -> SafeText {
    let rows: SafeText = report.written == 1 ? "1 row" : "\(report.written) rows"
    let share: SafeText =
      report.written == report.total ? rows : "\(report.written) of \(report.total) rows"
    return "Wrote \(share) to \(report.path).\(gap.map { " \($0)" } ?? "")"
  }

  private mutating func changeExport(_ change: (inout ExportModel) -> Void) {
    for index in layers.indices {
      guard case .export(var export) = layers[index] else { continue }
      change(&export)
      layers[index] = .export(export)
    }
  }

  /// `a.csv` becomes `a-2.csv`, and that `a-3.csv`.
  static func nextName(_ path: String) -> String {
    let ending = path.hasSuffix(".csv") ? ".csv" : ""
    let stem = path.dropLast(ending.count)
    let parts = stem.split(separator: "-", omittingEmptySubsequences: false)
    // Two digits at most: a longer number is part of the name, as the day of the month is.
    if parts.count > 1, let last = parts.last, let number = Int(last), !last.hasPrefix("0"),
      (2..<99).contains(number), !Self.endsWithDay(parts)
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

extension SafeText {
  /// The text without the point at its end, to go on after it.
  fileprivate var withoutPoint: SafeText {
    let scalars = text.unicodeScalars
    return scalars.last == "." ? SafeText(sanitizing: Substring(scalars.dropLast())) : self
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

extension Layer {
  /// Whether it waits for the file that is written under a serial.
  fileprivate func isExport(_ serial: Int) -> Bool {
    if case .export(let export) = self { export.serial == serial } else { false }
  }
}
