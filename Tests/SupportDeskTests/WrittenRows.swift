import Foundation
import Journal
import Payments
import ProviderClient
import Sodium
import SupportDesk
import Synchronization
import Testing
import TextSafety

/// A desk on one account whose provider answers what a test writes down.
final class WrittenRows: Sendable {
  let desk: SupportDesk
  let journal: Journal
  let identity: AccountIdentity
  private let shelf: Shelf
  private let folder: URL

  /// - Parameter provider: `aiic`, of which every row is one of a query, or `nectar`, of which the first is the payment.
  init(_ provider: String) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "rows-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let now = Instant(milliseconds: 1_790_000_000_000)
    shelf = Shelf(isNectar: provider == "nectar", now: now)
    var account = ProviderAccount(
      provider: ProviderName(rawValue: provider), baseURL: "http://127.0.0.1:9/v1",
      secret: try Secret(text: provider == "aiic" ? Self.seed : "key_test_example_only"))
    account.options.amountUnit = .minor
    let made = try ProviderCatalogue.make(
      account: account, transport: shelf, clock: { now }, random: .seeded(1))
    identity = made.identity
    let path = folder.appending(path: "journal.sqlite").path
    journal = try Journal(
      path: path, owner: try OwnerLock(besideJournal: path, process: 1, random: .system),
      random: .system, bootClock: .system())
    desk = SupportDesk(
      connections: [
        SupportDesk.Connection(
          account: DeskAccount(
            name: try #require(AccountName("store")), identity: identity, mode: .test,
            providerTitle: made.title, capabilities: made.capabilities, writeObstacle: nil,
            undoSeconds: 0),
          provider: made)
      ], actor: Actor("amina"), journal: journal,
      index: try TransactionIndex(path: folder.appending(path: "index.sqlite").path),
      policy: DecisionPolicy(wantsReference: { _ in false }), now: { now }, pause: { _ in },
      random: .seeded(7))
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// What the provider answers from now on.
  func write(_ rows: [String]) { shelf.rows.withLock { $0 = rows } }

  /// A payment read live.
  func open(_ id: String) async throws -> PaymentDetail {
    try await desk.openLive(PaymentKey(account: identity, id: TransactionID(id)))
  }

  private static let seed = Data(repeating: 7, count: 32).base64EncodedString()

  private final class Shelf: HTTPTransport {
    let rows = Mutex<[String]>([])
    let isNectar: Bool
    let now: Instant

    init(isNectar: Bool, now: Instant) {
      self.isNectar = isNectar
      self.now = now
    }

    func write(_ request: HTTPRequest, through gate: WriteGate) async -> HTTPReply {
      await read(request)
    }

    func read(_ request: HTTPRequest) async -> HTTPReply {
      let rows = rows.withLock { $0 }
      let body =
        isNectar
        ? #"{"status":200,"message":"ok","data":\#(rows.first ?? "{}"),"errors":[]}"#
        : #"{"success":true,"transactions":[\#(rows.joined(separator: ","))],"pagination":{"hasNext":false}}"#
      return HTTPReply(
        connected: true, status: 200, headers: [:], body: Array(body.utf8), failure: nil,
        started: now, ended: now)
    }
  }
}
