import Glibc
import Host
import Synchronization
import TextSafety

/// Where commands write: data to standard output, narration and errors to standard error.
///
/// Data that cannot be written is no success: the first error is kept, and ``closing(_:needsReader:)`` turns it into the
/// exit code.
enum Console {
  private struct Output {
    var hasBegun = false
    var loss: CInt?
  }

  private static let output = Mutex(Output())

  /// Fills the places of standard files that were closed, before anything is opened: a journal that got the number of
  /// standard output would be written over by a line of data.
  static func occupyClosedFiles() {
    // Opened the wrong way round, so that using one fails as it does on a closed file.
    let places = [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)]
    for (descriptor, flags) in places where fcntl(descriptor, F_GETFD) < 0 {
      _ = unsafe open("/dev/null", flags)
    }
  }

  // MARK: - Writing

  /// Writes a line of data.
  static func data(_ line: SafeText) { write(line.text + "\n") }

  /// Writes JSON, which escapes what a terminal could act on by itself.
  static func data(_ json: JSONValue) { write(json.text + "\n") }

  /// Writes text whose cells were made safe one by one, and whose line ends are its own.
  static func data(table: CSV) { write(table.text) }

  /// Writes lines in one piece.
  static func data(lines: [SafeText]) { write(lines.map { $0.text + "\n" }.joined()) }

  /// Writes the parser's help, version or completions: our own words, tabs and all.
  static func data(help: String) { write(help + "\n") }

  /// Writes a line of narration or an error.
  static func narrate(_ line: SafeText) {
    _ = PrivateFile.write(Array("\(line)\n".utf8), to: STDERR_FILENO)
  }

  private static func write(_ text: String) {
    output.withLock { output in
      output.hasBegun = output.hasBegun || !text.isEmpty
      // After a gap nothing more is written: what follows it would pass for the whole.
      guard output.loss == nil else { return }
      output.loss = PrivateFile.write(Array(text.utf8), to: STDOUT_FILENO)
    }
  }

  // MARK: - What came of it

  /// Whether data was written, or should have been.
  static var hasBegun: Bool { output.withLock { $0.hasBegun } }

  /// The system's error number where data was lost.
  static var loss: CInt? { output.withLock { $0.loss } }

  /// Notes that data was lost that others wrote.
  static func lose(_ number: CInt) { output.withLock { $0.loss = $0.loss ?? number } }

  /// The exit code of a command that would end with this one, had its data been written; says what was lost.
  ///
  /// - Parameter needsReader: Whether a reader that went away early, as `head` does, missed what it had to be told.
  static func closing(_ code: CInt, needsReader: Bool) -> CInt {
    let loss = output.withLock { output -> CInt? in
      if output.hasBegun, output.loss == nil { output.loss = lateError() }
      return output.loss
    }
    guard let loss, needsReader || loss != EPIPE else { return code }
    narrate(
      "tilldesk: What was to be printed is lost: \(FileFailure.words(of: loss)).")
    return CommandFailure.Code.outputLost.rawValue
  }

  /// What a file system tells only at closing; a copy is closed, so that the number is not free for another file.
  private static func lateError() -> CInt? {
    let copy = dup(STDOUT_FILENO)
    guard copy >= 0 else { return nil }
    return close(copy) == 0 || errno == EINTR ? nil : errno
  }
}
