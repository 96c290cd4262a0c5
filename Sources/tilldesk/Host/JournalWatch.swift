import Foundation
import Glibc
import Host
import TextSafety

/// Tells when the journal may have changed, or when a process died with something in its hands.
///
/// A thread of its own sleeps on inotify; without changes it never wakes up. What this process writes is told too.
///
/// The kernel tells of a write before its transaction is visible to readers. Whoever is told must therefore begin with
/// something that waits for the writer: `SupportDesk.recover()`, as `settleDue()` and `news()` do.
final class JournalWatch: Sendable {
  /// Changes so close together are told once, this many milliseconds after the first.
  private static let burst: CInt = 200

  private let inotify: Inotify
  private let folder: CInt

  /// Begins to watch.
  ///
  /// - Parameters:
  ///   - path: The journal's file.
  ///   - onChange: Called on the watch's thread; what happens meanwhile is told afterwards.
  init(path: String, onChange: @escaping @Sendable () -> Void) throws(CommandFailure) {
    guard let inotify = Inotify() else {
      throw CommandFailure(
        .failed,
        "The system has no more room to watch files: raise fs.inotify.max_user_instances.")
    }
    // The companions of a linked file are beside the file itself, the locks beside the link.
    let journal = URL(filePath: path).resolvingSymlinksInPath()
    let parent = journal.deletingLastPathComponent().path
    let owners = "\(path)-owners"
    guard
      let folder = inotify.watch(parent, for: [IN_MODIFY, IN_CREATE, IN_MOVED_TO])
    else {
      throw CommandFailure(.failed, "The folder of the journal cannot be watched: \(parent)")
    }
    self.inotify = inotify
    self.folder = folder
    // The kernel closes a dead process's lock file, and that is all that it leaves to see.
    let ownersWatch = inotify.watch(owners, for: [IN_CLOSE_WRITE])
    let names = Self.names(of: journal.lastPathComponent)
    Thread.detachNewThread {
      Self.listen(inotify, until: folder, onChange: onChange) { watch, name in
        // A process that ends in order takes its lock file away first.
        watch == ownersWatch
          ? FileManager.default.fileExists(atPath: "\(owners)/\(name)") : names.contains(name)
      }
    }
  }

  deinit { stop() }

  /// Ends it; at most what is being told just now is told to its end.
  func stop() { inotify.unwatch(folder) }

  /// The files in which a change of the journal shows: not the shared memory beside them, which readers touch too.
  static func names(of journal: String) -> Set<String> {
    let companions: [DatabaseFiles.Companion] = [.log, .rollback]
    return Set([journal] + companions.map { $0.path(beside: journal) })
  }

  private static func listen(
    _ inotify: Inotify, until folder: CInt, onChange: () -> Void,
    concerns: (_ watch: CInt, _ name: String) -> Bool
  ) {
    while true {
      inotify.wait()
      var news = inotify.read()
      let hasChanged = news.contains { news in
        switch news {
        case .file(let watch, let name): concerns(watch, name)
        case .overflow: true
        case .over: false
        }
      }
      if hasChanged {
        poll(nil, 0, burst)
        news += inotify.read()
      }
      if news.contains(.over(watch: folder)) { return }
      if hasChanged { onChange() }
    }
  }
}
