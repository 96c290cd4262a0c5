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
}
