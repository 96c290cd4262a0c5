import Glibc

/// The kernel's news of folders, on one descriptor that is closed when nobody holds it any more.
final class Inotify: Sendable {
  /// One piece of news.
  enum News: Hashable {
    /// Something happened to a file of a watched folder; the name is empty for the folder itself.
    case file(watch: CInt, name: String)
    /// A watch is over: taken away, or its folder is gone.
    case over(watch: CInt)
    /// More happened than the kernel keeps.
    case overflow
  }

  private static let headerSize = MemoryLayout<inotify_event>.size
  private let descriptor: CInt

  /// Takes a descriptor of the system; `nil` when it has none left.
  init?() {
    descriptor = inotify_init1(CInt(IN_CLOEXEC) | CInt(IN_NONBLOCK))
    guard descriptor >= 0 else { return nil }
  }

  deinit { close(descriptor) }

  /// Begins to watch a folder for some of the kernel's `IN_` events; `nil` when it cannot be.
  func watch(_ folder: String, for events: [Int32]) -> CInt? {
    let mask = events.reduce(0) { $0 | $1 }
    let watch = unsafe inotify_add_watch(descriptor, folder, UInt32(mask))
    return watch < 0 ? nil : watch
  }

  /// Takes a watch away, which is news too.
  func unwatch(_ watch: CInt) { inotify_rm_watch(descriptor, watch) }

  /// Sleeps until there is news.
  func wait() {
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    while unsafe poll(&entry, 1, -1) < 0, errno == EINTR {}
  }

  /// Takes the news there is.
  func read() -> [News] {
    var news: [News] = []
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while true {
      let count = unsafe Glibc.read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return news }
      news += Self.news(in: buffer.prefix(count))
    }
  }

  /// Reads the kernel's records: a header, then so many bytes of a name that ends with zeros.
  private static func news(in bytes: ArraySlice<UInt8>) -> [News] {
    var news: [News] = []
    var rest = bytes
    while rest.count >= headerSize {
      let header = unsafe rest.withUnsafeBytes { unsafe $0.loadUnaligned(as: inotify_event.self) }
      let name = rest.dropFirst(headerSize).prefix(Int(header.len)).prefix { $0 != 0 }
      if header.mask & UInt32(IN_Q_OVERFLOW) != 0 {
        news.append(.overflow)
      } else if header.mask & UInt32(IN_IGNORED) != 0 {
        news.append(.over(watch: header.wd))
      } else {
        news.append(.file(watch: header.wd, name: String(decoding: name, as: UTF8.self)))
      }
      rest = rest.dropFirst(headerSize + Int(header.len))
    }
    return news
  }
}
