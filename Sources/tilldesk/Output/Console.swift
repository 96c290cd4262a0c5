import Glibc
import TextSafety

/// Where commands write: data to standard output, narration and errors to standard error.
enum Console {
  /// Writes a line of data.
  static func data(_ line: SafeText) { write(line.text + "\n", to: STDOUT_FILENO) }

  /// Writes JSON, which escapes what a terminal could act on by itself.
  static func data(_ json: JSONValue) { write(json.text + "\n", to: STDOUT_FILENO) }

  /// Writes text whose cells were made safe one by one, and whose line ends are its own.
  static func data(table: CSV) { write(table.text, to: STDOUT_FILENO) }

  /// Writes several lines that are our own words: a configuration, a list of keys.
  static func data(lines: [SafeText]) {
    for line in lines { data(line) }
  }

  /// Writes a line of narration or an error.
  static func narrate(_ line: SafeText) { write(line.text + "\n", to: STDERR_FILENO) }

  private static func write(_ text: String, to descriptor: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let written = unsafe rest.withUnsafeBytes { bytes in
        unsafe Glibc.write(descriptor, bytes.baseAddress, bytes.count)
      }
      // A closed pipe ends the output, not the command: a refund must still be recorded.
      guard written > 0 else { return }
      rest = rest.dropFirst(written)
    }
  }
}
