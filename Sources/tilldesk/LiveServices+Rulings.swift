import Payments
import SupportDesk
import TextSafety

extension LiveServices {
  /// Prints what became of decisions, and remembers that this person was told of theirs.
  ///
  /// - Parameter isClear: Whether nothing else waits for a person.
  func report(_ settled: [Settled], json: Bool, isClear: Bool = true) {
    if json {
      Console.data(.array(settled.map(JSONValue.settled)))
    } else if settled.isEmpty {
      Console.data(isClear ? "Nothing is unresolved." : "Nothing is left to ask a provider about.")
    } else {
      for one in settled { Console.data("\(one.intent.payment)  \(one.sentence)") }
    }
    for one in settled {
      if Console.loss != nil { narrateUnprinted(one.intent, one.sentence) }
      tell(one.intent)
    }
  }

  /// Records a ruling and prints where the decision stands; the provider's own word goes first.
  func rule(
    _ intent: Intent, _ ruling: Ruling, evidence: String, json: Bool
  ) async throws(CommandFailure) {
    let report: SettlingReport
    do throws(DeskError) {
      report = try await desk.rule(intent.id, ruling, evidence: evidence)
    } catch {
      throw CommandFailure(error)
    }
    if ![.ruledDone, .ruledNotDone].contains(report.intent.state) {
      Console.narrate("No ruling was recorded: the provider has told what became of it.")
    }
    self.report(
      [Settled(intent: report.intent, before: report.before, sentence: report.sentence)],
      json: json)
  }

  /// Records what this person says that a finding about a decision was, and prints how the decision counts now.
  func resolve(
    _ intent: Intent, effect: String?, _ answer: (Money) throws(CommandFailure) -> FindingAnswer,
    evidence: String, json: Bool
  ) async throws(CommandFailure) {
    do throws(DeskError) {
      let found = try desk.attention().filter { item in
        guard case .finding(intent.id, _, let name) = item.id else { return false }
        return effect == nil || effect == name
      }
      guard let item = found.first, let finding = item.finding else {
        throw .refused(.ruling("Nothing turned out otherwise about \(intent.id.short)."))
      }
      guard found.count == 1 else {
        let names = found.compactMap { $0.finding.map { "\(SafeText(sanitizing: $0.effect))" } }
        throw .refused(
          .ruling(
            "Several things turned out otherwise: add --effect with one of \(names.joined(separator: ", "))."
          ))
      }
      let said: FindingAnswer
      do throws(CommandFailure) { said = try answer(intent.amount) } catch {
        throw .refused(.ruling(error.message))
      }
      let report = try await desk.resolve(intent.id, finding, said, evidence: evidence)
      let settled = Settled(
        intent: report.intent, before: report.intent.state, sentence: report.sentence)
      self.report([settled], json: json)
    } catch {
      throw CommandFailure(error)
    }
  }

  /// Releases a frozen payment, corrects what was stated of one, or states what went back where the provider does not say.
  func release(
    _ payment: PaymentArgument, total: String, isCorrection: Bool, evidence: String, json: Bool
  ) async throws(CommandFailure) {
    let found: (name: SafeText, account: SafeText, key: PaymentKey)
    var rest: SafeText = ""
    do throws(DeskError) {
      var items = try desk.frozen().filter { $0.account.text == payment.account }
      let isFrozen = items.contains { $0.key?.id == TransactionID(payment.text) }
      if !isFrozen { items += try unfrozen(payment).filter { isCorrection || $0.currency != nil } }
      guard
        let frozen = items.first(where: { $0.key?.id == TransactionID(payment.text) }),
        let key = frozen.key
      else { throw .refused(.ruling(Self.noneFrozen(payment, among: items))) }
      guard let currency = frozen.currency else {
        throw .refused(.ruling("Its currency is not known: open the payment first."))
      }
      switch TypedAmount.total(total, currency: currency) {
      case .success(let money):
        rest = try await desk.release(
          key, total: money, isCorrection: isCorrection, evidence: evidence
        ).sentence
      case .failure(let mistake): throw .refused(.ruling(mistake.sentence))
      }
      found = (frozen.payment, frozen.account, key)
    } catch {
      throw CommandFailure(error)
    }
    let name = found.name
    guard json else {
      Console.data("\(name)  Released: \(rest)")
      narrateUnprintedRelease(of: name)
      return
    }
    Console.data(
      .array([
        .members([
          "intent": .null, "account": .string(found.account.text),
          "id": .string(found.key.id.raw), "state": .string("released"),
        ])
      ]))
    narrateUnprintedRelease(of: name)
  }

  /// A payment that is not frozen, of which a person may state what went back.
  private func unfrozen(_ payment: PaymentArgument) throws(DeskError) -> [AttentionItem] {
    guard let account = desk.accounts.first(where: { $0.name.text == payment.account }) else {
      return []
    }
    return [
      try desk.frozen(PaymentKey(account: account.identity, id: TransactionID(payment.text)))
    ]
  }

  private func narrateUnprintedRelease(of name: SafeText) {
    if Console.loss != nil { Console.narrate("Recorded, but not printed: \(name) is released.") }
  }

  /// Why a name releases nothing: a reference may be that of several payments.
  private static func noneFrozen(
    _ payment: PaymentArgument, among items: [AttentionItem]
  ) -> SafeText {
    let wanted = SearchFold.lower(payment.text)
    let names = items.filter { item in
      [item.key?.id.raw ?? "", item.reference.text].contains { SearchFold.lower($0) == wanted }
    }.map(\.payment)
    guard !names.isEmpty else { return "\(payment.account)/\(payment.text) is not frozen." }
    return
      "No frozen payment has exactly the id \(payment.text). It may stand for \(names.joined(separator: ", ")): release one by its id."
  }
}
