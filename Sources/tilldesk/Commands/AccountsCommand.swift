import ArgumentParser
import Payments
import SupportDesk
import TextSafety

/// `tilldesk accounts`: which merchant each account is, by whose word; and a person's word where it takes one.
struct AccountsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accounts",
    abstract: "Show which merchant each account is, by whose word, under which key.",
    discussion: """
      Asks a provider only about an account of which the record does not know everything. Nothing is sent for an \
      account that is in doubt; it is read, and all others work as before.
      """,
    subcommands: [AccountsListCommand.self, AccountsConfirmCommand.self],
    defaultSubcommand: AccountsListCommand.self)
}

/// `tilldesk accounts list`.
struct AccountsListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Show which merchant each account is (this is what accounts alone does).")

  @Flag(name: .long, help: "Print an object.")
  var json = false
  @OptionGroup var options: ConfigurationOptions

  func run() async throws {
    let bench = try await LiveServices.ready(options)
    let reports: [MerchantReport]
    let left: [LeftMerchant]
    do throws(DeskError) {
      reports = try bench.desk.merchantReports()
      left = try bench.desk.leftMerchants()
    } catch {
      throw CommandFailure(error)
    }
    guard json else {
      Console.data(lines: AccountsText(reports, left: left, zone: bench.zone).lines)
      return
    }
    Console.data(
      .members([
        "accounts": .array(reports.map(JSONValue.merchant)),
        "left": .array(left.map(JSONValue.left)),
      ]))
  }
}

/// `tilldesk accounts confirm NAME`: this person says which merchant the account is.
struct AccountsConfirmCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "confirm",
    abstract: "Say that an account is the merchant as which it is read.",
    discussion: """
      Reads payments that are on record for the merchant under the account's present key, says what it compared, and \
      records who confirmed it. Everything that is held for the merchant stays held. With --was, the account is the \
      merchant that another label was: for an account whose label and key both changed.
      """)

  @Argument(help: "The account's label.")
  var name: String
  @Option(name: .long, help: "The label that this merchant had before.")
  var was: String?
  @Flag(name: .long, help: "Print an object.")
  var json = false
  @OptionGroup var options: ConfigurationOptions

  func run() async throws {
    let bench = try await LiveServices.ready(options)
    let label = try label(name)
    let former = try was.map { was throws(CommandFailure) in try self.label(was) }
    let came: MerchantConfirmation
    let report: MerchantReport?
    do throws(DeskError) {
      came = try await bench.desk.confirmMerchant(label, was: former)
      report = try bench.desk.merchantReports().first { $0.account.name == label }
    } catch {
      throw CommandFailure(error)
    }
    guard let report else { return }
    if json {
      Console.data(.confirmation(came, report))
    } else {
      let text = AccountsText([report], left: [], zone: bench.zone)
      Console.data(lines: text.confirmation(came) + text.lines)
    }
    if let obstacle = report.obstacle { throw CommandFailure(.refused, obstacle) }
  }

  private func label(_ text: String) throws(CommandFailure) -> AccountName {
    guard let label = AccountName(text) else {
      throw CommandFailure(.usage, "“\(text)” is not an account's label.")
    }
    return label
  }
}
