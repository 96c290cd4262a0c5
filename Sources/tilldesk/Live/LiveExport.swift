import Foundation
import Host
import Payments
import SupportDesk
import TextSafety
import ViewModels

/// Writes rows into a file of the agent's own.
enum LiveExport {
  /// Writes the rows as comma-separated values, and returns the whole path.
  ///
  /// - Parameters:
  ///   - rows: The rows.
  ///   - accounts: Their accounts, for the names of the providers.
  ///   - path: Where; `~/` is the agent's home, and a path without a folder is in the one the desk was started in. A file
  ///     that some program may run or obey, as those whose names begin with a dot, is not made: rows hold what strangers
  ///     wrote.
  static func write(
    _ rows: [PaymentRow], of accounts: [DeskAccount], to path: String
  ) throws(ExportFailure) -> SafeText {
    let whole = URL(filePath: expanded(path)).standardizedFileURL.path
    let isHidden = path.split(separator: "/").contains {
      $0.hasPrefix(".") && $0 != "." && $0 != ".."
    }
    guard !isHidden, path.lowercased().hasSuffix(".csv") else {
      throw .failed("Give the file a name that ends in .csv, in a folder that is not hidden.")
    }
    let bytes = [UInt8](ExportTable(rows, accounts: accounts).csv.text.utf8)
    do throws(FileFailure) {
      try PrivateFile.create(whole, holding: bytes, isSynced: false)
    } catch {
      switch error {
      case .exists: throw .exists
      case .system, .notAFile, .notOurs, .ofOthers:
        throw .failed("\(SafeText(sanitizing: whole)): \(error.words).")
      }
    }
    return SafeText(sanitizing: whole)
  }

  /// The path with the agent's home for `~`.
  private static func expanded(_ path: String) -> String {
    guard path.hasPrefix("~/") else { return path }
    return home + path.dropFirst()
  }

  /// The home that the shell means by `~`.
  private static var home: String {
    ProcessInfo.processInfo.environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
      ?? FileManager.default.homeDirectoryForCurrentUser.path
  }
}
