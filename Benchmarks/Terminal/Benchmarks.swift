import Foundation

/// `make bench`: the desk on the sandbox, measured on terminals of its own, beside `less` in the same run.
///
/// Prints ratios and sizes; judges nothing, because a machine under load is no fault of the program.
@main
struct Benchmarks {
  static func main() throws {
    guard CommandLine.arguments.count > 1 else {
      throw BenchmarkFailure(what: "usage: Benchmarks PROGRAM [TRANSACTIONS]")
    }
    let program = CommandLine.arguments[1]
    let count = CommandLine.arguments.dropFirst(2).first.flatMap { Int($0) } ?? 5000
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "tilldesk-bench-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let sandbox = try Sandbox(program: program, folder: folder, transactions: count)
    defer { sandbox.stop() }
    print("Filling the index from \(count) simulated transactions")
    try fill(program, configuration: sandbox.configuration)
    let lines = folder.appending(path: "lines.txt")
    try (0..<100_000).map { "line \($0) of a file that less shows beside the desk" }
      .joined(separator: "\n").write(to: lines, atomically: true, encoding: .utf8)

    var table = [Measurement.header]
    for (columns, rows) in [(80, 24), (120, 36), (160, 50)] {
      let desk = try Measurement.take(
        "tilldesk", [program, "--config", sandbox.configuration], columns: columns, rows: rows,
        environment: environment, moves: 4, scrolls: 100)
      let less = try Measurement.take(
        "less", ["less", lines.path], columns: columns, rows: rows, environment: environment,
        moves: 0, scrolls: 100)
      table += [desk.cells, less.cells]
    }
    show(table)
  }

  /// Lets the desk read the providers once, so that the next start finds a warm index.
  private static func fill(_ program: String, configuration: String) throws {
    let terminal = try PseudoTerminal(
      [program, "--config", configuration], columns: 120, rows: 36, environment: environment)
    _ = terminal.firstPaint()
    terminal.settle(quiet: 3000)
    terminal.close()
  }

  private static let environment = [
    "TERM": "xterm-256color", "LANG": "C.UTF-8", "TZ": "UTC", "HOME": "/nonexistent",
    "PATH": "/usr/bin:/bin", "LESSHISTFILE": "-",
  ]

  private static func show(_ table: [[String]]) {
    let widths = table[0].indices.map { column in table.map { $0[column].count }.max() ?? 0 }
    for row in table {
      let cells = row.indices.map { column in
        let padding = String(repeating: " ", count: widths[column] - row[column].count)
        return column < 2 ? row[column] + padding : padding + row[column]
      }
      print(cells.joined(separator: "  "))
    }
  }
}

/// The simulated providers as a child process, with a configuration for them.
final class Sandbox {
  /// The path of the configuration.
  let configuration: String
  private let process = Process()

  init(program: String, folder: URL, transactions: Int) throws {
    configuration = folder.appending(path: "config.toml").path
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

  func stop() {
    process.terminate()
    process.waitUntilExit()
  }
}
