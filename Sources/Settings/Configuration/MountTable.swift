/// Which file system lies where, as the kernel lists it.
struct MountTable {
  private var mounts: [(folder: String, type: String)] = []

  /// Reads `/proc/self/mountinfo` (`proc(5)`); lines of another form are passed over.
  init(mountInfo: String) {
    for line in mountInfo.split(separator: "\n") {
      // … MOUNT-POINT OPTIONS [OPTIONAL…] - TYPE SOURCE SUPER-OPTIONS
      let fields = line.split(separator: " ")
      guard fields.count > 6, let dash = fields.dropFirst(6).firstIndex(of: "-"),
        dash + 1 < fields.count
      else { continue }
      mounts.append((Self.unescaped(fields[4]), String(fields[dash + 1])))
    }
  }

  /// The type of the file system that holds an absolute path without links; the last mounted wins.
  func type(of path: String) -> String? {
    var best: (folder: String, type: String)?
    for mount in mounts where Self.holds(mount.folder, path) {
      if mount.folder.utf8.count >= best?.folder.utf8.count ?? 0 { best = mount }
    }
    return best?.type
  }

  /// Whether a file system is another host's: locks of two hosts do not see each other there.
  static func isNetwork(_ type: String) -> Bool {
    // `fuseblk` is a local disk; sshfs, rclone and others are `fuse.NAME`.
    if type == "fuse" || type.hasPrefix("fuse.") { return true }
    return networkTypes.contains(type)
  }

  private static let networkTypes: Set<String> = [
    "9p", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "glusterfs", "gfs2", "lustre", "ncpfs",
    "nfs", "nfs4", "ocfs2", "smb3", "smbfs", "vboxsf",
  ]

  private static func holds(_ folder: String, _ path: String) -> Bool {
    folder == "/" || path == folder || path.hasPrefix(folder + "/")
  }

  /// Spaces, tabs, line ends and backslashes stand as three octal digits.
  private static func unescaped(_ field: Substring) -> String {
    var text = String(field)
    for (code, character) in [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")] {
      text = text.replacing(code, with: character)
    }
    return text
  }
}
