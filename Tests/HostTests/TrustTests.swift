import Host
import Testing

/// Who could put other words into a file.
struct TrustTests {
  private static let file = "/home/amina/desk/config.toml"

  private func trust(
    _ changed: [String: FileStatus], links: [String: String] = [:]
  ) -> FileTrust {
    let statuses = [Self.file: FileStatus(permissions: 0o600, owner: 1000)]
      .merging(changed) { $1 }
    return FileTrust(userID: 1000, status: { statuses[$0] }, resolved: { links[$0] ?? $0 })
  }

  private func folder(_ permissions: UInt32, owner: UInt32 = 0) -> FileStatus {
    FileStatus(permissions: permissions, owner: owner, isRegular: false)
  }

  @Test func `a file of this user's own is trusted, and what is not there has no fault`() {
    #expect(trust([:]).finding(inObeyed: Self.file) == nil)
    #expect(trust([:]).finding(inShown: Self.file) == nil)
    #expect(trust([:]).finding(inObeyed: "/none") == nil)
  }

  @Test func `a group that can write is refused where money is at stake only`() {
    let shared = trust([Self.file: FileStatus(permissions: 0o660, owner: 1000)])
    #expect(shared.finding(inObeyed: Self.file) == .writable(permissions: 0o660))
    #expect(shared.finding(inShown: Self.file) == nil)
    let open = trust([Self.file: FileStatus(permissions: 0o606, owner: 1000)])
    #expect(open.finding(inShown: Self.file) == .writable(permissions: 0o606))
  }

  @Test func `another user's file and folder are told apart`() {
    let theirs = trust([Self.file: FileStatus(permissions: 0o600, owner: 7)])
    #expect(theirs.finding(inObeyed: Self.file) == .ofAnother)
    let inTheirs = trust(["/home/amina/desk": folder(0o755, owner: 7)])
    #expect(
      inTheirs.finding(inObeyed: Self.file) == .folderOfAnother(folder: "/home/amina/desk"))
  }

  @Test func `a folder above that all can write is refused unless it is sticky`() {
    #expect(
      trust(["/home": folder(0o777)]).finding(inObeyed: Self.file)
        == .exchangeable(folder: "/home"))
    #expect(trust(["/home": folder(0o1777)]).finding(inObeyed: Self.file) == nil)
  }

  @Test func `the folder that a link leads to counts too`() {
    let linked = trust(["/srv": folder(0o777)], links: [Self.file: "/srv/config.toml"])
    #expect(linked.finding(inObeyed: Self.file) == .exchangeable(folder: "/srv"))
  }
}
