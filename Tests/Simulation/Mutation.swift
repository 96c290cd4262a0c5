import Payments
import ProviderClient
import SupportDesk

/// What is broken on purpose in a world, to prove that the checks can fail.
package enum Mutation: String, Sendable, CaseIterable {
  /// Nothing: the program as it is.
  case none
  /// A process sends again what a provider without keys did not answer.
  case retriesNaked
  /// A process replays under a new key.
  case newKeyOnReplay
  /// A process takes an unknown outcome for a failure, which frees its hold.
  case freesUnknown
  /// The transport sends a write again when the connection breaks.
  case resendsInTransport
  /// A process takes a read that shows nothing for proof that nothing happened.
  case takesAbsenceAsProof
  /// A process takes decisions from living ones, because their lock files are gone.
  case recoversTheLiving
  /// The transport sends on a connection without asking whether it may still: on a read that has grown old meanwhile.
  case sendsOnAStaleRead
  /// The transport asks when the connection stands, and not again: what stood still after that sends late.
  case sendsAfterSuspension
  /// The record is not synced at each commit, and the power fails; whoever opens it sets that (`synchronous=NORMAL`).
  case losesWrites
  /// A process takes a no to a repetition for a no to every attempt under the key.
  case noSpeaksForAll
  /// The client takes the record as it stood for the refund that it asked for: it compares no ids and no dates.
  case takesStandingRecord
  /// The client goes by the refund that an answer about another transaction names.
  case believesOthersAnswer
  /// Nobody reads a certain outcome again.
  case neverReadsAgain
  /// A key is trusted to be remembered for a day, and is sent again after hours.
  case trustsKeysForLong
  /// A credential is the name of a merchant: another one is another merchant.
  case newKeyNewMerchant
  /// A reference that one payment has decides.
  case aliasDecides
  /// What was seen of the record before is not compared with it.
  case forgetsWitness
  /// Rows are believed: an edited one is as good as what its events say.
  case believesRows
  /// A tag counts wherever it stands: in a reference too, which anybody types.
  case typedTagCounts

  /// Changes how the processes settle what is uncertain, and read again what is not.
  func change(_ policy: inout SettlingPolicy) {
    if self == .neverReadsAgain { policy.aftercareDelays = [] }
    if self == .trustsKeysForLong {
      policy.replayWindow = Scene.day
      policy.replayDelays = [10_000, Scene.hour, 2 * Scene.hour]
    }
  }

  /// The transport of a process.
  func transport(_ inner: SimulatedTransport) -> any HTTPTransport {
    switch self {
    case .resendsInTransport: ResendingTransport(inner: inner)
    case .sendsOnAStaleRead: CarelessTransport(inner: inner) { _ in .open }
    case .sendsAfterSuspension:
      CarelessTransport(inner: inner) { WriteGate(mayBegin: $0.mayBegin, stillHolds: { true }) }
    case .takesStandingRecord: ForgetfulTransport(inner: inner)
    case .believesOthersAnswer: CredulousTransport(inner: inner)
    case .typedTagCounts: TypedTagTransport(inner: inner)
    case .none, .retriesNaked, .newKeyOnReplay, .freesUnknown, .takesAbsenceAsProof,
      .recoversTheLiving, .losesWrites, .noSpeaksForAll, .neverReadsAgain, .trustsKeysForLong,
      .newKeyNewMerchant, .aliasDecides, .forgetsWitness, .believesRows:
      inner
    }
  }

  /// Makes a scene in which it can do its harm.
  func sharpen(_ scene: inout Scene) {
    switch self {
    case .none: return
    case .retriesNaked, .newKeyOnReplay, .freesUnknown, .resendsInTransport, .takesAbsenceAsProof:
      scene.writeMishaps = 400
    case .recoversTheLiving:
      scene.hosts = 3
      scene.storm = Scene.hour
    case .sendsOnAStaleRead, .sendsAfterSuspension: scene.pauseAtCall = 200
    case .losesWrites:
      scene.powerLosses = 4
      scene.rowEdits = 0
    case .noSpeaksForAll:
      scene.calm()
      scene.visits = 16
      scene.focus = .keyed
      scene.writeMishaps = 700
      scene.favourite = .refusal
    case .takesStandingRecord:
      // Nothing but what the provider does to it; see `stagedMishap`.
      scene.calm()
      scene.visits = 24
      scene.focus = .naked
      scene.writeMishaps = 0
      scene.habits.nakedShowsPartial = true
    case .believesOthersAnswer:
      scene.visits = 16
      scene.favourite = .othersAnswer
    case .neverReadsAgain: scene.lateFailures = 600
    case .trustsKeysForLong:
      // What the refund did shows as its own, so that it is sent for again.
      scene.habits.keyedListsEntries = true
      scene.calm()
      scene.visits = 16
      scene.focus = .keyed
      scene.writeMishaps = 700
    case .newKeyNewMerchant:
      scene.accountChanges = 6
      scene.visits = 16
      scene.writeMishaps = 400
    case .aliasDecides: scene.namesCollide = true
    case .believesRows:
      scene.calm()
      scene.rowEdits = 12
      scene.visits = 24
      scene.writeMishaps = 700
    case .typedTagCounts:
      scene.calm()
      scene.focus = .signed
      scene.visits = 16
      scene.writeMishaps = 700
      scene.refundsElsewhere = 16
      scene.repeatsByHand = true
      scene.sendsTags = true
    case .forgetsWitness:
      scene.copyAtDecision = 200
      scene.losses = 1
      scene.visits = 16
    }
  }
}

/// Sends a write again when the connection broke off, as HTTP libraries do with a kept connection (`MoneySafety.md` §1).
private struct ResendingTransport: HTTPTransport {
  let inner: SimulatedTransport

  func read(_ request: HTTPRequest) async -> HTTPReply { await inner.read(request) }

  func write(_ request: HTTPRequest, through gate: WriteGate) async -> HTTPReply {
    let reply = await inner.write(request, through: gate)
    guard case .brokenOff = reply.failure, reply.status == nil else { return reply }
    return await inner.write(request, through: gate)
  }
}

/// Asks less at the gate than it should (`money-safety` I24).
private struct CarelessTransport: HTTPTransport {
  let inner: SimulatedTransport
  let asked: @Sendable (WriteGate) -> WriteGate

  func read(_ request: HTTPRequest) async -> HTTPReply { await inner.read(request) }

  func write(_ request: HTTPRequest, through gate: WriteGate) async -> HTTPReply {
    await inner.write(request, through: asked(gate))
  }
}

/// Makes every refund in a history that tells of nothing new one that nobody knew, made just now.
private struct ForgetfulTransport: HTTPTransport {
  let inner: SimulatedTransport

  func read(_ request: HTTPRequest) async -> HTTPReply { await inner.read(request) }

  func write(_ request: HTTPRequest, through gate: WriteGate) async -> HTTPReply {
    var reply = await inner.write(request, through: gate)
    let now = reply.started.milliseconds - World.beginning.milliseconds
    let local = WireText.iso(now).dropLast()
    // The way there takes less than a second, so what this request did is dated in this one or the next.
    let isNew = [now, now + 1000].contains {
      let date = "\"timestamp\":\"\(WireText.iso($0).dropLast())\""
      return WireText.place(of: Array(date.utf8), in: reply.body) != nil
    }
    guard request.method == "PUT", !isNew else { return reply }
    let text = String(decoding: reply.body, as: UTF8.self)
      .replacing(/"refundId":"(NRF[^"]*)"/) { "\"refundId\":\"\($0.output.1)-\(now)\"" }
      .replacing(/"timestamp":"[^"]*"/) { _ in "\"timestamp\":\"\(local)\"" }
    reply.body = Array(text.utf8)
    return reply
  }
}

/// Reads the transaction that was asked about where an answer names another.
private struct CredulousTransport: HTTPTransport {
  let inner: SimulatedTransport

  func read(_ request: HTTPRequest) async -> HTTPReply { await inner.read(request) }

  func write(_ request: HTTPRequest, through gate: WriteGate) async -> HTTPReply {
    var reply = await inner.write(request, through: gate)
    guard let asked = WireText.member("originalTransactionId", in: request.body),
      let told = WireText.member("originalTransactionId", in: reply.body)
    else { return reply }
    let text = String(decoding: reply.body, as: UTF8.self)
      .replacing("\"\(told)\"", with: "\"\(asked)\"")
    reply.body = Array(text.utf8)
    return reply
  }
}

/// Reads a tag in the reference of a row as if it stood in its description.
private struct TypedTagTransport: HTTPTransport {
  let inner: SimulatedTransport

  func read(_ request: HTTPRequest) async -> HTTPReply {
    var reply = await inner.read(request)
    let text = String(decoding: reply.body, as: UTF8.self)
      .replacing(/"reference":"(TD-[^"]*)","description":"[^"]*"/) {
        "\"reference\":\"\",\"description\":\"\($0.output.1)\""
      }
    reply.body = Array(text.utf8)
    return reply
  }

  func write(_ request: HTTPRequest, through gate: WriteGate) async -> HTTPReply {
    await inner.write(request, through: gate)
  }
}
