import ArgumentParser
import Foundation
import Journal
import TextSafety

/// `tilldesk backup FILE`: a copy of the record.
struct BackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Write a copy of the record to a new file.",
    discussion: """
      Work may go on meanwhile. The copy can be read; nothing is sent on it until somebody accepts it with \
      tilldesk journal accept, because others go on with the original.
      """)

  @Argument(help: "A file that does not exist yet.")
  var file: String
  @OptionGroup var options: ConfigurationOptions

  func run() async throws {
    let door = try RecordDoor.open(options)
    let target = URL(filePath: file).path
    do { try door.journal.copy(to: target) } catch {
      throw CommandFailure(.failed, error.sentence)
    }
    let head = door.journal.head
    Console.data(
      "\(SafeText(sanitizing: target))  \(head?.sequence ?? 0) events, head \(head?.hash ?? "-")")
  }
}
