import Glibc
import Synchronization

/// A terminal whose near end is held here, and whose far end a program runs on.
package final class PseudoTerminal: Sendable {
  /// The descriptors; negative once it is hung up.
  private struct Ends {
    let near: CInt
    /// Held open, so that the near end can be read after the program has left.
    let far: CInt
  }

  /// The far end.
  package let path: String
  private let ends: Mutex<Ends>

  /// `TIOCSPTLCK` and `TIOCGPTN` of Linux, which Swift does not see since they are computed.
  private static let setLock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430

  /// Makes a terminal of a size.
  ///
  /// - Parameter translatesOutput: Whether it puts a CR before each LF, as terminals do unless they are told not to.
  package init(columns: Int, rows: Int, translatesOutput: Bool = true) throws {
    let near = unsafe open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var isLocked: CInt = 0
    var number: CInt = -1
    guard near >= 0, unsafe ioctl(near, Self.setLock, &isLocked) == 0,
      unsafe ioctl(near, Self.getNumber, &number) == 0
    else { throw ChildProcessFailure(what: "no terminal is left") }
    path = "/dev/pts/\(number)"
    let far = unsafe open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
    ends = Mutex(Ends(near: near, far: far))
    resize(columns: columns, rows: rows)
    if !translatesOutput { leaveOutput(of: far) }
  }

  private func leaveOutput(of far: CInt) {
    var modes = termios()
    guard unsafe tcgetattr(far, &modes) == 0 else { return }
    modes.c_oflag &= ~tcflag_t(OPOST)
    unsafe tcsetattr(far, TCSANOW, &modes)
  }

  private var near: CInt { ends.withLock(\.near) }

  /// Gives it another size, of which the program is told.
  package func resize(columns: Int, rows: Int) {
    var size = winsize(
      ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = unsafe ioctl(near, UInt(TIOCSWINSZ), &size)
  }

  /// Types.
  package func write(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = unsafe rest.withUnsafeBytes {
        unsafe Glibc.write(near, $0.baseAddress, $0.count)
      }
      guard written > 0 else { return }
      rest = rest.dropFirst(written)
    }
  }

  /// What the program wrote; waits at most so many milliseconds, and returns nothing when nothing came.
  package func read(milliseconds: CInt) -> [UInt8] {
    var waiting = pollfd(fd: near, events: Int16(POLLIN), revents: 0)
    guard unsafe poll(&waiting, 1, milliseconds) > 0 else { return [] }
    var bytes = [UInt8](repeating: 0, count: 64 * 1024)
    let count = unsafe Glibc.read(near, &bytes, bytes.count)
    return Array(bytes.prefix(max(0, count)))
  }

  /// Puts the far end in place of this process's own standard input and output, for good; `false` where that fails.
  package func becomesStandard() -> Bool {
    let far = ends.withLock(\.far)
    return dup2(far, STDIN_FILENO) >= 0 && dup2(far, STDOUT_FILENO) >= 0
  }

  /// Takes the terminal away, as when a line is cut: who reads it finds its end, and is hung up on.
  package func hangUp() {
    let open = ends.withLock { ends in
      defer { ends = Ends(near: -1, far: -1) }
      return ends
    }
    guard open.near >= 0 else { return }
    close(open.far)
    close(open.near)
  }

  deinit { hangUp() }
}

/// Why there is no process, or no terminal for it.
package struct ChildProcessFailure: Error {
  /// What failed.
  package let what: String
}
