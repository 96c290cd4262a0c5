import Foundation
import Host

extension SettingsWorld {
  /// The process's own environment and the host's files.
  package static func live() -> SettingsWorld {
    SettingsWorld(
      environment: { ProcessInfo.processInfo.environment[$0] },
      readFile: liveContents,
      fileStatus: { FileStatus(of: $0) },
      listFolder: { (try? FileManager.default.contentsOfDirectory(atPath: $0)) ?? [] },
      fileSystemType: { FileSystemCheck.kernel.nearestType(of: $0) },
      userID: geteuid(), resolvedPath: HostPath.resolved)
  }

  private static func liveContents(_ path: String) -> FileContents {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else {
      let number = errno
      guard number == ENOENT || number == ENOTDIR else { return .unreadable(systemWords(number)) }
      return isDangling(path) ? .dangling : .absent
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    // One byte more than is accepted, so that a file that is too long is noticed.
    while bytes.count <= TOMLDocument.sizeLimit {
      let count = unsafe read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return .unreadable(systemWords(errno)) }
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    return .bytes(bytes)
  }

  /// Whether a link on the way leads nowhere: somebody meant a file to be there.
  private static func isDangling(_ path: String) -> Bool {
    ([path] + HostPath.folders(above: path)).contains { place in
      var link = stat()
      var target = stat()
      return unsafe lstat(place, &link) == 0 && link.st_mode & S_IFMT == S_IFLNK
        && stat(place, &target) != 0
    }
  }
}
