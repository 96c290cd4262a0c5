import Foundation
import Host
import Logging
import Payments
import ProviderClient
import Settings
import SupportDesk
import TextSafety
import TilldeskCrypto

/// What a desk is made of before its record is opened: everything in which the configuration can be mistaken.
///
/// Nothing of it reads a database or touches the network, so that the screen can be shown first.
struct LivePlan {
  /// The configuration it was made from.
  let configuration: Configuration
  /// The accounts, whose merchants the record names.
  let sources: [MerchantSource]
  /// Who works here.
  let actor: Actor
  /// The zone in which times are shown.
  let zone: ZoneOffsets

  /// Reads the secrets and makes the providers; every mistake is printed, and fails with 78.
  init(_ configuration: Configuration) throws(CommandFailure) {
    do throws(SodiumError) {
      try SodiumLibrary.start()
      try CoreDumps.disable()
    } catch {
      throw CommandFailure(.failed, SafeText(sanitizing: error.description))
    }
    self.configuration = configuration
    try SamePaths.refuse(in: configuration)
    actor = Actor(LiveHost.login)
    sources = try LiveConfiguration.sources(
      configuration, transport: try Self.transport(configuration, actor: actor))
    zone = configuration.timeZone?.offsets ?? LiveClock.zone
  }

  /// The accounts as they are shown before the record is open.
  var accounts: [DeskAccount] { sources.map { $0.account($0.placeholder, nil) } }

  /// What carries the requests, and notes them where a log is configured.
  private static func transport(
    _ configuration: Configuration, actor: Actor
  ) throws(CommandFailure) -> any HTTPTransport {
    let transport = LiveTransport(
      configuration: LiveConfiguration.transport(configuration), clock: LiveClock.now)
    guard let path = configuration.log else { return transport }
    do throws(FileFailure) {
      let file = try LogFile(path: path)
      var logger = Logger(label: "tilldesk") { _ in FileLogHandler(file: file, now: LiveClock.now) }
      logger[metadataKey: "actor"] = "\(actor.safe)"
      logger[metadataKey: "pid"] = "\(ProcessInfo.processInfo.processIdentifier)"
      return LoggedTransport(transport, logger: logger)
    } catch {
      throw CommandFailure(
        .configuration,
        "Log \(path): \(error.words). Name a file that all who work here may write, or take `log` out."
      )
    }
  }
}
