import Foundation
import Terminal
import Testing

/// A canvas and the text file that it should look like.
///
/// `TILLDESK_RECORD_PICTURES=1` records all of them anew; a new one is recorded and fails once.
struct Picture {
  let name: String
  let canvas: Canvas
  /// Whether the looks of the cells are compared too.
  var showsLooks = false

  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Pictures")

  private var file: URL {
    Self.folder.appending(path: "\(name)-\(canvas.size.columns)x\(canvas.size.rows).txt")
  }

  /// The rows as text, then where the cursor stands.
  private var text: String {
    if showsLooks { return canvas.picture() }
    let cursor = canvas.cursor.map { "cursor at \($0.column),\($0.row)\n" } ?? ""
    return canvas.plainText() + "\n" + cursor
  }

  /// Compares, or records.
  func check() throws {
    let isRecording = ProcessInfo.processInfo.environment["TILLDESK_RECORD_PICTURES"] == "1"
    guard !isRecording, let known = try? String(contentsOf: file, encoding: .utf8) else {
      try text.write(to: file, atomically: true, encoding: .utf8)
      if !isRecording {
        Issue.record("\(file.lastPathComponent) is new and was recorded; look at it.")
      }
      return
    }
    guard known != text else { return }
    Issue.record("\(file.lastPathComponent) differs.\n\(report(known))")
  }

  /// Both pictures and the rows in which they differ.
  private func report(_ known: String) -> String {
    let old = known.split(separator: "\n", omittingEmptySubsequences: false)
    let new = text.split(separator: "\n", omittingEmptySubsequences: false)
    var differences: [String] = []
    for index in 0..<max(old.count, new.count) {
      let before = index < old.count ? old[index] : ""
      let after = index < new.count ? new[index] : ""
      guard before != after else { continue }
      differences += ["\(index)- \(before)", "\(index)+ \(after)"]
    }
    return """
      Expected:
      \(known)
      Drawn:
      \(text)
      Differences:
      \(differences.joined(separator: "\n"))
      """
  }
}
