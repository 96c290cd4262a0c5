import Foundation
import Host
import Testing

/// Files for their owner only, and folders shared on purpose.
struct PrivateFileTests {
  private func inFolder(_ body: (_ folder: String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.path + "/host-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }

  @Test(arguments: [0o600, 0o660] as [UInt32])
  func `a new file has just the permissions that were asked for`(mode: UInt32) throws {
    try inFolder { folder in
      try PrivateFile.create("\(folder)/a", holding: [0x61], mode: mode, isSynced: true)
      #expect(FileStatus(of: "\(folder)/a")?.permissions == mode)
      #expect(try text("\(folder)/a") == "a")
    }
  }

  @Test func `what is there stays, a link that leads nowhere too`() throws {
    try inFolder { folder in
      #expect(unsafe symlink("\(folder)/nowhere", "\(folder)/link") == 0)
      try PrivateFile.create("\(folder)/a", holding: [0x61], isSynced: false)
      for name in ["a", "link"] {
        #expect(throws: FileFailure.exists) {
          try PrivateFile.create("\(folder)/\(name)", holding: [0x62], isSynced: false)
        }
      }
      #expect(try text("\(folder)/a") == "a")
      #expect(FileStatus(of: "\(folder)/nowhere") == nil)
    }
  }

  @Test func `a file that is replaced takes no link along`() throws {
    try inFolder { folder in
      try PrivateFile.create("\(folder)/a", holding: [0x61], isSynced: false)
      #expect(unsafe symlink("\(folder)/a", "\(folder)/link") == 0)
      try PrivateFile.replace("\(folder)/link", holding: [0x62], isSynced: true)
      #expect(try text("\(folder)/a") == "a")
      #expect(try text("\(folder)/link") == "b")
      #expect(HostFile.entries(in: folder).filter { $0.hasSuffix(".new") }.isEmpty)
    }
  }

  @Test func `a full disk is noticed`() throws {
    try inFolder { folder in
      // A device that is always full stands for the disk.
      let full = unsafe open("/dev/full", O_WRONLY)
      defer { close(full) }
      #expect(PrivateFile.write([1, 2, 3], to: full) == ENOSPC)
      let file = try PrivateFile.openNew("\(folder)/a")
      defer { close(file) }
      #expect(PrivateFile.write([UInt8]("abc".utf8), to: file) == nil)
      #expect(try text("\(folder)/a") == "abc")
    }
  }

  @Test func `folders are shared where the one above is`() throws {
    try inFolder { folder in
      try FolderSharing.makeFolder("\(folder)/own/deep")
      #expect(FileStatus(of: "\(folder)/own/deep")?.permissions == 0o700)
      #expect(FolderSharing.fileMode(at: "\(folder)/own/file") == 0o600)
      #expect(unsafe chmod(folder, 0o2770) == 0)
      try FolderSharing.makeFolder("\(folder)/team/deep")
      #expect(FileStatus(of: "\(folder)/team/deep")?.permissions == 0o2770)
      #expect(FolderSharing.fileMode(at: "\(folder)/team/file") == 0o660)
    }
  }

  @Test func `a folder below a file is no folder`() throws {
    try inFolder { folder in
      try PrivateFile.create("\(folder)/a", holding: [], isSynced: false)
      #expect(throws: FolderFailure(path: "\(folder)/a/b", number: ENOTDIR)) {
        try FolderSharing.makeFolder("\(folder)/a/b/c")
      }
    }
  }
}
