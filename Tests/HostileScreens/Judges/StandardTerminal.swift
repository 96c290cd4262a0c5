import ChildProcesses
import Foundation
import Glibc
import Synchronization

/// A terminal of a size in place of standard input and output, and what was sent to it.
///
/// It takes the two descriptors of the whole process until it is closed: nothing else may be going on there.
final class StandardTerminal: Sendable {
  private struct Problem: Error {}

  /// Ends what was sent for one screen; nothing of ours and nothing safe sends it.
  private static let mark: UInt8 = 0x05

  private let received = Mutex<[UInt8]>([])
  private let marks = DispatchSemaphore(value: 0)
  private let terminal: PseudoTerminal
  /// Standard input and output as they were.
  private let before: (input: CInt, output: CInt)

  init(columns: Int, rows: Int) throws {
    terminal = try PseudoTerminal(columns: columns, rows: rows)
    before = (dup(STDIN_FILENO), dup(STDOUT_FILENO))
    guard terminal.becomesStandard() else { throw Problem() }
    // The terminal's buffer is small: somebody has to read while the screen writes.
    Thread.detachNewThread { @Sendable [self] in collect() }
  }

  /// Gives standard input and output back.
  func close() {
    dup2(before.input, STDIN_FILENO)
    dup2(before.output, STDOUT_FILENO)
    terminal.hangUp()
  }

  private func collect() {
    while true {
      let bytes = terminal.read(milliseconds: -1)
      guard !bytes.isEmpty else { return }
      received.withLock { $0 += bytes }
      for byte in bytes where byte == Self.mark { marks.signal() }
    }
  }

  /// What was sent since the last call; `nil` when it does not come.
  func takeSent() -> [UInt8]? {
    var mark = Self.mark
    guard unsafe write(STDOUT_FILENO, &mark, 1) == 1, marks.wait(timeout: .now() + 30) == .success
    else { return nil }
    return received.withLock { bytes in
      defer { bytes = [] }
      return bytes.last == Self.mark ? Array(bytes.dropLast()) : bytes
    }
  }
}
