import Foundation

extension SettingsWorld {
  /// The process's own environment and the host's files.
  package static func live() -> SettingsWorld {
    SettingsWorld(
      environment: { ProcessInfo.processInfo.environment[$0] },
      readFile: liveContents,
      fileStatus: liveStatus,
      listFolder: { (try? FileManager.default.contentsOfDirectory(atPath: $0)) ?? [] },
      fileSystemType: liveFileSystemType,
      userID: geteuid(), resolvedPath: liveResolvedPath)
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
    ([path] + FileTrust.folders(above: path)).contains { place in
      var link = stat()
      var target = stat()
      return unsafe lstat(place, &link) == 0 && link.st_mode & S_IFMT == S_IFLNK
        && stat(place, &target) != 0
    }
  }

  private static func liveResolvedPath(_ path: String) -> String {
    guard let resolved = unsafe realpath(path, nil) else { return path }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }

  private static func liveStatus(_ path: String) -> FileStatus? {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    return FileStatus(status)
  }

  private static func liveFileSystemType(_ path: String) -> String? {
    guard case .bytes(let bytes) = liveContents("/proc/self/mountinfo") else { return nil }
    let mounts = MountTable(mountInfo: String(decoding: bytes, as: UTF8.self))
    return mounts.type(of: resolvedExistingPath(path))
  }

  /// The path without links, as far as it exists.
  private static func resolvedExistingPath(_ path: String) -> String {
    var path = path
    while path != "/", !path.isEmpty {
      if let resolved = unsafe realpath(path, nil) {
        defer { unsafe free(resolved) }
        return unsafe String(cString: resolved)
      }
      path = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }
    return "/"
  }
}

extension SettingsWorld.FileStatus {
  /// Takes what matters from the system's answer.
  init(_ status: stat) {
    self.init(
      permissions: status.st_mode & 0o7777, owner: status.st_uid,
      isRegular: status.st_mode & S_IFMT == S_IFREG)
  }
}

/// The system's words for an error number: `Permission denied`.
func systemWords(_ number: Int32) -> String { unsafe String(cString: strerror(number)) }
