import Glibc

/// A file as it is known again after a restart.
package struct FileMark: Hashable, Sendable {
  /// Its number in its file system.
  package var inode: UInt
  /// When it came to be; `nil` where its file system does not say.
  package var birth: FileBirth?

  /// Makes a mark that was noted.
  package init(inode: UInt, birth: FileBirth?) {
    self.inode = inode
    self.birth = birth
  }

  /// Of the file at a path, links followed; `nil` when there is none.
  ///
  /// The number of its device is no part of it: that changes from start to start.
  package init?(_ path: String) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    inode = UInt(status.st_ino)
    birth = FileBirth(path)
  }

  /// Whether it may be the same file: a number is given again, and some file systems change it, but no two files came
  /// to be in the same moment.
  package func mayBe(_ other: FileMark) -> Bool {
    guard let birth, let otherBirth = other.birth else { return inode == other.inode }
    return birth == otherBirth
  }
}

/// When a file came to be, which no program can set.
package struct FileBirth: Hashable, Sendable {
  /// Seconds since 1970.
  package var seconds: Int64
  /// Nanoseconds of the second.
  package var nanoseconds: UInt32

  /// Makes a time that was noted.
  package init(seconds: Int64, nanoseconds: UInt32) {
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  /// Of the file at a path; `nil` where nobody says.
  init?(_ path: String) {
    guard let statx = unsafe Self.statx else { return nil }
    let length = 256
    let answer = UnsafeMutableRawPointer.allocate(byteCount: length, alignment: 8)
    defer { unsafe answer.deallocate() }
    unsafe answer.initializeMemory(as: UInt8.self, repeating: 0, count: length)
    let wanted: UInt32 = 0x800
    guard unsafe statx(AT_FDCWD, path, 0, wanted, answer) == 0,
      unsafe answer.load(as: UInt32.self) & wanted != 0
    else { return nil }
    // `stx_btime`, by the layout that the kernel keeps (statx(2)).
    self.init(
      seconds: unsafe answer.load(fromByteOffset: 80, as: Int64.self),
      nanoseconds: unsafe answer.load(fromByteOffset: 88, as: UInt32.self))
  }

  private typealias Statx =
    @convention(c) (CInt, UnsafePointer<CChar>, CInt, UInt32, UnsafeMutableRawPointer) -> CInt

  /// The C library's function, which its module for Swift leaves out.
  private static let statx: Statx? = unsafe dlsym(nil, "statx").map {
    unsafe unsafeBitCast($0, to: Statx.self)
  }
}
