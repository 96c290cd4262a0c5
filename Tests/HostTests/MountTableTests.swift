import Host
import Testing

/// On which file system a path lies.
struct MountTableTests {
  private static let table = MountTable(
    """
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
    #expect(MountTable("").type(of: "/x") == nil)
  }

  @Test(arguments: [
    ("ext4", false), ("xfs", false), ("btrfs", false), ("overlay", false), ("tmpfs", false),
    ("nfs", true), ("nfs4", true), ("cifs", true), ("smb", true), ("fuse.sshfs", true),
    ("fuse", true), ("fuseblk", true), ("9p", true), ("beegfs", true), ("virtiofs", true),
  ])
  func `file systems of other hosts are known by their type`(type: String, isNetwork: Bool) {
    #expect(FileSystemCheck.isNetwork(type) == isNetwork)
  }

  @Test func `only what is mounted at just that path is a mount`() {
    #expect(Self.table.has("/mnt/my disk"))
    #expect(!Self.table.has("/mnt/my disk/x"))
  }

  @Test func `the kernel's table of mounts is understood`() {
    let kernel = FileSystemCheck.kernel
    #expect(kernel.type("/proc") == "proc")
    #expect(kernel.type("/") != nil)
    #expect(kernel.type("/no/such/directory") == nil)
    #expect(kernel.isMounted("/proc"))
    #expect(!kernel.isMounted("/proc/self"))
    #expect(!kernel.isMounted("/no/such/file"))
  }

  @Test func `a path that does not exist yet lies where the nearest folder above it does`() {
    let kernel = FileSystemCheck.kernel
    #expect(kernel.nearestType(of: "/no-such-folder-here/journal.sqlite") == kernel.type("/"))
    #expect(kernel.nearestType(of: "/proc/no-such-folder/journal.sqlite") == "proc")
  }
}
