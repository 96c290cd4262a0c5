import Payments
import SupportDesk
import TextSafety

/// A payment that may be meant, with the command that names it and no other.
struct CandidateText {
  private let row: PaymentRow
  private let zone: ZoneOffsets

  /// Makes the text of a payment, with its time in a zone.
  init(_ row: PaymentRow, zone: ZoneOffsets) {
    self.row = row
    self.zone = zone
  }

  /// Id, reference, amount, date and status.
  var line: SafeText {
    let transaction = row.transaction
    let facts: [SafeText] = [
      row.fullName, transaction.amount.label, RowTable.created(transaction.created, zone: zone),
      transaction.status.title,
    ]
    return "  \(facts.joined(separator: "  "))"
  }

  /// What to type for it.
  ///
  /// - Parameter words: The command line behind the program's name, for a payment as it is named there.
  func command(_ words: (String) -> [String]) -> SafeText {
    let id = row.transaction.id
    let typed = words("\(row.account.text)/\(id.raw)").map(ShellWord.quoted)
    let line = typed.joined(separator: " ")
    // What cannot be shown as it is cannot be typed from here.
    guard SafeText(sanitizing: line).text == line else {
      return "    Its id has characters that cannot be typed: open it in the desk."
    }
    return "    tilldesk \(SafeText(sanitizing: line))"
  }
}

/// A word of a command line, as a shell takes it.
enum ShellWord {
  /// The word, between quotation marks where a shell would read more into it.
  static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "@"),
        UInt8(ascii: ","), UInt8(ascii: "+"):
        true
      default: false
      }
    }
    guard !isPlain || word.isEmpty else { return word }
    return "'"
      + word.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "'\\''") + "'"
  }
}
