import Glibc
import Testing

/// A terminal whose near end a test holds, and whose far end a program runs on.
package final class PseudoTerminal {
  /// The far end.
  package let path: String
  private var near: CInt
  /// Held open, so that the near end can be read after the program has left.
  private var far: CInt

  /// `TIOCSPTLCK` and `TIOCGPTN` of Linux, which Swift does not see since they are computed.
  private static let setLock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430

  /// Makes a terminal of a size.
  package init(columns: Int, rows: Int) throws {
    near = unsafe open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var isLocked: CInt = 0
    var number: CInt = -1
    try #require(unsafe ioctl(near, Self.setLock, &isLocked) == 0, "no terminal is left")
    try #require(unsafe ioctl(near, Self.getNumber, &number) == 0)
    path = "/dev/pts/\(number)"
    far = unsafe open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
    resize(columns: columns, rows: rows)
  }

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

  /// Takes the terminal away, as when a line is cut: who reads it finds its end, and is hung up on.
  package func hangUp() {
    guard near >= 0 else { return }
    close(far)
    close(near)
    near = -1
    far = -1
  }

  deinit { hangUp() }
}
