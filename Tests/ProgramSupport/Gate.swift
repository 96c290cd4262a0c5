import Glibc
import Testing

/// Holds programs back, so that many begin at the same moment.
///
/// A named pipe: each opens it for reading, which waits until somebody has it open for writing.
package final class Gate {
  private let folder: ScratchFolder
  private var descriptor: CInt?

  /// Makes a gate that is shut.
  package init() throws {
    folder = try ScratchFolder()
    try #require(unsafe mkfifo(folder.path("gate"), 0o600) == 0)
  }

  /// The command behind the gate.
  func holding(_ command: [String]) -> [String] {
    ["/bin/sh", "-c", #": < "$0"; exec "$@""#, folder.path("gate")] + command
  }

  /// Lets all go that wait, and those that come later.
  package func open() throws {
    let opened = unsafe Glibc.open(folder.path("gate"), O_RDWR | O_CLOEXEC)
    try #require(opened >= 0)
    descriptor = opened
  }

  deinit {
    if let descriptor { close(descriptor) }
    folder.remove()
  }
}
