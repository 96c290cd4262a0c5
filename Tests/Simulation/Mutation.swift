import ProviderClient

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
  /// The record is not synced at each commit, and the power fails; whoever opens it sets that (`synchronous=NORMAL`).
  case losesWrites

  /// The transport of a process.
  func transport(_ inner: SimulatedTransport) -> any HTTPTransport {
    self == .resendsInTransport ? ResendingTransport(inner: inner) : inner
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
    case .losesWrites: scene.powerLosses = 4
    }
  }
}

/// Sends a write again when the connection broke off, as HTTP libraries do with a kept connection (`money-safety` §1).
private struct ResendingTransport: HTTPTransport {
  let inner: SimulatedTransport

  func read(_ request: HTTPRequest) async -> HTTPReply { await inner.read(request) }

  func write(_ request: HTTPRequest) async -> HTTPReply {
    let reply = await inner.write(request)
    guard case .brokenOff = reply.failure, reply.status == nil else { return reply }
    return await inner.write(request)
  }
}
