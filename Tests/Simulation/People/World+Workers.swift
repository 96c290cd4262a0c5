import Payments
import SeededRandom
import SupportDesk

extension World {
  /// A process does what is due for as long as it lives, as the desk and the worker do.
  func lookAfter(_ process: SimulatedProcess) {
    guard watch.lookedAfter.insert(process.number).inserted else { return }
    let (number, desk) = (process.number, process.desk)
    Task(executorPreference: hand) { await self.work(number, desk) }
  }

  private func work(_ process: Int, _ desk: SupportDesk) async {
    while let host = processes[process], !isOver {
      if mutation == .recoversTheLiving || dice.chance(200) { recover(host) }
      let next = await settle(process, desk)
      let wait = wait(until: next)
      guard await sleep(wait, process: process, asWorker: true) else { return }
    }
  }

  /// New work wakes those who look after it.
  func wakeWorkers() {
    for number in waits.keys.sorted() where waits[number]?.isWorker == true {
      endWait(number, .timePassed)
    }
  }

  private func settle(_ process: Int, _ desk: SupportDesk) async -> Instant? {
    await meddle(process, desk)
    let round = await desk.settleDue()
    guard processes[process] != nil else { return nil }
    for report in round.reports where report.isNews {
      tell(process, "finds out: \(short(report.intent.id)) \(report.sentence)")
    }
    return round.nextDue
  }

  /// Until the next is due; sooner while people still work, because clocks jump and processes die then.
  private func wait(until next: Instant?) -> Int64 {
    if mutation == .recoversTheLiving, time < scene.storm { return dice.between(1000, 9000) }
    let longest = time < scene.storm ? dice.between(10, 90) * Scene.minute : 4 * Scene.day
    guard let next else { return longest }
    return min(longest, max(1000, next.milliseconds(since: wallTime)))
  }

  /// A process settles what dead ones left behind.
  func recover(_ process: SimulatedProcess) {
    do {
      if mutation == .recoversTheLiving { try disk.removeLockFiles() }
      let recovered = try process.desk.recover()
      for intent in recovered {
        watch.count(.recovered)
        tell(process.number, "recovers \(short(intent.id)): \(intent.state.title)")
      }
      checkRecovery(recovered, by: process.number)
      checkOwners(after: process.number)
    } catch {
      tell(process.number, "cannot recover")
    }
  }
}
