import Settings
import SupportDesk
import TextSafety

/// One matter in the list of matters: a line where there is room for everything in it, else two.
struct MatterRow {
  let words: MatterWords
  /// Whether the cursor is on it.
  let isSelected: Bool
  /// The columns there are.
  let width: Int

  /// From this width on a matter is one line.
  static let tableWidth = 112

  /// Where the columns of the table stand: what is known of all matters decides, the reference has the rest.
  struct Columns {
    static let matter = 3
    static let reference = 20
    private static let gap = 2
    fileprivate let account: Int
    fileprivate let amountEnd: Int
    fileprivate let actor: Int
    fileprivate let since: Int
    fileprivate let next: Int

    /// Divides the width inside the frame.
    init(_ matters: [MatterWords], width: Int) {
      func widest(_ least: Int, _ columns: (MatterWords) -> Int) -> Int {
        matters.reduce(least) { max($0, columns($1)) }
      }
      next = width - widest("Next".utf8.count) { $0.next.text.width } - Self.gap
      since = next - widest("Since".utf8.count) { $0.since.width } - Self.gap
      actor = since - widest("By".utf8.count) { $0.actor.width } - Self.gap
      amountEnd = actor - Self.gap
      let amount = widest("Amount".utf8.count) { $0.amount.width }
      account = amountEnd - amount - Self.gap - widest("Account".utf8.count) { $0.account.end }
    }

    /// The columns for the reference.
    fileprivate var referenceWidth: Int { account - Self.reference - Self.gap }
  }

  /// The columns of the table; `nil` where a matter has two lines.
  var columns: Columns?

  /// The heads of the table.
  static func header(_ columns: Columns) -> Line {
    var line = Line()
    line.put("Matter", .muted, at: Columns.matter)
    line.put("Reference", .muted, at: Columns.reference)
    line.put("Account", .muted, at: columns.account)
    line.put("Amount", .muted, endingAt: columns.amountEnd)
    line.put("By", .muted, at: columns.actor)
    line.put("Since", .muted, at: columns.since)
    line.put("Next", .muted, at: columns.next)
    return line
  }

  /// The line or the two lines of the matter.
  var lines: [Line] { columns.map { [tableLine($0)] } ?? [upperLine, lowerLine] }

  private var item: AttentionItem { words.item }

  private var head: Line {
    var line = Line()
    if isSelected { line.put("▌", .cursorMark, at: 1) }
    line.put(item.matter.title, item.matter.role, at: Columns.matter)
    return line
  }

  private func reference(within columns: Int) -> SafeText {
    item.reference.truncatedMiddle(to: max(4, columns))
  }

  private var role: ThemeRole { isSelected ? .selection : .text }

  private func tableLine(_ columns: Columns) -> Line {
    var line = head
    line.put(reference(within: columns.referenceWidth), role, at: Columns.reference)
    line.add(words.account, at: columns.account)
    line.put(words.amount, .text, endingAt: columns.amountEnd, whole: true)
    line.put(words.actor, .muted, at: columns.actor)
    line.put(words.since, .muted, at: columns.since)
    let next = words.next
    line.put(next.text, next.role, at: columns.next)
    return line
  }

  // MARK: - Two lines

  private var upperLine: Line {
    var line = head
    let amount = words.amount
    let room = width - 1 - Columns.reference - amount.width - 2
    line.put(reference(within: room), role, at: Columns.reference)
    line.put(amount, .text, endingAt: width - 1, whole: true)
    return line
  }

  /// What happens next and in which world come before who and when.
  private var lowerLine: Line {
    let actor: [SafeText] = item.intent == nil ? [] : ["by \(words.actor)"]
    let since: [SafeText] = item.since == nil ? [] : ["since \(words.since)"]
    let forms = [lower(actor + since), lower(since), lower([])]
    return forms.first { $0.end < width } ?? forms[2]
  }

  private func lower(_ facts: [SafeText]) -> Line {
    var line = Line()
    line.add(words.account, at: 5)
    for fact in facts { line.add(" · \(fact)", .muted) }
    let next = words.next
    line.add(" · ", .muted)
    line.add(next.text, next.role)
    return line
  }
}
