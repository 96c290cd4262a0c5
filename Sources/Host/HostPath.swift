import Glibc

/// What a path says by itself, and what the host makes of it.
package enum HostPath {
  /// The directory that holds a file; `.` when the path names none.
  package static func directory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The folders above a file, the nearest first; of a relative path only the nearest.
  package static func folders(above path: String) -> [String] {
    var folders: [String] = []
    var rest = path[...]
    while let slash = rest.lastIndex(of: "/") {
      rest = rest[..<slash]
      folders.append(rest.isEmpty ? "/" : String(rest))
      guard path.hasPrefix("/") else { break }
    }
    return folders.isEmpty ? ["."] : folders
  }

  /// A path without links and detours; `nil` where there is nothing.
  package static func real(_ path: String) -> String? {
    guard let resolved = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }

  /// A path without links and detours; the same path where there is nothing.
  package static func resolved(_ path: String) -> String { real(path) ?? path }
}

/// The system's words for an error number: `Permission denied`.
package func systemWords(_ number: CInt) -> String { unsafe String(cString: strerror(number)) }
