import Host
import Journal
import Payments
import ProviderClient
import SeededRandom
import SupportDesk
import TextSafety
import TilldeskCrypto

extension World {
  /// The processes that live, by number.
  var living: [SimulatedProcess] {
    processes.values.sorted { $0.number < $1.number }
  }

  /// A living process, started when there is none.
  func anyProcess() -> SimulatedProcess? {
    let living = living
    return living.isEmpty ? start() : dice.pick(living)
  }

  /// Starts the program: it opens the record, recovers what dead processes left, and looks after what is due.
  @discardableResult
  func start() -> SimulatedProcess? {
    processCount += 1
    let number = processCount
    do {
      let process = try open(number)
      processes[number] = process
      tell(number, "starts for \(process.actor)")
      try opened(process.journal)
      recover(process)
      meetMerchants(process)
      if processes[number] != nil, number == 1 || dice.chance(600) { lookAfter(process) }
      return process
    } catch {
      fail(.opens, "process \(number) cannot open the record: \(error)")
      return nil
    }
  }

  private func open(_ number: Int) throws -> SimulatedProcess {
    let random = randomness(of: number)
    let lock = try OwnerLock(
      directory: disk.lockDirectory, process: Int32(number), random: random)
    let journal = try openRecord(lock, random, fuse: fuse(of: number))
    let actor = Self.actors[number % Self.actors.count]
    let splits = mutation == .newKeyNewMerchant
    let desk = SupportDesk(
      connections: splits ? try configuration.map { try connection($0, number, random) } : [],
      sources: splits ? [] : try configuration.map { try source($0, number, random) },
      actor: Actor(actor), journal: journal, index: index,
      policy: DecisionPolicy(wantsReference: { _ in false }), settling: settling,
      now: { [unowned self] in assumeIsolated { $0.wallTime } },
      pause: { [unowned self] milliseconds in
        _ = await sleep(milliseconds, process: number)
      },
      random: random)
    return SimulatedProcess(
      number: number, desk: desk, journal: journal, lock: lock, actor: actor,
      configuration: configuration)
  }

  /// Opens the record as a program does that has LIVE accounts.
  func openRecord(
    _ lock: OwnerLock, _ random: RandomSource, fuse: JournalFuse = .none
  ) throws -> Journal {
    try Journal(
      path: disk.journalPath, owner: lock, random: random,
      bootClock: BootClock { [unowned self] in assumeIsolated { $0.bootTime } },
      origin: EventOrigin(host: "bastion"), fileSystem: FileSystemCheck { _ in nil }, fuse: fuse,
      // A person's folder is waited for by a real clock, so there is none.
      witness: mutation == .forgetsWitness ? nil : WitnessPlaces(userFolder: nil), isLive: true)
  }

  private static let actors = ["amina", "bram", "chen"]

  /// How the processes settle what is uncertain, and read again what is not.
  private var settling: SettlingPolicy {
    var policy = SettlingPolicy()
    policy.replayWindow = scene.replayWindow
    mutation.change(&policy)
    return policy
  }

  // MARK: - Accounts

  /// An account whose merchant is found out, as the program does it.
  private func source(
    _ simulated: SimulatedAccount, _ number: Int, _ random: RandomSource
  ) throws -> MerchantSource {
    let account = simulated.account(sendsTag: scene.sendsTags)
    let make: @Sendable (ProviderAccount) throws(ProviderError) -> any PaymentProvider = {
      [unowned self] account throws(ProviderError) in
      try provider(account, number, random)
    }
    let made = try make(account)
    let credential = (made as? any CredentialCheck)?.credentialName ?? made.identity.merchant
    return MerchantSource(
      claim: simulated.claim(credential: credential),
      account: { identity, obstacle in
        DeskAccount(simulated.name, identity, made, obstacle: obstacle)
      },
      provider: { identity, word throws(ProviderError) in
        var account = account
        account.identity = identity
        account.options.merchantWord = word
        return try make(account)
      })
  }

  /// An account whose credential is its name, as it once was.
  private func connection(
    _ simulated: SimulatedAccount, _ number: Int, _ random: RandomSource
  ) throws -> SupportDesk.Connection {
    let made = try provider(simulated.account(sendsTag: scene.sendsTags), number, random)
    identities[simulated.provider] = made.identity
    return SupportDesk.Connection(
      account: DeskAccount(simulated.name, made.identity, made, obstacle: nil), provider: made)
  }

  private nonisolated func provider(
    _ account: ProviderAccount, _ number: Int, _ random: RandomSource
  ) throws(ProviderError) -> any PaymentProvider {
    try ProviderCatalogue.standard.make(
      account: account,
      transport: mutation.transport(SimulatedTransport(world: self, process: number)),
      clock: { [unowned self] in assumeIsolated { $0.wallTime } }, random: random)
  }

  /// Each process has a stream of its own, so that what one does leaves the others' choices alone.
  func randomness(of number: Int) -> RandomSource {
    let stream = RandomStream(seed: seed &* 1_000_003 &+ UInt64(number))
    return RandomSource { stream.bytes($0) }
  }

  // MARK: - Ends

  /// A process ends without a word: nothing that it does from now on leaves it.
  func crash(_ number: Int, _ words: String) {
    guard processes[number] != nil else { return }
    watch.count(.killed)
    tell(number, "is killed \(words)")
    end(number)
    guard !isOver else { return }
    after(dice.span(500, 20 * Scene.minute)) { world in
      if !world.isOver, world.living.count < world.scene.hosts { world.start() }
    }
  }

  /// Takes a process out of the world; its tasks run out with nothing reaching them and nothing leaving them.
  func end(_ number: Int) {
    guard let process = processes[number] else { return }
    process.lock.release()
    processes[number] = nil
    watchEnd(of: number)
    endWaits(of: number)
  }

  /// The power fails: every process ends, the machine starts again, and what was not on the disk is lost.
  func losePower() {
    guard !isOver else { return }
    watch.count(.powerLost)
    tell("host", "the power fails")
    isPowerFailing = true
    defer { isPowerFailing = false }
    do {
      let keeps = try survivingLength()
      for process in living { end(process.number) }
      try disk.losePower(keeping: keeps)
      // It would tell that the log was cut.
      if mutation == .losesWrites { try disk.loseWitness() }
      observer = try disk.observer()
    } catch {
      fail(.opens, "the record cannot be opened after a power loss: \(error)")
    }
    clocks.bootNumber += 1
    clocks.bootStart = time
    after(dice.span(10_000, Scene.hour)) { world in
      if !world.isOver, world.living.isEmpty { world.start() }
    }
  }

  /// How much of the log is on the disk for certain: all of it when every commit was synced (`synchronous` FULL).
  private func survivingLength() throws -> Int {
    let ends = try disk.log().commitEnds
    let last = ends.last ?? 0
    // Who may only read has written nothing.
    let isSynced = try living.filter { $0.journal.obstacle == nil }
      .allSatisfy { try $0.journal.storageSettings().synchronous >= 2 }
    guard !isSynced, ends.count > 1 else { return last }
    // Without, any number of the last commits may be missing.
    let kept = ends[max(0, ends.count - 1 - dice.below(6))]
    tell("host", "the log is cut from \(last) to \(kept) bytes")
    return kept
  }

  // MARK: - The record's steps

  private func fuse(of number: Int) -> JournalFuse {
    JournalFuse(
      before: { [unowned self] () throws(JournalError) in
        if let error = assumeIsolated({ $0.obstacle(number, "before") }) { throw error }
      },
      after: { [unowned self] () throws(JournalError) in
        if let error = assumeIsolated({ $0.obstacle(number, "after") }) { throw error }
      })
  }

  /// What keeps a process from changing the record, or from learning that it did; it may end right there.
  private func obstacle(_ number: Int, _ side: String) -> JournalError? {
    guard processes[number] != nil else { return .io("the process is gone") }
    guard !isOver, !isPowerFailing else { return nil }
    if time < scene.healed, dice.chance(scene.crashAtChange) {
      crash(number, "\(side) a change of the record")
      return .io("the process is gone")
    }
    return side == "before" && time < diskFullUntil ? .full("/var") : nil
  }

  /// A process stops for a while, as one whose machine is swapping, and then goes on as if nothing had been.
  func pause(_ number: Int) {
    guard let process = processes[number] else { return }
    let span = dice.span(1000, 3 * Scene.hour)
    watch.count(.paused)
    tell(number, "stands still for \(span) ms")
    process.pausedUntil = time + span
  }

  /// The disk is full for a while: nothing more can be recorded.
  func fillDisk() {
    diskFullUntil = time + dice.span(1000, 30 * Scene.minute)
    watch.count(.diskFull)
    tell("host", "the disk is full for \(diskFullUntil - time) ms")
  }
}

extension DeskAccount {
  /// An account of real money.
  fileprivate init(
    _ name: AccountName, _ identity: AccountIdentity, _ made: any PaymentProvider,
    obstacle: SafeText?
  ) {
    self.init(
      name: name, identity: identity, mode: .live, providerTitle: made.title,
      capabilities: made.capabilities, writeObstacle: obstacle ?? made.writeObstacle,
      undoSeconds: 5)
  }
}
