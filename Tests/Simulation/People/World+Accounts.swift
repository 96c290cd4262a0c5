import Payments
import SeededRandom
import SupportDesk

// The configuration changes while the merchants stay; and people say which merchant an account is.

extension World {
  /// What of an account changes at once.
  private enum AccountChange: CaseIterable {
    case key
    case label
    case both
  }

  /// Somebody changes an account in the configuration; processes that are started from then on have it so.
  func changeAccount() {
    let place = dice.below(configuration.count)
    let provider = configuration[place].provider
    var change = dice.pick(AccountChange.allCases)
    if !configuration[place].hasMoreCredentials { change = .label }
    if change != .key { configuration[place].labelNumber += 1 }
    if change != .label {
      configuration[place].credentialNumber += 1
      watch.count(.keyRotated)
      if scene.endsOldCredentials {
        oldestCredentials[provider] = configuration[place].credentialNumber
      }
    }
    tell(
      "configuration",
      "\(configuration[place].name.text) has credential \(configuration[place].credentialNumber)")
    restartSoon()
    // Somebody sees sooner or later that the account waits for a word.
    after(dice.span(Scene.minute, 6 * Scene.hour)) { $0.confirmAccounts() }
  }

  /// The processes of before are ended one by one, and started with the configuration as it is then.
  private func restartSoon() {
    for process in living where dice.chance(700) {
      let number = process.number
      after(dice.span(1000, Scene.hour)) { world in
        guard world.processes[number] != nil else { return }
        world.tell(number, "is ended")
        world.end(number)
        world.start()
      }
    }
  }

  /// A process finds out which merchants its accounts are, and goes on asking as the desk does.
  func meetMerchants(_ process: SimulatedProcess) {
    guard mutation != .newKeyNewMerchant else { return }
    let (number, desk) = (process.number, process.desk)
    try? desk.resolveMerchants()
    guard processes[number] != nil else { return }
    let again = dice.chance(300)
    Task(executorPreference: hand) { await self.meetMerchants(number, desk, again: again) }
  }

  private func meetMerchants(_ process: Int, _ desk: SupportDesk, again: Bool) async {
    var pause: Int64 = 15_000
    try? await desk.meetMerchants(again: again)
    while desk.hasUnmetMerchants, !isOver {
      guard await sleep(pause, process: process) else { return }
      try? await desk.meetMerchants()
      // Nobody waits by the hour once the people have left.
      pause = min(pause * 2, time < scene.storm ? 10 * Scene.minute : Scene.day)
    }
  }

  /// Somebody looks at the accounts whose merchant is in doubt, and confirms them: they are what they were.
  func confirmAccounts() {
    guard mutation != .newKeyNewMerchant, let process = anyProcess() else { return }
    let (number, desk) = (process.number, process.desk)
    Task(executorPreference: hand) { await self.confirmAccounts(number, desk) }
  }

  private func confirmAccounts(_ process: Int, _ desk: SupportDesk) async {
    try? await desk.meetMerchants()
    var isDone = true
    for report in (try? desk.merchantReports()) ?? [] where report.canBeConfirmed {
      let name = report.account.name
      do throws(DeskError) {
        let confirmed = try await desk.confirmMerchant(name)
        guard processes[process] != nil else { return }
        watch.count(.merchantConfirmed)
        tell(
          process, "confirms \(name.text), \(confirmed.comparison.lines.count) payments compared")
      } catch {
        guard processes[process] != nil else { return }
        isDone = false
        tell(process, "cannot confirm \(name.text): \(error.sentence)")
      }
    }
    // Once more, when what stood in the way may be gone.
    guard !isDone, time < scene.healed + Scene.day else { return }
    after(dice.between(1, 3) * Scene.hour) { $0.confirmAccounts() }
  }
}
