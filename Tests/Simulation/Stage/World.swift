import Host
import Journal
import Payments
import ProviderClient
import SeededRandom
import SupportDesk
import TextSafety

/// One simulated world: people, processes, a host with its clocks and disk, a network, and three providers.
///
/// What runs in it is the program's own code; only the network, the time and the randomness are simulated. Everything
/// happens on one thread, in the order that the seed decides.
package actor World {
  /// When the story begins, by the true time.
  static let beginning = Instant(milliseconds: 1_790_000_000_000)

  nonisolated let hand: Stagehand
  /// The world's own executor.
  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    unsafe hand.asUnownedSerialExecutor()
  }

  let seed: UInt64
  let mutation: Mutation
  let scene: Scene
  var dice: SeededRandom
  var story = Story()
  var agenda = Agenda()
  /// Milliseconds since the beginning; the time that no clock shows.
  var time: Int64 = 0
  var isOver = false

  // The host.
  let disk: Disk
  let index: TransactionIndex
  var clocks = HostClocks()
  var processes: [Int: SimulatedProcess] = [:]
  var processCount = 0
  /// Reads the record for the checks; never writes.
  var observer: Journal
  var waits: [Int: Wait] = [:]
  var waitCount = 0
  var isPowerFailing = false
  var diskFullUntil: Int64 = 0

  // The providers.
  var books = Books()
  var keyed: KeyedCounter
  var naked: NakedCounter
  var signed: SignedCounter
  var exchangeCount = 0
  /// Until when a provider cannot be reached.
  var outages: [ProviderClass: Int64] = [:]
  /// The accounts as the configuration has them now.
  var configuration: [SimulatedAccount]
  /// The first credential of each provider that still counts.
  var oldestCredentials: [ProviderClass: Int] = [:]
  /// The merchant at each provider, under the one name that it has in the record.
  var identities: [ProviderClass: AccountIdentity]
  /// Done to each record that a process opens.
  let opened: @Sendable (Journal) throws -> Void
  /// What a mutation goes by that the journal would not let happen.
  let forced: Simulation.Forced

  var watch = Watch()

  init(
    seed: UInt64, mutation: Mutation, template: String, folder: String,
    accounts: [SimulatedAccount], opened: @escaping @Sendable (Journal) throws -> Void,
    forced: @escaping Simulation.Forced
  ) throws {
    self.seed = seed
    self.mutation = mutation
    disk = try Disk(template: template, folder: folder)
    configuration = accounts
    identities = accounts.reduce(into: [:]) { $0[$1.provider] = $1.identity }
    self.opened = opened
    self.forced = forced
    var dice = SeededRandom(seed: seed)
    var scene = Scene(&dice)
    mutation.sharpen(&scene)
    self.dice = dice
    self.scene = scene
    keyed = KeyedCounter(habits: scene.habits)
    naked = NakedCounter(habits: scene.habits)
    signed = SignedCounter(habits: scene.habits)
    index = try TransactionIndex(path: disk.indexPath, fileSystem: FileSystemCheck { _ in nil })
    observer = try disk.observer()
    hand = Stagehand()
  }

  // MARK: - The turn of the wheel

  /// Lets everything happen, to the end or to the first thing that must not.
  func run() {
    begin()
    while !isOver, watch.goesOn(with: mutation) {
      hand.drain()
      guard let (due, act) = agenda.removeFirst() else { break }
      time = max(time, due)
      act(self)
    }
    close()
  }

  /// Ends every task that still waits, so that nothing of this world stays behind.
  private func close() {
    isOver = true
    agenda.removeAll()
    for number in processes.keys.sorted() { end(number) }
    hand.drain()
    processes = [:]
    if hand.strayCount > 0 { fail(.repeatable, "\(hand.strayCount) jobs came from other threads") }
  }

  /// Lets something happen later.
  func after(_ delay: Int64, _ act: @escaping Agenda.Act) {
    agenda.add(at: time + max(0, delay), lot: dice.next(), act)
  }

  /// Lets something happen at a time of the story.
  func at(_ moment: Int64, _ act: @escaping Agenda.Act) {
    agenda.add(at: moment, lot: dice.next(), act)
  }

  // MARK: - The story

  func tell(_ who: String, _ what: String) { story.tell(time, who, what) }

  func tell(_ process: Int, _ what: String) { tell("process \(process)", what) }

  /// Notes something that must not happen.
  func fail(_ check: Check, _ words: String) {
    tell("CHECK \(check.rawValue)", words)
    watch.violations.append(Violation(check: check, words: words))
  }

  /// The tag of a decision, for the story.
  func short(_ intent: IntentID?) -> String { intent.map { $0.tag.text } ?? "no decision" }
}
