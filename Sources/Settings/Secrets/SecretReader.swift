import Foundation
import Host
package import Payments
import TextSafety
package import TilldeskCrypto

/// Takes secrets from files, variables and programs into guarded memory.
///
/// Every copy on the way is wiped.
package enum SecretReader {
  /// The most bytes a secret may have; keys and tokens have some hundred.
  package static let byteLimit = 16_384

  /// How long a program may take to print a secret.
  package static let commandBound: Duration = .seconds(10)

  /// Reads one secret; a line end after it does not belong to it.
  package static func read(
    _ source: SecretSource, environment: @Sendable (String) -> String?,
    commandBound: Duration = commandBound
  ) throws(SecretProblem) -> Secret {
    // Allocated once at full size, so that no copy stays behind where it would have grown.
    var buffer = [UInt8](repeating: 0, count: byteLimit + 2)
    defer { wipe(&buffer) }
    let label: String
    let count: Int
    switch source {
    case .file(let path):
      label = "The file \(path)"
      count = try readFile(path, into: &buffer)
    case .environment(let name):
      label = "The variable \(name)"
      count = try readVariable(name, environment(name), into: &buffer)
    case .command(let words):
      label = words.first ?? "The command"
      count = try SecretCommand(words: words, bound: commandBound).run(into: &buffer)
    }
    return try guarded(&buffer, count: count, label: label)
  }

  /// Reads the secrets of all accounts; what fails is told at the line that names it, all at once.
  package static func readAll(
    _ accounts: [AccountSettings], environment: @Sendable (String) -> String?
  ) -> (secrets: [AccountName: Secret], mistakes: [ConfigurationMistake]) {
    var secrets: [AccountName: Secret] = [:]
    var mistakes: [ConfigurationMistake] = []
    for account in accounts {
      do throws(SecretProblem) {
        secrets[account.name] = try read(account.secret, environment: environment)
      } catch {
        mistakes.append(
          ConfigurationMistake(
            at: account.secretPosition, message: "\(account.name.safe): \(error.message)",
            remedy: error.remedy))
      }
    }
    return (secrets, mistakes)
  }
}

// MARK: - Sources

extension SecretReader {
  private static func readFile(
    _ path: String, into buffer: inout [UInt8]
  ) throws(SecretProblem) -> Int {
    // Without O_NONBLOCK a FIFO in the file's place would wait for a writer for ever.
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW)
    guard descriptor >= 0 else {
      switch errno {
      case ENOENT: throw .fileMissing(path)
      case ELOOP: throw .isLink(path)
      default: throw .fileUnreadable(path, systemWords(errno))
      }
    }
    defer { close(descriptor) }
    // The open file is asked, not the path: it cannot be exchanged in between.
    guard let status = FileStatus(descriptor: descriptor) else {
      throw .fileUnreadable(path, systemWords(errno))
    }
    if let problem = SecretProblem.of(status, path: path, userID: geteuid()) { throw problem }
    try checkFolder(of: path)
    var count = 0
    while count < buffer.count {
      let received = unsafe buffer.withUnsafeMutableBytes { bytes in
        unsafe Foundation.read(
          descriptor, bytes.baseAddress?.advanced(by: count), bytes.count - count)
      }
      if received < 0, errno == EINTR { continue }
      guard received >= 0 else { throw .fileUnreadable(path, systemWords(errno)) }
      if received == 0 { break }
      count += received
    }
    return count
  }

  private static func checkFolder(of path: String) throws(SecretProblem) {
    guard let folder = HostPath.folders(above: path).first,
      let status = FileStatus(of: folder),
      let problem = SecretProblem.of(folder: status, folder, path: path, userID: geteuid())
    else { return }
    throw problem
  }

  private static func readVariable(
    _ name: String, _ value: String?, into buffer: inout [UInt8]
  ) throws(SecretProblem) -> Int {
    guard let value else { throw .variableMissing(name) }
    var count = 0
    for byte in value.utf8.prefix(buffer.count) {
      buffer[count] = byte
      count += 1
    }
    return count
  }
}

// MARK: - Guarding

extension SecretReader {
  /// Checks what came and moves it into guarded memory.
  private static func guarded(
    _ buffer: inout [UInt8], count: Int, label: String
  ) throws(SecretProblem) -> Secret {
    var count = count
    if count > 0, buffer[count - 1] == UInt8(ascii: "\n") {
      count -= 1
      if count > 0, buffer[count - 1] == UInt8(ascii: "\r") { count -= 1 }
    }
    guard count > 0 else { throw .empty(label) }
    guard count <= byteLimit else { throw .tooLong(label) }
    // A secret goes out in a header, where a line end would begin another one.
    guard !buffer[..<count].contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
      throw .controlCharacters(label)
    }
    buffer.removeLast(buffer.count - count)
    do {
      return try Secret(wiping: &buffer)
    } catch {
      throw .notGuarded(error.description)
    }
  }

  private static func wipe(_ buffer: inout [UInt8]) {
    unsafe buffer.withUnsafeMutableBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      unsafe explicit_bzero(start, bytes.count)
    }
  }
}
