import ProgramSupport
import Testing

/// The desk as an agent uses it: keyboard only, in a terminal, each provider from search to the last penny.
@Suite(.serialized) struct DeskFlowTests {
  /// A seeded payment of each provider, with what is typed.
  struct Case: Sendable, CustomTestStringConvertible {
    let account: String
    let id: String
    let search: String
    let parts: [String]
    let left: String
    let excess: String
    let movedMinor: [Int64]

    var testDescription: String { account }
  }

  static let cases = [
    Case(
      account: "uk-store", id: "6636598", search: "np-order1001", parts: ["1.00", "2.00"],
      left: "12.99", excess: "13.00", movedMinor: [100, 200, 1299]),
    Case(
      account: "ng-store", id: "Fa5JliRhi6vblnEHY", search: "Fa5JliRhi6vblnEHY",
      parts: ["37.00", "3.00"], left: "10.00", excess: "10.01", movedMinor: [3700, 300, 1000]),
    Case(
      account: "nz-store", id: "txn_abc123", search: "txn_abc123", parts: ["5.00", "7.50"],
      left: "12.50", excess: "12.51", movedMinor: [500, 750, 1250]),
  ]

  @Test(arguments: cases) func `search, open, refund in parts, too much, and the rest`(
    _ example: Case
  ) throws {
    let sandbox = try Sandbox()
    let desk = try Desk(configuration: sandbox.configuration)
    defer { desk.close() }
    try desk.find(example.search, id: example.id)
    for (index, part) in example.parts.enumerated() {
      try refund(part, desk, isAnother: index > 0)
    }
    try desk.shows("Remaining")
    try desk.shows(example.left)
    #expect(
      try sandbox.effects(of: example.id).map(\.amountMinor) == Array(example.movedMinor.dropLast())
    )

    try desk.press("R")
    try desk.shows("Refund from")
    try desk.type(example.excess)
    try desk.press("Tab")
    try desk.shows("remain")
    #expect(try sandbox.effects(of: example.id).count == example.parts.count)
    try desk.press("C-g")
    try desk.hides("Refund from")

    try refund(example.left, desk, isAnother: true, clearing: true)
    #expect(try sandbox.effects(of: example.id).map(\.amountMinor) == example.movedMinor)
    try desk.press("R")
    try desk.settles("explains that nothing is left") {
      $0.contains("Nothing is left") || $0.contains("0.00")
    }
    try desk.quit()
  }

  @Test func `a search and R in one write open the form of what was typed`() throws {
    let sandbox = try Sandbox()
    let desk = try Desk(configuration: sandbox.configuration)
    defer { desk.close() }
    try desk.shows("Transactions")
    try desk.shows("▌")
    // Both are old: until their pages have come the index knows neither, and a key would only be told so.
    for (name, id) in [("np-order1002", "6636599"), ("np-order1001", "6636598")] {
      try desk.press("/", "C-u")
      try desk.type(name)
      try desk.shows(id)
      try desk.press("Escape")
      try desk.hides(id)
    }
    // Down to a row that is not the one typed, so that it would be taken if the rows of before were.
    for _ in 0..<3 { try desk.press("j") }
    try desk.type("/np-order1001\rR")
    let screen = try desk.shows("Refund from")
    #expect(screen.contains("Refund from NP-ORDER1001 "), "\(screen)")
    try desk.press("C-g")
    try desk.hides("Refund from")
    // The line keeps what was searched for.
    try desk.press("/", "C-u")
    try desk.type("np-order1002\rX")
    try desk.settles("asks about the payment typed") {
      $0.contains("Confirm") && $0.contains("NP-ORDER1002")
    }
    #expect(try sandbox.effects().isEmpty)
    try desk.quit()
  }

  @Test func `a pending payment is cancelled by typing the word`() throws {
    let sandbox = try Sandbox()
    let desk = try Desk(configuration: sandbox.configuration)
    defer { desk.close() }
    try desk.find("np-order1002", id: "6636599")
    try desk.press("X")
    try desk.shows("cancel")
    try desk.confirm("cancel")
    try desk.shows("Cancelled")
    try desk.press("Escape")
    try desk.shows("cancelled")
    #expect(try sandbox.effects(of: "6636599").map(\.kind) == ["cancel"])
    try desk.quit()
  }

  @Test(arguments: [("Fa5JliRhi6vblnEHY", "ng-store"), ("txn_abc123", "nz-store")])
  func `where a provider cannot cancel, the key says why`(_ id: String, _ account: String) throws {
    let sandbox = try Sandbox()
    let desk = try Desk(configuration: sandbox.configuration)
    defer { desk.close() }
    try desk.find(id, id: id)
    try desk.press("X")
    try desk.settles("explains that cancel is not offered") {
      $0.lowercased().contains("cancel") && $0.contains("refund")
    }
    #expect(try sandbox.effects().isEmpty)
    try desk.quit()
  }

  @Test func `a provider killed in the middle leaves unknown, held, and no second refund`() throws {
    let sandbox = try Sandbox(faults: ["neropay.refund:hang-after*1"])
    let desk = try Desk(configuration: sandbox.configuration)
    defer { desk.close() }
    try desk.find("np-order1001", id: "6636598")
    try desk.beginRefund("5.00")
    try desk.confirm("5.00")
    try desk.settles("waits for an answer to what was done") { _ in
      (try? sandbox.effects(of: "6636598").count) == 1
    }
    sandbox.stop()
    try desk.shows("nknown")
    try desk.press("Escape")
    try desk.shows("Held")
    try desk.shows("5.00")
    try desk.press("R")
    try desk.shows("outcome unknown")
    try desk.quit()

    let again = try Desk(configuration: sandbox.configuration)
    defer { again.close() }
    try again.shows("Transactions")
    try again.press("/")
    try again.type("np-order1001")
    try again.press("Enter")
    try again.shows("outcome unknown")
    try again.press("R")
    try again.shows("outcome unknown")
    try again.quit()
  }

  @Test(arguments: [(80, 24), (120, 36), (160, 50), (60, 16)])
  func `the desk opens, finds and helps at every size`(_ columns: Int, _ rows: Int) throws {
    let sandbox = try Sandbox()
    let desk = try Desk(configuration: sandbox.configuration, columns: columns, rows: rows)
    defer { desk.close() }
    try desk.shows("Transactions")
    try desk.press("/")
    try desk.type("np-order1001")
    try desk.press("Enter")
    try desk.shows("NP-ORDER1001")
    try desk.press("?")
    try desk.shows("Keys in the list")
    try desk.press("C-g")
    try desk.quit()
  }

  // MARK: - Steps

  private func refund(
    _ amount: String, _ desk: Desk, isAnother: Bool, clearing: Bool = false
  ) throws {
    try desk.beginRefund(amount, clearing: clearing)
    if isAnother {
      try desk.shows("already refunded")
      try desk.confirm("another")
    }
    try desk.shows("Type \(amount) to send it")
    try desk.confirm(amount)
    try desk.shows("Enter closes")
    try desk.press("Enter")
    try desk.settles("is back at the payment") { $0.contains("read live") }
  }
}
