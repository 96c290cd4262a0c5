import Foundation
import Glibc
import Synchronization

/// A terminal of a size in place of standard input and output, and what was sent to it.
///
/// It takes the two descriptors for good: only for a process of its own.
final class PseudoTerminal: Sendable {
  private struct Problem: Error {}

  /// Ends what was sent for one screen; nothing of ours and nothing safe sends it.
  private static let mark: UInt8 = 0x05

  private let received = Mutex<[UInt8]>([])
  private let marks = DispatchSemaphore(value: 0)

  init(columns: Int, rows: Int) throws {
    var (master, slave): (Int32, Int32) = (-1, -1)
    var size = winsize(
      ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    guard unsafe openpty(&master, &slave, nil, nil, &size) == 0, dup2(slave, STDIN_FILENO) >= 0,
      dup2(slave, STDOUT_FILENO) >= 0
    else { throw Problem() }
    let reading = master
    // The terminal's buffer is small: somebody has to read while the screen writes.
    Thread.detachNewThread { @Sendable [self] in collect(from: reading) }
  }

  private func collect(from master: Int32) {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = unsafe read(master, &buffer, buffer.count)
      guard count > 0 else { return }
      received.withLock { $0 += buffer[..<count] }
      for byte in buffer[..<count] where byte == Self.mark { marks.signal() }
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
