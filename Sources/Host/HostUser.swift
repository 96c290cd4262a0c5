import Glibc

/// A user as the system knows one, whatever the environment says.
package struct HostUser: Hashable, Sendable {
  /// The login name; `uid-1000` where the system knows none.
  package let name: String
  /// The home; `nil` where the system knows none.
  package let home: String?
  /// Whether the system has a name for the number.
  package let isKnown: Bool

  /// The user of a number.
  package init(id: UInt32) {
    guard let entry = unsafe getpwuid(id), let name = unsafe entry.pointee.pw_name else {
      (self.name, home, isKnown) = ("uid-\(id)", nil, false)
      return
    }
    self.name = unsafe String(cString: name)
    home = unsafe entry.pointee.pw_dir.map { unsafe String(cString: $0) }
    isKnown = true
  }
}
