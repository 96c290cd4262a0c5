import ArgumentParser
import Glibc
import TextSafety

/// The entry: parses the command line, runs one command, and turns whatever happens into one line and an exit code.
@main
struct Program: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tilldesk",
    abstract: "A terminal desk for merchant support: find a payment, refund it, see what is left.",
    version: "0.2.0",
    subcommands: [
      OpenCommand.self, DemoCommand.self, SandboxCommand.self, SearchCommand.self,
      ShowCommand.self, RefundCommand.self, CancelCommand.self, DisputeCommand.self,
      AttentionCommand.self, ReconcileCommand.self, AccountsCommand.self, WorkerCommand.self,
      JournalCommand.self,
      AuditCommand.self, BackupCommand.self, ThemesCommand.self, KeysCommand.self,
    ],
    defaultSubcommand: OpenCommand.self)

  static func main() async {
    Console.occupyClosedFiles()
    CrashTraces.turnOff()
    // A reader that goes away (a pipe to head) must not kill a refund that is on the wire.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try parse()
      try OpenFiles.makeRoom()
      if let finishing = command as? any FinishingCommand {
        EndSignals.guarding { signals in
          var code = EXIT_SUCCESS
          do { try await finishing.run(until: signals) } catch { code = tell(error) }
          return Console.closing(code, needsReader: true)
        }
      } else if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      Glibc.exit(Console.closing(EXIT_SUCCESS, needsReader: false))
    } catch {
      Glibc.exit(Console.closing(tell(error), needsReader: false))
    }
  }

  /// Reads the command line.
  ///
  /// A mistake quotes what was typed, and a script may pass on what a provider sent: the mistake is that of the same words
  /// made safe, so that none of them begins a line or moves the cursor.
  private static func parse() throws -> any ParsableCommand {
    do { return try parseAsRoot() } catch  where !exitCode(for: error).isSuccess {
      _ = try parseAsRoot(
        CommandLine.arguments.dropFirst().map { SafeText(sanitizing: $0).text })
      throw error
    }
  }

  // MARK: - What went wrong

  /// Whether a script reads along: it gets an object for what goes wrong too, also with the command line itself.
  private static let printsJSON =
    CommandLine.arguments.dropFirst().prefix { $0 != "--" }.contains("--json")

  /// Tells what went wrong, in one line unless there is more to say, and returns the exit code.
  static func tell(_ error: any Error) -> CInt {
    guard let failure = error as? CommandFailure else { return tell(parsing: error) }
    for line in failure.earlier { Console.narrate(line) }
    if !failure.message.isEmpty { Console.narrate("tilldesk: \(failure.message)") }
    answer(.failure(failure))
    return failure.code.rawValue
  }

  /// Tells what the parser has to say: help that was asked for, or a mistake.
  private static func tell(parsing error: any Error) -> CInt {
    let code = exitCode(for: error)
    let text = fullMessage(for: error)
    guard !code.isSuccess else {
      if !text.isEmpty { Console.data(help: text) }
      return code.rawValue
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      Console.narrate(SafeText(sanitizing: line))
    }
    let kind = CommandFailure.Code(rawValue: code.rawValue) ?? .failed
    answer(.failure(CommandFailure(kind, SafeText(sanitizing: message(for: error)))))
    return code.rawValue
  }

  /// Prints the object of a failure, where there is no better one: a decision that failed has printed its own.
  private static func answer(_ json: JSONValue) {
    if printsJSON, !Console.hasBegun { Console.data(json) }
  }
}
