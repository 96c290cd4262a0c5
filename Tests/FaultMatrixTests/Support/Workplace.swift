import DeskBench
import Journal
import ProviderClient
import ProviderSandbox
import SupportDesk
import Synchronization

/// One process at work: a desk on the simulated providers, its journal and its lock.
final class Workplace: Sendable {
  /// What differs from process to process.
  struct Options {
    /// Who works there.
    var actor = "amina"
    /// Whether the journal's file may grow no more.
    var isCramped = false
    /// Whether the tag of an intent goes out in free text.
    var sendsTag = true
  }

  var desk: SupportDesk { place.desk }
  var journal: Journal { place.journal }
  let transport: RoutedTransport
  /// Whether the disk takes no more.
  let disk = DiskState()
  private let place: DeskBench

  /// Opens a desk.
  init(_ bench: Bench, _ options: Options = Options()) throws {
    let clock = bench.clock
    transport = RoutedTransport(clock: { clock.now })
    var place = DeskBench.Options()
    place.actor = options.actor
    place.random = .system
    place.pageLimit = options.isCramped ? 1 : nil
    place.fuse = disk.fuse
    self.place = try DeskBench(
      bench.sandbox.connections(
        labelled: \.name.rawValue, over: transport, clock: clock, catalogue: Subject.catalogue,
        adjust: { name, own in
          let subject = Subject.all.first { $0.name == name }
          for (key, text) in subject?.options ?? [:] { own.own[key] = .text(text) }
          own.sendsTag = options.sendsTag
        }),
      in: bench.folder, clock: clock, options: place)
  }

  /// Ends the process as far as others can tell: the kernel gives its lock up.
  func die() { place.owner.release() }
}

/// Whether the disk under a journal takes no more.
final class DiskState: Sendable {
  private let full = Mutex(false)

  /// Fills the disk, or makes room on it.
  func setFull(_ isFull: Bool) { full.withLock { $0 = isFull } }

  /// What the journal finds before each change.
  var fuse: JournalFuse {
    JournalFuse(
      before: { [self] () throws(JournalError) in
        if full.withLock({ $0 }) { throw .full("the journal's disk") }
      }, after: { () throws(JournalError) in })
  }
}
