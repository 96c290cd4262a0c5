import ArgumentParser
import Payments
import SupportDesk
import TextSafety

/// `tilldesk search QUERY…`: one search over all accounts, as a table, JSON or CSV.
struct SearchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find payments in all accounts at once.",
    discussion: """
      The query is the same as in the desk: words, status:pending, amount:>=10, created:7d, sort:amount- …
      Rows come from the providers and from the local index. What may be missing is said on standard error: the \
      rows then have complete: false (--json) or list_complete no (--csv). The exit code is 1 where an account did \
      not answer, and where nothing was found but not everything was looked through.
      """)

  // A word may begin with a dash: it says what is not wanted.
  @Argument(parsing: .allUnrecognized, help: "What to look for; several words must all match.")
  var query: [String] = []
  @Option(name: .long, help: "Only this account.")
  var account: String?
  @Option(name: .long, help: "The most rows printed, 1 to 100000.")
  var limit = 100
  @Flag(name: .long, help: "Print an array of objects.")
  var json = false
  @Flag(name: .long, help: "Print comma-separated values with a header line.")
  var csv = false
  @OptionGroup var options: ConfigurationOptions

  func validate() throws {
    guard (1...100_000).contains(limit) else {
      throw ValidationError("--limit takes 1 to 100000.")
    }
    guard !(json && csv) else { throw ValidationError("Choose --json or --csv, not both.") }
  }

  func run() async throws {
    let bench = try await LiveServices.ready(options)
    let answer = try await find(bench)
    for line in SearchNarration(answer).lines { Console.narrate(line) }
    print(answer, accounts: bench.desk.accounts, zone: bench.zone)
    let silent = answer.silentAccounts
    guard silent.isEmpty else {
      let names = silent.map(\.safe).joined(separator: ", ")
      throw CommandFailure(.failed, "Not everything was looked through: no answer of \(names).")
    }
    guard !answer.rows.isEmpty || answer.isComplete else {
      throw CommandFailure(.failed, "Nothing was found, and not everything was looked through.")
    }
  }

  private func find(_ bench: LiveServices) async throws(CommandFailure) -> SearchAnswer {
    var text = query.joined(separator: " ")
    if let account { text += " account:\(account)" }
    let accounts = bench.desk.accounts
    let parsed = QueryParser.parse(
      text, now: bench.now(), zone: bench.zone, accounts: accounts.map(\.name),
      providers: Set(accounts.map(\.identity.provider.rawValue)).sorted(),
      actor: bench.desk.actor)
    guard let query = parsed.query else {
      throw CommandFailure(mistakes: parsed.mistakes, in: text)
    }
    let newest = NewestAnswer()
    do throws(DeskError) {
      try await bench.desk.find(query, limit: limit) { newest.set($0) }
    } catch {
      throw CommandFailure(error)
    }
    guard let answer = newest.value else {
      throw CommandFailure(.failed, "The search was interrupted.")
    }
    return answer
  }

  private func table(_ answer: SearchAnswer, zone: ZoneOffsets) -> RowTable {
    RowTable(answer.rows, zone: zone, isComplete: answer.isComplete)
  }

  private func print(_ answer: SearchAnswer, accounts: [DeskAccount], zone: ZoneOffsets) {
    if json {
      let rows = answer.rows.compactMap { row in
        accounts.first { $0.name == row.account }.map {
          JSONValue.row(row, account: $0, ofComplete: answer.isComplete)
        }
      }
      Console.data(.array(rows))
    } else if csv {
      Console.data(table: table(answer, zone: zone).csv)
    } else {
      Console.data(lines: table(answer, zone: zone).lines)
    }
  }
}

extension SearchAnswer {
  /// The accounts that were asked and did not answer.
  fileprivate var silentAccounts: [AccountName] {
    progress.compactMap { name, progress in
      switch progress {
      case .waiting, .failed: name
      case .answered: nil
      }
    }.sorted()
  }

  /// Whether these are all rows that there are, as far as anybody can tell: none cut off at the limit, none that an account
  /// did not list.
  fileprivate var isComplete: Bool {
    total <= rows.count && !totalIsLowerBound
      && progress.values.allSatisfy { progress in
        if case .answered(_, nil, nil) = progress { true } else { false }
      }
  }
}

extension CommandFailure {
  /// The first mistake of a query, with the word that it is about.
  init(mistakes: [QueryMistake], in text: String) {
    guard let mistake = mistakes.first else {
      self.init(.usage, "The query cannot be read.")
      return
    }
    let word = text.dropFirst(mistake.range.lowerBound).prefix(mistake.range.count)
    let hint: SafeText = mistake.suggestion.map { " Did you mean \($0)?" } ?? ""
    self.init(.usage, "“\(word)”: \(mistake.message)\(hint)")
  }
}
