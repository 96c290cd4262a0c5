import Payments
import SupportDesk
import TextSafety

// The JSON of `attention` and `reconcile`.

extension JSONValue {
  /// One matter of `attention`; what concerns a decision is null where the payment itself is the matter.
  static func matter(_ dossier: Dossier) -> JSONValue {
    let item = dossier.item
    let intent: Intent? =
      switch item.id {
      case .intent, .finding: item.intent
      case .payment, .account, .record, .merchant, .tags: nil
      }
    return .object([
      Member(key: "intent", value: .optional(intent?.id.text)),
      Member(key: "account", value: item.account.isEmpty ? .null : .string(item.account.text)),
      Member(key: "mode", value: .string(item.mode.rawValue)),
      Member(key: "id", value: .optional(item.key?.id.raw)),
      Member(key: "reference", value: .string(item.reference.text)),
      Member(key: "matter", value: .string(item.matter.rawValue)),
      Member(key: "effect", value: .optional(item.finding?.effect)),
      Member(key: "kind", value: .optional(intent?.kind.rawValue)),
      Member(key: "state", value: .optional(intent?.state.rawValue)),
      Member(key: "amount", value: .money(intent?.amount)),
      Member(key: "sentence", value: .string(item.sentence.text)),
      Member(key: "attempts", value: .integer(Int64(item.attempts))),
      Member(key: "looks", value: .integer(Int64(item.looks))),
      Member(key: "suggestion", value: .optional(item.suggestion?.text)),
      Member(key: "next", value: item.plan.map(plan) ?? .null),
      Member(key: "since", value: item.since.map { .instant($0) } ?? .null),
      Member(key: "actor", value: .optional(intent?.actor.name.raw)),
      Member(
        key: "request", value: dossier.request.isEmpty ? .null : .string(dossier.request.text)),
      Member(key: "evidence", value: .array(dossier.entries.map(evidence))),
      Member(key: "matches", value: .array(dossier.matches.map(match))),
      Member(key: "refusals", value: refusals(item)),
    ])
  }

  /// One decision of `reconcile`: where it stood, where it stands, and its sentence.
  static func settled(_ settled: Settled) -> JSONValue {
    let intent = settled.intent
    return .members([
      "intent": .string(intent.id.text), "account": .string(intent.account.text),
      "id": .string(intent.key.id.raw), "kind": .string(intent.kind.rawValue),
      "amount": .money(intent.amount), "was": .string(settled.before.rawValue),
      "state": .string(intent.state.rawValue), "message": .string(settled.sentence.text),
    ])
  }

  private static func plan(_ plan: SettlingPlan) -> JSONValue {
    let step =
      switch plan.step {
      case .look: "look"
      case .replay: "replay"
      case .handOver: "handOver"
      }
    return .members(["step": .string(step), "due": .instant(plan.due)])
  }

  private static func evidence(_ entry: Dossier.Entry) -> JSONValue {
    .members([
      "time": .instant(entry.time), "actor": .string(entry.actor.name.raw),
      "title": .string(entry.title.text), "words": .string(entry.words.text),
      "raw": entry.raw.isEmpty ? .null : .string(entry.raw.text),
    ])
  }

  private static func match(_ row: ReportedRefund) -> JSONValue {
    .members([
      "id": .optional(row.id?.raw), "amount": .money(row.amount),
      "time": .optional(row.time?.original.raw), "providerStatus": .string(row.providerStatus.raw),
    ])
  }

  private static func refusals(_ item: AttentionItem) -> JSONValue {
    .object(
      AttentionItem.Action.allCases.compactMap { action in
        item.refusals[action].map { Member(key: action.rawValue, value: .string($0.text)) }
      })
  }
}
