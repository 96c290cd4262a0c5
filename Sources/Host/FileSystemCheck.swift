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
    guard let path = HostPath.real(path), let table = MountTable.ofThisProcess() else { return nil }
    return ask(table, path)
  }

  /// The type of the file system below a path, or below the nearest folder above it that is there.
  package func nearestType(of path: String) -> String? {
    var place = path
    while type(place) == nil, place != "/", place != "." { place = HostPath.directory(of: place) }
    return type(place)
  }

  /// The name of the network file system on which a directory lies; `nil` on a local disk.
  package func networkName(of directory: String) -> String? {
    type(directory).flatMap { Self.isNetwork($0) ? $0 : nil }
  }

  /// The name of the file system in memory on which a directory, or the nearest that is there, lies; `nil` on a disk.
  package func memoryName(of directory: String) -> String? {
    nearestType(of: directory).flatMap { Self.memoryTypes.contains($0) ? $0 : nil }
  }

  /// Whether a type of file system, as the kernel names it, may be another host's.
  ///
  /// Locks over a network are advisory at best, and a write-ahead log needs shared memory on one
  /// host. FUSE is refused too: what stands behind it cannot be told.
  package static func isNetwork(_ type: String) -> Bool {
    networkTypes.contains(String(type.prefix { $0 != "." }))
  }

  private static let memoryTypes: Set<String> = ["tmpfs", "ramfs"]

  private static let networkTypes: Set<String> = [
    "9p", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "fuse", "fuseblk", "gfs2", "glusterfs",
    "gpfs", "lustre", "ncpfs", "nfs", "nfs4", "ocfs2", "smb", "smb2", "smb3", "smbfs", "vboxsf",
    "virtiofs",
  ]
}
