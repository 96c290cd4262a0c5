import Glibc

/// Files and folders as the host has them.
package enum HostFile {
  /// The text of a small file of the kernel; `nil` when it cannot be read.
  package static func contents(_ path: String) -> String? {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = unsafe read(descriptor, &chunk, chunk.count)
      guard count > 0 else { break }
      bytes += chunk.prefix(count)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The names of all that is in a directory, whatever it is; empty when it cannot be read.
  package static func entries(in directory: String) -> [String] {
    guard let listing = unsafe opendir(directory) else { return [] }
    defer { unsafe closedir(listing) }
    var names: [String] = []
    while let entry = unsafe readdir(listing) {
      // The field is declared longer than what an entry has of it: read in place, up to its end.
      guard let field = unsafe UnsafePointer(entry).pointer(to: \.d_name) else { continue }
      names.append(
        unsafe String(cString: UnsafeRawPointer(field).assumingMemoryBound(to: CChar.self)))
    }
    return names
  }
}

/// What the system says about a file.
package struct FileStatus: Hashable, Sendable {
  /// The permission bits: `0o600`.
  package var permissions: UInt32
  /// The user who owns it.
  package var owner: UInt32
  /// Whether it is a plain file.
  package var isRegular: Bool

  /// Makes a status.
  package init(permissions: UInt32, owner: UInt32, isRegular: Bool = true) {
    self.permissions = permissions
    self.owner = owner
    self.isRegular = isRegular
  }

  /// Asks about a path, following links; `nil` when there is nothing.
  package init?(of path: String) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  /// Asks about an open file, which cannot be exchanged as a path can; `nil` with `errno` set when it cannot be told.
  package init?(descriptor: CInt) {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }

  private init(_ status: stat) {
    self.init(
      permissions: status.st_mode & 0o7777, owner: status.st_uid,
      isRegular: status.st_mode & S_IFMT == S_IFREG)
  }
}
