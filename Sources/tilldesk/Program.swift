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
      DeskCommand.self, DemoCommand.self, SandboxCommand.self, SearchCommand.self,
      ShowCommand.self, RefundCommand.self, CancelCommand.self, AttentionCommand.self,
      ReconcileCommand.self, WorkerCommand.self, JournalCommand.self, AuditCommand.self,
      BackupCommand.self, ThemesCommand.self, KeysCommand.self,
    ],
    defaultSubcommand: DeskCommand.self)

  static func main() async {
    CrashTraces.turnOff()
    // A reader that goes away (a pipe to head) must not kill a refund that is on the wire.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try parse()
      if let finishing = command as? any FinishingCommand {
        EndSignals.guarding { signals in
          do { try await finishing.run(until: signals) } catch { return tell(error) }
          return EXIT_SUCCESS
        }
      } else if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      Glibc.exit(tell(error))
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

  /// Tells what went wrong, in one line unless the parser has more to say, and returns the exit code.
  private static func tell(_ error: any Error) -> CInt {
    guard let failure = error as? CommandFailure else {
      let code = exitCode(for: error)
      // Help, the version and completions are our own words, tabs and all.
      if code.isSuccess { exit(withError: error) }
      for line in fullMessage(for: error).split(separator: "\n", omittingEmptySubsequences: false) {
        Console.narrate(SafeText(sanitizing: line))
      }
      return code.rawValue
    }
    if !failure.message.isEmpty { Console.narrate("tilldesk: \(failure.message)") }
    return failure.code.rawValue
  }
}
