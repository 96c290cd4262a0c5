import Foundation

/// `make bench`: the desk on the sandbox and other good terminal programs, measured by one harness in one run.
///
/// Prints what was measured, and whether it keeps within our bars; fails for none of it, because a machine under load is
/// no fault of the program.
@main
struct Benchmarks {
  private static let sizes = [(columns: 80, rows: 24), (columns: 160, rows: 50)]

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
    say("Filling the index from \(count) simulated transactions; making content for the others")
    try sandbox.fillIndex()
    let peers = try Peers(folder: folder)
    defer { peers.close() }
    for name in peers.missing { say("\(name) is not installed, and left out") }

    for size in sizes {
      var table = [Measurement.header]
      for subject in [sandbox.subject] + peers.subjects {
        say("Measuring \(subject.name) at \(size.columns)×\(size.rows)")
        let measured = try Measurement(of: subject, columns: size.columns, rows: size.rows)
        table.append(measured.cells(bars: Bars(columns: size.columns)))
      }
      show(table, title: "\(size.columns)×\(size.rows)", bars: Bars(columns: size.columns))
    }
  }

  /// Prints at once: the next line may take a minute.
  private static func say(_ line: String) {
    print(line)
    fflush(nil)
  }

  private static func show(_ table: [[String]], title: String, bars: Bars) {
    say("\n\(title), TERM=xterm-256color; bars: \(bars.sentence)\n")
    let widths = table[0].indices.map { column in table.map { $0[column].count }.max() ?? 0 }
    for row in table {
      let cells = row.indices.map { column in
        let padding = String(repeating: " ", count: widths[column] - row[column].count)
        let isWord = column == 0 || column == row.count - 1
        return isWord ? row[column] + padding : padding + row[column]
      }
      say(cells.joined(separator: "  "))
    }
    say("")
  }
}

/// A benchmark that could not be made.
struct BenchmarkFailure: Error {
  let what: String
}
