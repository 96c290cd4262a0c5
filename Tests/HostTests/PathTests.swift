import Host
import Testing

/// What is told from a path alone.
struct PathTests {
  @Test(arguments: [
    ("/a/b/c", ["/a/b", "/a", "/"]), ("/a", ["/"]), ("a/b/c", ["a/b"]), ("a", ["."]), ("", ["."]),
  ])
  func `the folders above a file are told, the nearest first`(path: String, folders: [String]) {
    #expect(HostPath.folders(above: path) == folders)
    #expect(HostPath.directory(of: path) == folders[0])
  }

  @Test func `a path without links is told where there is something`() {
    #expect(HostPath.real("/proc/../proc") == "/proc")
    #expect(HostPath.real("/no/such/file") == nil)
    #expect(HostPath.resolved("/no/../no/file") == "/no/../no/file")
  }

  @Test func `a database has three companions, known by their endings`() {
    #expect(DatabaseFiles.all(of: "/j") == ["/j", "/j-wal", "/j-shm", "/j-journal"])
    #expect(DatabaseFiles.companionEnding(of: "/j-shm") == "-shm")
    #expect(DatabaseFiles.companionEnding(of: "/my-journal.sqlite") == nil)
  }

  @Test func `a file is the same under every name, and another one is not`() throws {
    let here = try #require(FileIdentity("/proc/self"))
    #expect(FileIdentity("/proc/./self") == here)
    #expect(FileIdentity("/proc") != here)
    #expect(FileIdentity("/no/such/file") == nil)
  }

  @Test func `a user has the name that the system knows, else the number`() {
    let root = HostUser(id: 0)
    #expect(root.name == "root" && root.home == "/root" && root.isKnown)
    let nobody = HostUser(id: 3_999_999_999)
    #expect(nobody.name == "uid-3999999999" && nobody.home == nil && !nobody.isKnown)
  }
}
