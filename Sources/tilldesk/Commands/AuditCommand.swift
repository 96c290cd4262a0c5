import ArgumentParser
import Glibc
import Journal
import Payments
import TextSafety

/// `tilldesk audit`: the record proved, and taken out.
struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Prove that the record is whole, or take its events out.",
    subcommands: [Verify.self, Export.self])

  /// `tilldesk audit verify`: every event, every text and every row.
  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify",
      abstract: "Check every event of the record, and that its rows are what the events say.",
      discussion: """
        Prints the head, to be kept on another host and compared. A worker does the same once a day. \
        Exit codes: 0 everything is whole, 1 it is not; the first event that is not is named.
        """)

    @Flag(name: .long, help: "Print an object.")
    var json = false
    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
      let door = try RecordDoor.open(options)
      let begun = ContinuousClock.now
      let found: RecordVerification
      do {
        found = try door.journal.verifyWholeAndKeep(at: LiveClock.now()) { count in
          if count.isMultiple(of: 100_000) { Console.narrate("\(count) events …") }
        }
      } catch {
        if json { Console.data(Self.failure(error)) }
        throw CommandFailure(.failed, error.sentence)
      }
      report(found, took: ContinuousClock.now - begun)
      RecordDoor.tell(door.journal, Console.narrate)
      if door.journal.obstacle != nil { throw CommandFailure(.failed, "") }
    }

    private func report(_ found: RecordVerification, took time: Duration) {
      let milliseconds = Int64(time / .milliseconds(1))
      let memory = Self.peakKilobytes
      if json {
        Console.data(
          .members([
            "whole": .boolean(found.accepted == nil), "accepted": Self.accepted(found.accepted),
            "bad": .integer(found.accepted?.bad ?? 0), "events": .integer(found.events),
            "head": .string(found.head),
            "locked": .array(found.locked.map { .string($0.id.raw) }),
            "milliseconds": .integer(milliseconds), "memoryKB": .integer(memory),
          ]))
        return
      }
      if let accepted = found.accepted {
        Console.data(Self.sentence(accepted))
      } else {
        Console.data(
          "\(found.events) event\(found.events == 1 ? " is" : "s are") whole, and the rows are what they say."
        )
      }
      Console.data("Head      \(found.events) \(found.head)")
      for key in found.locked {
        Console.data("Locked    \(key.id.safe): its rows were changed from outside.")
      }
      Console.data("Took      \(milliseconds) ms, at most \(memory / 1024) MB of memory.")
    }

    private static func sentence(_ accepted: AcceptedDamage) -> SafeText {
      let missing: SafeText = accepted.missing > 0 ? ", \(accepted.missing) are missing" : ""
      let date = SafeText(sanitizing: accepted.time.isoMilliseconds.prefix(10))
      return
        "Whole from event \(accepted.upTo) on. \(accepted.bad) of the events before are not as they were written\(missing), and were accepted by \(accepted.actor.safe) on \(date)."
    }

    private static func accepted(_ accepted: AcceptedDamage?) -> JSONValue {
      guard let accepted else { return .null }
      return .members([
        "event": .integer(accepted.upTo), "bad": .integer(accepted.bad),
        "missing": .integer(accepted.missing), "by": .string(accepted.actor.safe.text),
        "time": .instant(accepted.time),
      ])
    }

    private static func failure(_ error: JournalError) -> JSONValue {
      var event: Int64?
      if case .tampered(let sequence, _) = error { event = sequence }
      return .members([
        "whole": .boolean(false), "event": event.map(JSONValue.integer) ?? .null,
        "message": .string(error.sentence.text), "exit": .integer(1),
      ])
    }

    /// The most memory that this process had, in KB.
    private static var peakKilobytes: Int64 {
      var usage = rusage()
      unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      return Int64(usage.ru_maxrss)
    }
  }

  /// `tilldesk audit export`: the events as lines of JSON.
  struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: "Print the events, one JSON object a line, with all that their hashes are made of.",
      discussion: """
        Reasons, notes, requests and answers are left out unless --text is given. Signatures and credentials are \
        never among them.
        """)

    @Option(name: .long, help: "The first event, by its number.")
    var from: Int64 = 1
    @Flag(name: .long, help: "With the free text: notes, reasons, raw requests and answers.")
    var text = false
    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
      let door = try RecordDoor.open(options)
      do {
        try door.journal.export(from: from, withText: text) { event in
          Console.data(Self.json(event, withText: text))
        }
      } catch {
        throw CommandFailure(.failed, error.sentence)
      }
    }

    private static func json(_ event: ExportedEvent, withText: Bool) -> JSONValue {
      var members = event.columns.map { column in
        JSONValue.Member(key: column.name, value: value(column))
      }
      if withText {
        members.append(
          JSONValue.Member(
            key: "texts",
            value: .object(
              event.texts.map { JSONValue.Member(key: $0.name, value: .string($0.value)) })))
      }
      return .object(members)
    }

    private static func value(_ column: (name: String, value: String?)) -> JSONValue {
      switch column.name {
      case "sequence", "time", "boot_time", "attempt":
        column.value.flatMap { Int64($0) }.map(JSONValue.integer) ?? .null
      default: .optional(column.value)
      }
    }
  }
}
