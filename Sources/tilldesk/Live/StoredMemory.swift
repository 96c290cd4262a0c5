import Foundation
import Payments
import SupportDesk
import TextSafety
import ViewModels

/// What the desk remembers, as its file holds it.
struct StoredMemory: Codable {
  /// Why bytes are not such a file.
  enum Mistake: Error {
    /// Another version of the form, which may hold what this one would lose.
    case otherVersion(Int)
    /// Not this form at all.
    case notOurs
  }

  private struct Version: Codable { var version: Int }

  private struct Search: Codable {
    var name: String
    var search: String
  }

  private struct Columns: Codable {
    var order: [String]
    var hidden: [String]
  }

  private struct Draft: Codable {
    var payment: PaymentKey
    var reference: String
    var amount: String
    /// Missing in files of desks that kept none.
    var currency: String?
    var reason: String
    var ticket: String
    var note: String
    var saved: Int64
  }

  fileprivate struct Ruling: Codable {
    /// The decision that is ruled on; `nil` where a frozen payment would be released.
    var decision: IntentID?
    var payment: PaymentKey?
    var verdict: String
    var reference: String
    var evidence: String
    var saved: Int64
  }

  private static let version = 1

  private var version: Int
  private var welcomed: Bool
  private var searches: [String]
  /// Not in files of before there was a history of commands.
  private var commands: [String]?
  private var saved: [Search]
  private var columns: Columns
  private var drafts: [Draft]
  /// Missing in files of desks that kept none.
  private var rulings: [Ruling]?

  /// Takes a memory.
  init(_ memory: DeskMemory) {
    version = Self.version
    welcomed = memory.isWelcomed
    searches = memory.searches
    commands = memory.commands
    saved = memory.saved.map { Search(name: $0.name, search: $0.text) }
    columns = Columns(
      order: memory.columns.order.map(\.rawValue),
      hidden: memory.columns.order.filter(memory.columns.hidden.contains).map(\.rawValue))
    drafts = memory.drafts.values.sorted { $0.saved < $1.saved }.map { draft in
      Draft(
        payment: draft.key, reference: draft.reference, amount: draft.amount,
        currency: draft.currency, reason: draft.reason, ticket: draft.ticket, note: draft.note,
        saved: draft.saved.milliseconds)
    }
    rulings = memory.rulings.values.sorted { $0.saved < $1.saved }.map { Ruling($0) }
  }

  /// Reads the bytes of a file.
  init(bytes: [UInt8]) throws(Mistake) {
    let data = Data(bytes)
    guard let head = try? JSONDecoder().decode(Version.self, from: data) else { throw .notOurs }
    guard head.version == Self.version else { throw .otherVersion(head.version) }
    guard let stored = try? JSONDecoder().decode(Self.self, from: data) else { throw .notOurs }
    self = stored
  }

  /// The bytes of the file: readable, so that an agent can see what is kept about their work.
  var bytes: [UInt8]? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(self) else { return nil }
    return [UInt8](data) + [UInt8(ascii: "\n")]
  }

  /// The memory, within its bounds whatever the file says.
  var memory: DeskMemory {
    var memory = DeskMemory()
    memory.isWelcomed = welcomed
    for search in searches.suffix(DeskMemory.searchesMax) { memory.apply(.searched(search)) }
    for command in (commands ?? []).suffix(DeskMemory.commandsMax) {
      memory.apply(.commanded(command))
    }
    for search in saved {
      memory.apply(.saved(SavedSearch(name: search.name, text: search.search)))
    }
    memory.columns = ColumnChoice(
      order: columns.order.compactMap(ListColumn.init),
      hidden: Set(columns.hidden.compactMap(ListColumn.init)))
    for draft in drafts {
      memory.apply(
        .drafted(
          RefundDraft(
            key: draft.payment, reference: draft.reference, amount: draft.amount,
            currency: draft.currency, reason: draft.reason, ticket: draft.ticket, note: draft.note,
            saved: Instant(milliseconds: draft.saved))))
    }
    for ruling in rulings ?? [] {
      if let draft = ruling.draft { memory.apply(.ruling(draft)) }
    }
    return memory
  }
}

extension StoredMemory.Ruling {
  fileprivate init(_ draft: RulingDraft) {
    switch draft.id.item {
    case .intent(let id): decision = id
    case .payment(let key): payment = key
    // What is said of a finding is short, and asked for anew.
    case .finding, .account, .record, .merchant, .tags: break
    }
    verdict = draft.id.verdict.rawValue
    reference = draft.reference
    evidence = draft.evidence
    saved = draft.saved.milliseconds
  }

  /// The draft; `nil` where the file names no matter or a verdict that there is not.
  fileprivate var draft: RulingDraft? {
    let matter = decision.map(AttentionItem.ID.intent) ?? payment.map(AttentionItem.ID.payment)
    guard let matter, let verdict = RulingFormModel.Verdict(rawValue: verdict) else { return nil }
    return RulingDraft(
      id: RulingFormModel.ID(item: matter, verdict: verdict), reference: reference,
      evidence: evidence, saved: Instant(milliseconds: saved))
  }
}
