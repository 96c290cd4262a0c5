import ArgumentParser
import Payments
import SupportDesk
import TextSafety

/// `tilldesk dispute ACCOUNT/ID --reference CB-2201`: a payment is held for a dispute, or is so no more.
struct DisputeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dispute",
    abstract: "Hold a payment for a dispute of the payer's bank, or lift that.",
    discussion: """
      The bank may already have taken the money: while a payment is held, refund and cancel refuse without \
      --despite-dispute, and the desk asks first. It stays in this record; nothing is sent. \
      Exit codes: 0 recorded, 1 not found or not readable, 2 refused.
      """)

  @Argument(help: "The account and the payment's exact id: uk-store/6636598.")
  var payment: PaymentArgument
  @Option(
    name: .long, parsing: .unconditional, help: "The bank's or the provider's name of the dispute.")
  var reference: String?
  @Option(
    name: .long, parsing: .unconditional, help: "Its day, as 2026-04-22; without it, today.")
  var date: String?
  @Option(
    name: .long, parsing: .unconditional, help: "What else there is to say; with --lift, why.")
  var note = ""
  @Flag(name: .long, help: "Lift the hold that there is.")
  var lift = false
  @Flag(name: .long, help: "Print an object.")
  var json = false
  @OptionGroup var options: ConfigurationOptions

  func validate() throws {
    if lift {
      guard reference == nil, date == nil else {
        throw ValidationError(
          "--lift ends the hold that there is; take --reference and --date away.")
      }
      guard note.contains(where: { $0.isLetter || $0.isNumber }) else {
        throw ValidationError("Say why it is over: --lift --note \"the bank decided for us\".")
      }
    } else if reference == nil {
      throw ValidationError("Say which dispute with --reference, or --lift.")
    }
  }

  func run() async throws {
    let bench = try await LiveServices.ready(options, for: payment.account)
    let detail = try await bench.exactDetail(of: payment, command: command)
    guard detail.transaction.kind == .payment else {
      throw CommandFailure(.refused, ActionRefusal.notAPayment.sentence)
    }
    let entry = try entry(on: detail, today: bench.zone.civil(bench.now()))
    var written: PaymentDetail?
    do throws(DeskError) {
      _ = try bench.desk.write(entry, on: detail.row.id)
      written = try bench.desk.openLocal(detail.row.id)
    } catch {
      throw CommandFailure(error)
    }
    guard !json else { return Console.data(JSONValue.detail(written ?? detail)) }
    Console.data(
      "Payment \(detail.row.fullName). \((written ?? detail).dispute?.sentence ?? "No longer held for a dispute.")"
    )
  }

  /// What is written down, checked against the payment.
  private func entry(
    on detail: PaymentDetail, today: CivilTime
  ) throws(CommandFailure) -> PaymentEntry {
    let note = note.trimmed
    if lift {
      guard let hold = detail.dispute else {
        throw CommandFailure(.refused, "This payment is not held for a dispute.")
      }
      return .lift(hold.id, note: note)
    }
    let draft = DisputeDraft(
      reference: (reference ?? "").trimmed, date: date?.trimmed ?? today.dateText,
      note: note)
    for field in DisputeDraft.Field.allCases {
      if let mistake = draft.mistake(in: field, today: today) {
        throw CommandFailure(.refused, mistake)
      }
    }
    return .hold(draft)
  }

  /// The same command for another payment.
  private func command(for payment: String) -> [String] {
    var words = ["dispute", payment]
    if let reference { words.append("--reference=\(reference)") }
    if let date { words.append("--date=\(date)") }
    if !note.isEmpty { words.append("--note=\(note)") }
    if lift { words.append("--lift") }
    if json { words.append("--json") }
    return words + options.words
  }
}

extension String {
  fileprivate var trimmed: String {
    let kept = drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace)
    return String(kept.reversed())
  }
}

extension PaymentDetail {
  /// Refuses a decision on a payment that is held for a dispute, unless the command says that it knows.
  func requireKnownDispute(_ isKnown: Bool, before kind: IntentKind) throws(CommandFailure) {
    // What bars it anyway is said instead.
    let bar = kind == .refund ? refundRefusal : cancelRefusal
    guard let dispute, bar == nil else { return }
    let warning = dispute.warning(before: kind)
    guard isKnown else {
      throw CommandFailure(
        .refused,
        "Nothing was sent: \(warning) Add --despite-dispute to \(kind.rawValue) all the same.")
    }
    Console.narrate("Going on with --despite-dispute: \(warning)")
  }
}

extension JSONValue {
  /// The dispute for which a payment is held; null where it is not.
  static func dispute(_ hold: DisputeHold?) -> JSONValue {
    guard let hold else { return .null }
    return .members([
      "reference": .string(hold.reference.text), "date": .string(hold.date.text),
      "note": .string(hold.note.text), "actor": .string(hold.actor.name.raw),
      "time": .instant(hold.time), "message": .string(hold.sentence.text),
    ])
  }
}
