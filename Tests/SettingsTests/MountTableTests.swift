import Testing

@testable import Settings

/// On which file system a path lies.
struct MountTableTests {
  private static let table = MountTable(
    mountInfo: """
      22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
      30 22 0:30 / /home rw,relatime shared:2 master:1 - nfs4 files:/home rw,vers=4.2
      31 30 254:1 / /home/local rw - xfs /dev/vdb rw
      32 22 0:33 / /mnt/my\\040disk rw - fuse.sshfs host:/ rw
      33 22 0:34 / /srv rw - ext4 /dev/vdc rw
      34 33 0:35 / /srv rw - cifs //host/srv rw
      this is no mount
      """)

  @Test(arguments: [
    ("/var/lib/tilldesk", "ext4"), ("/", "ext4"), ("/home", "nfs4"), ("/home/amina", "nfs4"),
    ("/homes", "ext4"), ("/home/local/x", "xfs"), ("/home/localx", "nfs4"),
    ("/mnt/my disk/x", "fuse.sshfs"), ("/srv/x", "cifs"),
  ])
  func `a path lies on the innermost mount that was made last`(path: String, type: String) {
    #expect(Self.table.type(of: path) == type)
  }

  @Test func `without mounts nothing is known`() {
    #expect(MountTable(mountInfo: "").type(of: "/x") == nil)
  }

  @Test(arguments: [
    ("ext4", false), ("xfs", false), ("btrfs", false), ("overlay", false), ("tmpfs", false),
    ("fuseblk", false), ("nfs", true), ("nfs4", true), ("cifs", true), ("fuse.sshfs", true),
    ("fuse", true), ("9p", true),
  ])
  func `file systems of other hosts are known by their type`(type: String, isNetwork: Bool) {
    #expect(MountTable.isNetwork(type) == isNetwork)
  }

  @Test func `the host knows the file system of its root and of paths that do not exist yet`() {
    let world = SettingsWorld.live()
    #expect(world.fileSystemType("/") != nil)
    #expect(
      world.fileSystemType("/no-such-folder-here/journal.sqlite") == world.fileSystemType("/"))
  }
}
