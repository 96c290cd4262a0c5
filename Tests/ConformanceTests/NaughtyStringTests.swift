import Foundation
import HostileInput
import HostileScreens
import JSON
import Journal
import Payments
import ProviderClient
import Testing
import TextSafety
import ViewModels

@testable import tilldesk

/// Strings that have broken other programs, in every place that takes or shows text.
@Suite(.enabled(if: ConformanceData.folder != nil, ConformanceData.needed))
struct NaughtyStringTests {
  private func strings() throws -> [String] {
    try ConformanceData.json("naughty-strings/blns.json")
  }

  private func name(_ number: Int) -> String { "string \(number)" }

  // MARK: - Shown

  @Test func `they stand in their fields on every screen`() throws {
    var tally = Tally("naughty strings, screens")
    let strings = try strings()
    let count = CanvasFuzz.textsPerRound
    for (number, screen) in HostileScreen.all.enumerated() {
      for (round, start) in stride(from: 0, to: strings.count, by: count).enumerated() {
        let texts = Array(strings[start..<min(strings.count, start + count)])
        let size = CanvasFuzz.sizes[(number + round) % CanvasFuzz.sizes.count]
        tally.count(
          "\(screen.name), from \(start)",
          problem: CanvasFuzz.leak(of: texts, on: screen, size: size))
      }
    }
    try tally.finish()
  }

  @Test func `they stand in their lines in every conversation`() throws {
    var tally = Tally("naughty strings, --plain")
    let strings = try strings()
    for talk in HostileTalk.all {
      for start in stride(from: 0, to: strings.count, by: 128) {
        let texts = Array(strings[start..<min(strings.count, start + 128)])
        tally.count("\(talk.name), from \(start)", problem: TalkFuzz.leak(of: texts, in: talk))
      }
    }
    try tally.finish()
  }

  @Test func `they come back from comma-separated values as they were shown`() throws {
    var tally = Tally("naughty strings, CSV")
    for (number, text) in try strings().enumerated() {
      let shown = SafeText(sanitizing: text)
      let line = CSV.line(["first", shown, "last"])
      let cells = cells(of: line.unicodeScalars)
      let isInert = cells.count == 3 && (cells[1] == shown.text || cells[1] == "'" + shown.text)
      let leak = OutputLeak.find(in: line.utf8, allowing: [0x0D, 0x0A])
      tally.count(name(number), problem: leak ?? (isInert ? nil : "\(cells)"))
    }
    try tally.finish()
  }

  /// The cells of a line as a spreadsheet reads them.
  private func cells(of line: String.UnicodeScalarView) -> [String] {
    var cells = [String.UnicodeScalarView()]
    var isQuoted = false
    var rest = Substring.UnicodeScalarView(line)
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\"" where isQuoted && rest.first == "\"":
        cells[cells.count - 1].append(rest.removeFirst())
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: cells.append(String.UnicodeScalarView())
      case "\r" where !isQuoted, "\n" where !isQuoted: break
      default: cells[cells.count - 1].append(scalar)
      }
    }
    return cells.map { String($0) }
  }

  @Test func `they come back from JSON as they were`() throws {
    var tally = Tally("naughty strings, JSON")
    for (number, text) in try strings().enumerated() {
      let printed = tilldesk.JSONValue.members(["text": .string(text)]).text
      let sent = CanonicalJSON.object(["text": .string(text)])
      let read = try? JSONReader.read(Array(printed.utf8))
      let received = try? JSONReader.read(sent)
      let isEqual =
        read == received && read?["text"]?.text.map { $0.utf8.elementsEqual(text.utf8) } == true
      let leak = OutputLeak.find(in: printed.utf8, allowing: [])
      tally.count(name(number), problem: leak ?? (isEqual ? nil : printed))
    }
    try tally.finish()
  }

  // MARK: - Typed

  @Test func `they are typed into a line without a control character`() throws {
    var tally = Tally("naughty strings, typed and pasted")
    for (number, text) in try strings().enumerated() {
      var typed = LineEditor()
      for character in text { typed.insert(character) }
      var pasted = LineEditor("before ", limit: 80)
      pasted.paste(text)
      for action in [LineEdit.characterLeft, .deleteWord, .deleteBackward, .deleteForward] {
        pasted.perform(action)
      }
      let control = pasted.text.unicodeScalars.first { $0.properties.generalCategory == .control }
      let isBound =
        typed.text.count <= typed.limit && pasted.text.count <= 80 && control == nil
        && (0...pasted.text.count).contains(pasted.cursor)
      tally.count(name(number), isRight: isBound, pasted.text)
    }
    try tally.finish()
  }

  @Test func `none is taken for an amount that it does not say`() throws {
    var tally = Tally("naughty strings, amounts")
    let remaining = Money(minor: 1_000_000, currency: .gbp)
    for (number, text) in try strings().enumerated() {
      var problem: String?
      if case .success(let money) = TypedAmount.parse(text, currency: .gbp, remaining: remaining) {
        let digits = text.filter { $0 != "," }
        let isSame = Money(decimal: digits, currency: .gbp) == money
        problem = isSame || text.lowercased() == "full" ? nil : "it became \(money.text)"
      }
      tally.count(name(number), problem: problem)
    }
    try tally.finish()
  }

  @Test func `a search for one finds the payments that have it, and no other`() throws {
    var tally = Tally("naughty strings, search")
    let strings = try strings()
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "naughty-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let index = try TransactionIndex(path: folder.appending(path: "index.sqlite").path)
    let account = try #require(AccountName("uk-store"))
    let payments = strings.enumerated().map { payment($0.offset, reference: $0.element) }
    try index.upsert(payments, account: account, asOf: Self.now)
    for (number, text) in strings.enumerated() where !text.isEmpty {
      let query = Query(terms: [.text(text)], sort: .newestFirst)
      let found = try index.search(query, limit: 1000)
      let expected = payments.filter {
        query.matches(QueryRow($0, account: account, intents: []), forgiving: found.forgiving)
      }
      let isSame = Set(found.rows.map(\.transaction.id)) == Set(expected.map(\.id))
      tally.count(name(number), isRight: isSame, "\(found.rows.count) rows, not \(expected.count)")
    }
    try tally.finish()
  }

  @Test func `a search line says where it is wrong, within itself`() throws {
    var tally = Tally("naughty strings, search line")
    let account = try #require(AccountName("uk-store"))
    for (number, text) in try strings().enumerated() {
      for line in [
        text, "ref:\(text)", "-\(text)", "amount:\(text)", "created:\(text)", "sort:\(text)",
      ] {
        let parsed = QueryParser.parse(
          line, now: Self.now, zone: .utc, accounts: [account], providers: ["neropay"])
        let places = parsed.mistakes.map(\.range)
        let isWithin = places.allSatisfy { $0.lowerBound >= 0 && $0.upperBound <= line.count }
        tally.count(
          "\(name(number)) in \(line)",
          isRight: isWithin && (parsed.query == nil) == !places.isEmpty)
      }
    }
    try tally.finish()
  }

  private static let now = Instant(seconds: 1_790_000_000)

  private func payment(_ number: Int, reference: String) -> Transaction {
    let identity = AccountIdentity(
      provider: ProviderName(rawValue: "neropay"), origin: "https://example.test", merchant: "m")
    return Transaction(
      key: PaymentKey(account: identity, id: TransactionID("n\(number)")),
      reference: ForeignText(reference), kind: .payment, status: .paid,
      providerStatus: "succeeded", amount: QuotedAmount(Money(minor: 500, currency: .gbp)),
      created: nil)
  }
}
