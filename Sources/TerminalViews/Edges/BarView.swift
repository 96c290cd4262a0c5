import Payments
import Settings
import SupportDesk
import Terminal
import TextSafety
import ViewModels

/// The top line: the accounts with their worlds, what needs attention, and who sits here.
struct BarView: Hashable {
  private let accounts: [DeskAccount]
  private let attentionCount: Int
  private let actor: Actor

  init(model: DeskModel) {
    accounts = model.context.accounts
    attentionCount = model.attention.count
    actor = model.context.actor
  }

  func line(columns: Int) -> Line {
    let right = rightSide(columns: columns)
    var line = leftSide(columns: columns - right.end - 3)
    line.add(right, at: columns - right.end - 1)
    return line
  }

  /// Attention and actor; the actor's name gives way on a narrow screen.
  private func rightSide(columns: Int) -> Line {
    var line = Line()
    if attentionCount > 0 {
      let verb: SafeText = attentionCount == 1 ? "needs" : "need"
      line.add("\(SafeText(grouping: attentionCount)) \(verb) attention", .unknown)
    }
    let actor = actor.safe.truncated(to: max(8, columns / 6))
    line.add(actor, .muted, gap: line.pieces.isEmpty ? 0 : columns >= 100 ? 3 : 2)
    return line
  }

  /// The fullest form that fits: whole names, their first parts, or counts of each world.
  private func leftSide(columns: Int) -> Line {
    let wide = accounts(gap: 3) { $0.safe }
    guard wide.end > columns else { return wide }
    let forms = [accounts(gap: 2) { $0.safe }, accounts(gap: 2) { shortName($0) }]
    return forms.first { $0.end <= columns } ?? counts
  }

  private func accounts(gap: Int, name: (AccountName) -> SafeText) -> Line {
    var line = Line(" Tilldesk", .title)
    for account in self.accounts {
      line.add(name(account.name), .text, gap: gap)
      line.add(account.mode.word, account.mode.role, gap: 1)
    }
    return line
  }

  private var counts: Line {
    var line = Line(" Tilldesk", .title)
    for mode in Mode.allCases {
      let count = accounts.count { $0.mode == mode }
      guard count > 0 else { continue }
      line.add(SafeText(count), .text, gap: 2)
      line.add(mode.word, mode.role, gap: 1)
    }
    return line
  }

  /// The name up to its first dash, where that still tells the accounts apart.
  private func shortName(_ name: AccountName) -> SafeText {
    let first = Self.firstPart(name)
    let twins = accounts.count { Self.firstPart($0.name) == first }
    return twins == 1 ? SafeText(sanitizing: first) : name.safe
  }

  private static func firstPart(_ name: AccountName) -> Substring {
    name.text.split(separator: "-").first ?? name.text[...]
  }
}
