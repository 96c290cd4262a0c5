import Payments
import ProviderClient
import Settings
import Sodium
import SupportDesk
import TextSafety

/// What a desk is made of before its record is opened: everything in which the configuration can be mistaken.
///
/// Nothing of it reads a database or touches the network, so that the screen can be shown first.
struct WorkbenchPlan {
  /// The configuration it was made from.
  let configuration: Configuration
  /// The accounts with their providers.
  let connections: [SupportDesk.Connection]
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
    let transport = LiveTransport(
      configuration: LiveConfiguration.transport(configuration), clock: LiveClock.now)
    self.configuration = configuration
    connections = try LiveConfiguration.connections(configuration, transport: transport)
    actor = Actor(LiveHost.login)
    zone = configuration.timeZone?.offsets ?? LiveClock.zone
  }
}
