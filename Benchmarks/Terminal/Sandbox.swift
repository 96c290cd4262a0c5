import ChildProcesses
import Foundation

/// The simulated providers as a child process, with a configuration for them.
final class Sandbox {
  /// The desk on them.
  let subject: Subject
  private let process = Process()

  init(program: String, folder: URL, transactions: Int) throws {
    let configuration = folder.appending(path: "config.toml").path
    subject = Subject(
      name: "tilldesk", arguments: [program, "--config", configuration], home: folder.path,
      down: "j", up: "k",
      content: "NP-ORDER")
    let pipe = Pipe()
    process.executableURL = URL(filePath: program)
    process.arguments = [
      "sandbox", "--transactions", String(transactions), "--write-config", configuration,
    ]
    process.standardOutput = pipe
    try process.run()
    var text = ""
    while !text.contains("configuration:") {
      let data = pipe.fileHandleForReading.availableData
      guard !data.isEmpty else { throw BenchmarkFailure(what: "the sandbox ended early") }
      text += String(decoding: data, as: UTF8.self)
    }
  }

  /// Lets the desk read the providers once, so that the next start finds a warm index.
  func fillIndex() throws {
    let terminal = try MeasuredProgram(
      subject.arguments, columns: 120, rows: 36,
      environment: Subject.environment(home: subject.home))
    terminal.settle(quiet: 4000)
    terminal.close()
  }

  func stop() {
    process.terminate()
    process.waitUntilExit()
  }
}
