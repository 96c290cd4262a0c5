import ArgumentParser
import Journal
import Payments
import TextSafety

/// `tilldesk journal`: which record this is, how far it goes, and taking one that is not as it was left.
struct JournalCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "journal",
    abstract: "Say which record this is and how far it goes, or accept one that is not as it was.",
    subcommands: [Status.self, Accept.self], defaultSubcommand: Status.self)

  /// `tilldesk journal status`: its name, its head, and what is the matter with it.
  struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "status", abstract: "Print the record's name, its head and what is the matter.",
      discussion: """
        The head is the number and the hash of the last event. Kept on another host, it shows later whether \
        the record was set back. Exit codes: 0 the record is the one that was left, 1 it is not.
        """)

    @Flag(name: .long, help: "Print an object.")
    var json = false
    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
      let door = try RecordDoor.open(options)
      door.lookForDamage(Console.narrate)
      let head = door.journal.head
      let verified: Instant?
      let tags: [TagMatter]
      do {
        verified = try door.journal.lastVerified()
        tags = try door.journal.tagMatters()
      } catch {
        throw CommandFailure(.failed, error.sentence)
      }
      if json {
        Console.data(
          .members([
            "journal": .string(door.journal.id), "path": .string(door.journal.path),
            "events": .integer(head?.sequence ?? 0), "head": .optional(head?.hash),
            "verified": .optional(verified?.isoMilliseconds),
            "readingOnly": .optional(door.journal.obstacle?.sentence.text),
            "tagCode": .string(door.journal.tagCode.text),
            "tags": .array(tags.map { .string($0.matter.text) }),
          ]))
      } else {
        Console.data("Journal   \(door.journal.id)  \(SafeText(sanitizing: door.journal.path))")
        Console.data("Head      \(head?.sequence ?? 0) \(head?.hash ?? "-")")
        Console.data(
          "Verified  \(verified.map { SafeText(sanitizing: $0.isoMilliseconds) } ?? "never as a whole")"
        )
        let code = SafeText(sanitizing: door.journal.tagCode.text)
        Console.data("Tags      end in \(code)")
      }
      RecordDoor.tell(door.journal, Console.narrate)
      for tag in tags { Console.narrate("\(tag.matter) \(tag.remedy)") }
      if door.journal.obstacle != nil { throw CommandFailure(.failed, "") }
    }
  }

  /// `tilldesk journal accept`: a person takes the record as it is.
  struct Accept: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "accept",
      abstract: "Take a record that is older, new, damaged or a copy for the record from now on.",
      discussion: """
        First look for the right file: nothing is better than that. Where there is none, ask each provider what \
        was refunded since the last event. What you write is kept in the record, with your name. Afterwards \
        refunds of payments of that time ask first. It also ends what tags of the providers' rows say: that the \
        record is behind, or that a second Tilldesk works on a merchant.
        """)

    @Option(name: .long, help: "What is missing and how you know: what you compared, and where.")
    var evidence: String
    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
      let door = try RecordDoor.open(options)
      door.lookForDamage(Console.narrate)
      do {
        let accepted = try door.journal.accept(
          evidence: evidence, actor: Actor(LiveHost.login), at: LiveClock.now())
        for matter in accepted.matters { Console.data("Accepted: \(matter)") }
        if let head = door.journal.head { Console.data("Head      \(head.sequence) \(head.hash)") }
      } catch {
        throw CommandFailure(.refused, error.sentence)
      }
      Console.narrate("Look at the providers before you refund what may have been refunded then.")
    }
  }
}
