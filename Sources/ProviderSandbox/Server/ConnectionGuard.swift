import NIOCore
import Synchronization

/// Every open connection, so that stopping does not wait for clients that stay.
final class OpenConnections: Sendable {
  private struct Connection {
    let channel: any Channel
    var clientIsGone = false
    var hangs = false
  }

  private let connections = Mutex<[ObjectIdentifier: Connection]>([:])

  func add(_ channel: any Channel) {
    connections.withLock { $0[ObjectIdentifier(channel)] = Connection(channel: channel) }
  }

  func remove(_ channel: any Channel) {
    connections.withLock { $0[ObjectIdentifier(channel)] = nil }
  }

  func closeAll() {
    for connection in connections.withLock({ Array($0.values) }) {
      connection.channel.close(promise: nil)
    }
  }

  /// From now on the connection only waits for its client to give up.
  func hang(_ channel: any Channel) {
    let clientIsGone = connections.withLock { connections in
      connections[ObjectIdentifier(channel)]?.hangs = true
      return connections[ObjectIdentifier(channel)]?.clientIsGone ?? true
    }
    if clientIsGone { channel.close(promise: nil) }
  }

  /// The client will send no more: a connection that hangs has nothing left to wait for.
  func clientLeft(_ channel: any Channel) {
    let hangs = connections.withLock { connections in
      connections[ObjectIdentifier(channel)]?.clientIsGone = true
      return connections[ObjectIdentifier(channel)]?.hangs ?? false
    }
    if hangs { channel.close(promise: nil) }
  }
}

/// Stands in each connection: registers it, and closes it unheard when a fault says so.
final class ConnectionGuard: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = Any

  private let connections: OpenConnections
  private let faults: FaultBoard

  init(_ connections: OpenConnections, _ faults: FaultBoard) {
    self.connections = connections
    self.faults = faults
  }

  func handlerAdded(context: ChannelHandlerContext) {
    do {
      try DateWriter.add(to: context.pipeline.syncOperations)
    } catch {
      // A sandbox that dates its replies by another clock than its own would teach wrong things.
      context.fireErrorCaught(error)
      context.close(promise: nil)
    }
  }

  func channelActive(context: ChannelHandlerContext) {
    connections.add(context.channel)
    if faults.refusesConnection() {
      context.close(promise: nil)
    } else {
      context.fireChannelActive()
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    connections.remove(context.channel)
    context.fireChannelInactive()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if let event = event as? ChannelEvent, event == .inputClosed {
      connections.clientLeft(context.channel)
    }
    context.fireUserInboundEventTriggered(event)
  }
}
