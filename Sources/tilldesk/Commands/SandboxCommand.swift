import ArgumentParser
import Foundation
import ProviderSandbox
import TextSafety

/// `tilldesk sandbox`: the simulated providers alone, for training and for scripts.
struct SandboxCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sandbox",
    abstract: "Run the simulated providers on a loopback port until interrupted.")

  @OptionGroup var world: SandboxOptions
  @Option(name: .long, help: "The port, 0 for one that is free.")
  var port = 0
  @Option(
    name: .long, help: "A fault, such as neropay.refund:500-after*2; may be given several times.")
  var fault: [String] = []
  @Option(
    name: .long, help: "Write a configuration for these providers, and its secrets beside it.")
  var writeConfig: String?

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--port takes 0 to 65535.") }
  }

  func run() async throws {
    let sandbox = try await LiveSandbox.start(world, port: port, faults: fault)
    for line in sandbox.addressLines { Console.data(line) }
    if let writeConfig {
      try sandbox.writeConfiguration(to: writeConfig)
      Console.data("configuration: \(writeConfig)")
    }
    // Nobody would know where it listens.
    if let loss = Console.loss, loss != EPIPE { return }
    try await sandbox.wait()
  }
}

/// What the simulated world is made of.
struct SandboxOptions: ParsableArguments {
  @Option(name: .long, help: "How many transactions there are, 4 to 1000000.")
  var transactions = 5000
  @Option(name: .long, help: "The seed; the same seed gives the same world.")
  var seed: UInt64 = 1

  func validate() throws {
    guard (4...1_000_000).contains(transactions) else {
      throw ValidationError("--transactions takes 4 to 1000000.")
    }
  }
}
