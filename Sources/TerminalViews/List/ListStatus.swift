import Payments
import Settings
import SupportDesk
import TextSafety
import ViewModels

/// What the lines of the list's frame say: how many, who is still answering, what may be missing.
struct ListStatus: Hashable {
  private let answer: SearchAnswer?
  private let accounts: [DeskAccount]
  private let hasMistakes: Bool
  /// Whether the rows are those of an older search, and look so.
  private let looksOld: Bool
  private let answeredText: String
  private let markCount: Int
  /// How long the answer has been waited for; `nil` while that is not worth a word.
  private let wait: SafeText?

  init(model: DeskModel) {
    answer = model.list.answer
    accounts = model.context.accounts
    hasMistakes = !model.list.mistakes.isEmpty
    looksOld = model.list.looksOld
    answeredText = model.list.answeredText
    markCount = model.list.marks.count
    wait = Self.wait(model)
  }

  /// Under this nothing is said of a wait.
  static let patienceMilliseconds: Int64 = 150

  private static let separator: SafeText = " · "

  // MARK: - The upper line

  /// How many are marked, and whether the search was forgiving.
  var corner: Line {
    var line = Line()
    if answer?.forgiving == true {
      line.add("dashes and look-alikes forgiven", .warning)
    }
    guard markCount > 0 else { return line }
    if !line.pieces.isEmpty { line.add(Self.separator, .muted) }
    line.add("\(SafeText(grouping: markCount)) marked", .key)
    return line
  }

  // MARK: - The lower line

  /// The counts and notes, in as many words as fit.
  func line(columns: Int) -> Line {
    guard let answer else { return .blank }
    guard !looksOld else { return Line(staleNote, hasMistakes ? .muted : .warning) }
    // Without rows the list itself says where each account stands.
    guard !answer.rows.isEmpty else { return .blank }
    let counts = Line(counts(answer), .muted)
    let notes = notes(answer)
    let short = joined(counts, notes.map(\.short))
    guard short.end <= columns else { return joined(counts, groups(answer)) }
    return joined(counts, wordy(notes, room: columns - short.end))
  }

  private struct Note {
    var long: Line
    var short: Line
  }

  /// Gives the notes their long forms, from the first, while there is room.
  private func wordy(_ notes: [Note], room: Int) -> [Line] {
    var room = room
    return notes.map { note in
      let more = note.long.end - note.short.end
      guard more <= room else { return note.short }
      room -= more
      return note.long
    }
  }

  private func joined(_ first: Line, _ notes: [Line]) -> Line {
    notes.reduce(into: first) { line, note in
      line.add(Self.separator, .muted)
      line.add(note, at: line.end)
    }
  }

  private var staleNote: SafeText {
    let text = SafeText(sanitizing: answeredText)
    guard hasMistakes else {
      let name: SafeText = text.isEmpty ? "everything" : "“\(text)”"
      return "older search: still the answer to \(name)"
    }
    return text.isEmpty
      ? "everything, as before the mistake" : "still the answer to “\(text)”"
  }

  private func counts(_ answer: SearchAnswer) -> SafeText {
    let total = SafeText(grouping: max(answer.total, answer.rows.count))
    let least: SafeText = answer.totalIsLowerBound ? "at least " : ""
    return "\(SafeText(grouping: answer.rows.count)) of \(least)\(total)"
  }

  /// Failures first: what may be missing matters more than who is slow, and what never is listed is no news.
  private func notes(_ answer: SearchAnswer) -> [Note] {
    let accounts = accounts.map(\.name)
    let failed = accounts.compactMap { name -> Note? in
      guard case .failed(let why) = answer.progress[name] else { return nil }
      return Note(
        long: Line("\(name.safe) did not answer: \(why)", .error),
        short: Line("\(name.safe) failed", .error))
    }
    let incomplete = accounts.compactMap { name -> Note? in
      guard case .answered(_, incomplete: .some(let why), _) = answer.progress[name] else {
        return nil
      }
      return Note(
        long: Line("\(name.safe) incomplete: \(why)", .warning),
        short: Line("\(name.safe) incomplete", .warning))
    }
    let bounded = accounts.compactMap { name -> Note? in
      guard case .answered(_, incomplete: .none, .some(let bound)) = answer.progress[name] else {
        return nil
      }
      return Note(
        long: Line("\(name.safe): \(bound.brief)", .muted),
        short: Line("\(name.safe): in part", .muted))
    }
    guard let wait else { return failed + incomplete + bounded }
    let waiting = accounts.filter { answer.progress[$0] == .waiting }.map { name in
      Note(
        long: Line("\(name.safe) answering \(wait)", .pending),
        short: Line("\(name.safe) \(wait) …", .pending))
    }
    return failed + incomplete + waiting + bounded
  }

  /// How many accounts stand where, when there is no room for their names.
  private func groups(_ answer: SearchAnswer) -> [Line] {
    var failed = 0
    var incomplete = 0
    var waiting = 0
    var bounded = 0
    for progress in answer.progress.values {
      switch progress {
      case .failed: failed += 1
      case .answered(_, incomplete: .some, _): incomplete += 1
      case .waiting: waiting += 1
      case .answered(_, incomplete: .none, .some): bounded += 1
      case .answered(_, incomplete: .none, .none): continue
      }
    }
    var lines: [Line] = []
    if failed > 0 { lines.append(Line("\(failed) failed", .error)) }
    if incomplete > 0 { lines.append(Line("\(incomplete) incomplete", .warning)) }
    if waiting > 0, let wait { lines.append(Line("\(waiting) waiting \(wait)", .pending)) }
    if bounded > 0 { lines.append(Line("\(bounded) in part", .muted)) }
    return lines
  }

  private static func wait(_ model: DeskModel) -> SafeText? {
    // Asked only where somebody is waited for: it changes all the time.
    guard model.list.isWaiting else { return nil }
    let (asked, now) = (model.list.askedAt, model.now)
    guard now.milliseconds(since: asked) >= patienceMilliseconds else { return nil }
    return model.context.lowBandwidth
      ? TimeText.wait(since: asked, now: now) : TimeText.preciseWait(since: asked, now: now)
  }
}
