import Glibc

/// Tells whether a directory lies on a file system that keeps SQLite's and the kernel's locks.
package struct FileSystemCheck: Sendable {
  /// The type of the file system below a directory, as the kernel names it; `nil` when it cannot be
  /// told.
  package let type: @Sendable (_ directory: String) -> String?
  /// Whether something is mounted at just this path.
  package let isMounted: @Sendable (_ path: String) -> Bool

  /// Makes a check from closures.
  package init(
    isMounted: @escaping @Sendable (_ path: String) -> Bool = { _ in false },
    _ type: @escaping @Sendable (_ directory: String) -> String?
  ) {
    self.type = type
    self.isMounted = isMounted
  }

  /// Asks the kernel's table of mounts (`/proc/self/mountinfo`).
  package static let kernel = FileSystemCheck(
    isMounted: { path in lookUp(path) { $0.has($1) } ?? false },
    { directory in lookUp(directory) { $0.type(of: $1) } ?? nil })

  /// Asks the kernel's table about a path without links; `nil` where there is no such path, or no table.
  private static func lookUp<Value>(
    _ path: String, _ ask: (MountTable, _ path: String) -> Value
  ) -> Value? {
    guard let path = HostFiles.realPath(path),
      let table = HostFiles.contents("/proc/self/mountinfo")
    else { return nil }
    return ask(MountTable(table), path)
  }

  /// The name of the network file system on which a directory lies; `nil` on a local disk.
  ///
  /// Locks over a network are advisory at best, and a write-ahead log needs shared memory on one
  /// host. FUSE is refused too: what stands behind it cannot be told.
  func networkName(of directory: String) -> String? {
    type(directory).flatMap { type in
      let family = type.prefix { $0 != "." }
      return Self.networkTypes.contains(String(family)) ? type : nil
    }
  }

  /// The name of the file system in memory on which a directory, or the nearest that is there, lies; `nil` on a disk.
  func memoryName(of directory: String) -> String? {
    var place = directory
    while type(place) == nil, place != "/", place != "." { place = HostFiles.directory(of: place) }
    return type(place).flatMap { Self.memoryTypes.contains($0) ? $0 : nil }
  }

  private static let memoryTypes: Set<String> = ["tmpfs", "ramfs"]

  private static let networkTypes: Set<String> = [
    "nfs", "nfs4", "smb", "smb2", "smb3", "smbfs", "cifs", "fuse", "fuseblk", "9p", "virtiofs",
    "afs", "ceph", "coda", "ncpfs", "glusterfs", "lustre", "gpfs", "davfs",
  ]
}

/// The mounts of this process, from the text of `mountinfo` (proc(5)).
struct MountTable {
  private let mounts: [(point: String, type: String)]

  /// Reads the table; lines that are not understood are left out.
  init(_ text: String) {
    mounts = text.split(separator: "\n").compactMap { line in
      let fields = line.split(separator: " ")
      guard fields.count > 5, let dash = fields.dropFirst(6).firstIndex(of: "-"),
        fields.indices.contains(dash + 1)
      else { return nil }
      return (Self.unescape(fields[4]), String(fields[dash + 1]))
    }
  }

  /// The type of the mount that covers a path: the longest mount point, and the latest of equals.
  func type(of path: String) -> String? {
    var best: (point: String, type: String)?
    for mount in mounts where Self.covers(mount.point, path) {
      if mount.point.utf8.count >= best?.point.utf8.count ?? 0 { best = mount }
    }
    return best?.type
  }

  /// Whether something is mounted at a path.
  func has(_ path: String) -> Bool { mounts.contains { $0.point == path } }

  private static func covers(_ point: String, _ path: String) -> Bool {
    point == "/" || path == point || path.hasPrefix(point + "/")
  }

  /// Spaces and backslashes stand as three octal digits.
  private static func unescape(_ field: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = field.utf8[...]
    while let byte = rest.popFirst() {
      let digits = rest.prefix(3)
      if byte == UInt8(ascii: "\\"), digits.count == 3,
        let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
      {
        bytes.append(code)
        rest = rest.dropFirst(3)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
