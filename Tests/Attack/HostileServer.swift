import Foundation
import Glibc
import RawSockets
import Synchronization

/// A provider of raw sockets: it reads rightly, moves money where it is told to, and answers with anything.
final class HostileServer: Sendable {
  /// What is done with a request that asks for a payment, or with a list.
  struct Plan: Sendable {
    /// Whether the write is carried out.
    var executes = true
    /// What is said to the write; `nil` is the genuine answer.
    var write: HostileAnswer?
    /// What is said to reads; `nil` is the genuine answer.
    var read: HostileAnswer?
  }

  /// How often the money of a payment moved, and by which keys.
  private struct Effect {
    var count = 0
    var keys: Set<String> = []
    var tag = ""
  }

  private struct State {
    var plans: [String: Plan] = [:]
    var effects: [String: Effect] = [:]
    var writes = 0
  }

  let wire: Wire
  let port: UInt16
  private let count: Int
  private let listener: CInt
  private let created: String
  private let state = Mutex(State())

  /// Starts one with so many payments.
  init(_ wire: Wire, payments count: Int) throws {
    self.wire = wire
    self.count = count
    created = Date(timeIntervalSinceNow: -3600).formatted(.iso8601)
    (listener, port) = try RawSocket.onLoopback()
    guard listen(listener, 64) == 0 else { throw RawSocket.Failure() }
    SystemThread.start { [self] in accept() }
  }

  /// Stops accepting; the accepting thread closes the socket.
  func stop() { shutdown(listener, CInt(SHUT_RDWR)) }

  /// Says what is done with a payment from now on.
  func plan(_ plan: Plan, for payment: Payment) {
    state.withLock { $0.plans[payment.id] = plan }
  }

  /// How often the money of a payment moved.
  func effects(of payment: Payment) -> Int {
    state.withLock { $0.effects[payment.id]?.count ?? 0 }
  }

  /// How many writes came.
  var writeCount: Int { state.withLock { $0.writes } }

  // MARK: - Sockets

  private func accept() {
    defer { close(listener) }
    while true {
      let connection = Glibc.accept(listener, nil, nil)
      guard connection >= 0 else { return }
      SystemThread.start { [self] in serve(connection) }
    }
  }

  private func serve(_ connection: CInt) {
    defer { close(connection) }
    guard let request = RawSocket.readRequest(connection), let answer = answer(to: request) else {
      return
    }
    RawSocket.write(answer.bytes, to: connection)
    switch answer.ending {
    case .close: shutdown(connection, CInt(SHUT_WR))
    case .reset: RawSocket.reset(connection)
    case .stay: while RawSocket.receive(connection) != nil {}
    }
  }

  // MARK: - Requests

  private func answer(to request: String) -> HostileAnswer? {
    let head = request.split(separator: "\r\n", maxSplits: 1)[0].split(separator: " ")
    guard head.count >= 2 else { return nil }
    let path = head[1].split(separator: "?")[0].split(separator: "/").map(String.init)
    let body = request.firstRange(of: "\r\n\r\n").map { String(request[$0.upperBound...]) } ?? ""
    switch wire {
    case .neropayRefund, .neropayCancel:
      if path.last == "account" {
        return genuine(#"{"success":true,"data":{"account_id":"acct_1","name":"Store"}}"#)
      }
      if head[0] == "POST" { return written(path[2], key: header("Idempotency-Key", of: request)) }
      return path.count == 2 ? list(request) : read(path[2])
    case .nectarRefund:
      if head[0] == "PUT" { return written(path[2], key: UUID().uuidString) }
      return path[1] == "verify" ? read(path[2]) : list(request)
    case .aiicRefund:
      if path.last == "test-auth" {
        return genuine(#"{"success":true,"message":"ok","userId":"user_1","publicKey":"k"}"#)
      }
      let data = (try? JSONSerialization.jsonObject(with: Data(body.utf8))) as? [String: Any]
      let fields = data?["data"] as? [String: Any] ?? [:]
      guard path.last == "refund" else { return aiicList(fields) }
      let text = fields["description"] as? String ?? fields["reason"] as? String ?? ""
      return written(
        fields["originalTransactionId"] as? String ?? "", key: UUID().uuidString, tag: text)
    }
  }

  private func written(_ id: String, key: String, tag: String = "") -> HostileAnswer? {
    guard let payment = Payment(id: id, wire: wire, count: count) else { return nil }
    let plan = state.withLock { state in
      state.writes += 1
      let plan = state.plans[id] ?? Plan()
      if plan.executes {
        var effect = state.effects[id] ?? Effect()
        if effect.keys.insert(key).inserted { effect.count += 1 }
        effect.tag = tag
        state.effects[id] = effect
      }
      return plan
    }
    let truth = wire.genuine(payment)
    return plan.write
      ?? HostileAnswer("genuine", .yes, status: truth.yesStatus, body: truth.yes.rendered)
  }

  private func header(_ name: String, of request: String) -> String {
    request.split(separator: "\r\n").first { $0.lowercased().hasPrefix("\(name.lowercased()):") }
      .map { String($0.drop { $0 != ":" }.dropFirst(2)) } ?? ""
  }

  // MARK: - Reads

  private func genuine(_ body: String) -> HostileAnswer {
    HostileAnswer("genuine", .yes, status: 200, body: body)
  }

  private func read(_ id: String) -> HostileAnswer? {
    guard let payment = Payment(id: id, wire: wire, count: count) else {
      return HostileAnswer(
        "unknown", .yes, status: 404, body: wire.genuine(Payment(number: 0, wire: wire)).no.rendered
      )
    }
    if let answer = state.withLock({ $0.plans[id]?.read }) { return answer }
    let row = row(payment)
    return wire == .nectarRefund
      ? genuine(#"{"status":200,"message":"ok","data":\#(row),"errors":[]}"#)
      : genuine(#"{"success":true,"data":\#(row)}"#)
  }

  private func list(_ request: String) -> HostileAnswer? {
    let page = request.firstMatch(of: #/[?&]page=(\d+)/#).flatMap { Int($0.1) } ?? 1
    let rows = payments(onPage: page, of: 100).map(row).joined(separator: ",")
    guard wire == .nectarRefund else { return genuine(#"{"success":true,"data":[\#(rows)]}"#) }
    let last = page * 100 >= count
    return genuine(
      #"{"status":200,"message":"ok","data":{"content":[\#(rows)],"number":\#(page - 1),"size":100,"totalElements":\#(count),"totalPages":\#((count + 99) / 100),"last":\#(last),"first":\#(page == 1)},"errors":[]}"#
    )
  }

  private func payments(onPage page: Int, of size: Int) -> [Payment] {
    let first = min(max(0, page - 1) * size, count)
    return (first..<min(first + size, count)).map { Payment(number: $0, wire: wire) }
  }

  private func row(_ payment: Payment) -> String {
    let moved = effects(of: payment) > 0
    switch wire {
    case .neropayRefund, .neropayCancel:
      let status =
        wire.isCancel
        ? (moved ? "cancelled" : "pending") : (moved ? "partial_refunded" : "succeeded")
      return
        #"{"id":\#(payment.id),"trx":"\#(payment.reference)","status":"\#(status)","amount":"15.99","currency":"GBP","created_at":"\#(created)","remark":"make_payment"}"#
    case .nectarRefund:
      return
        #"{"transactionReference":"\#(payment.id)","merchantRef":"\#(payment.reference)","grossAmount":15.99,"requestedAmount":15.99,"currencyCode":"GBP","transactionDate":"\#(created.dropLast())","createdDate":"\#(created.dropLast())","status":\#(moved ? 6 : 0)}"#
    case .aiicRefund:
      return
        #"{"id":"\#(payment.id)","type":"credit","status":"completed","amount":1599,"currency":"GBP","reference":"\#(payment.reference)","createdAt":"\#(created)"}"#
    }
  }

  private func aiicList(_ fields: [String: Any]) -> HostileAnswer? {
    let page = fields["page"] as? Int ?? 1
    let limit = max(1, fields["limit"] as? Int ?? 20)
    var rows: [String] = []
    if fields["type"] as? String != "refund" {
      let payments = (0..<count).map { Payment(number: $0, wire: wire) }
      let plans = state.withLock { $0.plans }
      if let answer = payments.lazy.compactMap({ plans[$0.id]?.read }).first { return answer }
      rows += payments.map(row)
    }
    rows += state.withLock { state in
      state.effects.sorted { $0.key < $1.key }.map { id, effect in
        #"{"id":"ref_\#(id)","type":"refund","status":"completed","amount":500,"currency":"GBP","reference":"","description":"\#(effect.tag)","createdAt":"\#(created)"}"#
      }
    }
    let first = min(max(0, page - 1) * limit, rows.count)
    let some = rows[first..<min(first + limit, rows.count)].joined(separator: ",")
    let pages = (rows.count + limit - 1) / limit
    return genuine(
      #"{"success":true,"transactions":[\#(some)],"pagination":{"page":\#(page),"limit":\#(limit),"totalPages":\#(pages),"hasNext":\#(page < pages),"hasPrev":\#(page > 1)},"totalCount":\#(rows.count)}"#
    )
  }
}
