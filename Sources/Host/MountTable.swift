/// Which file system lies where, as the kernel lists it.
package struct MountTable: Sendable {
  private let mounts: [(point: String, type: String)]

  /// Reads the text of `mountinfo` (`proc(5)`); lines of another form are passed over.
  package init(_ text: String) {
    mounts = text.split(separator: "\n").compactMap { line in
      // … MOUNT-POINT OPTIONS [OPTIONAL…] - TYPE SOURCE SUPER-OPTIONS
      let fields = line.split(separator: " ")
      guard fields.count > 6, let dash = fields.dropFirst(6).firstIndex(of: "-"),
        fields.indices.contains(dash + 1)
      else { return nil }
      return (Self.unescaped(fields[4]), String(fields[dash + 1]))
    }
  }

  /// The mounts that this process sees; `nil` where the kernel does not tell.
  package static func ofThisProcess() -> MountTable? {
    HostFile.contents("/proc/self/mountinfo").map { MountTable($0) }
  }

  /// The type of the file system that holds an absolute path without links; of equal mount points the last mounted counts.
  package func type(of path: String) -> String? {
    var best: (point: String, type: String)?
    for mount in mounts where Self.covers(mount.point, path) {
      if mount.point.utf8.count >= best?.point.utf8.count ?? 0 { best = mount }
    }
    return best?.type
  }

  /// Whether something is mounted at just this path.
  package func has(_ path: String) -> Bool { mounts.contains { $0.point == path } }

  private static func covers(_ point: String, _ path: String) -> Bool {
    point == "/" || path == point || path.hasPrefix(point + "/")
  }

  /// Spaces, tabs, line ends and backslashes stand as three octal digits.
  private static func unescaped(_ field: Substring) -> String {
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
