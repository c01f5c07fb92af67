#if Push
  import Foundation
  import NIOCore

  /// The host of a connection that may lead to one numeric address only.
  enum ConnectionHost {
    struct Mismatch: Error {}

    /// The host as the client reads it out of an address.
    static func name(in address: String) -> String { URL(string: address)?.host ?? "" }

    /// Closes a connection that leads elsewhere, before anything is sent over it.
    static func check(_ channel: any Channel, is address: String) -> EventLoopFuture<Void> {
      let expected = try? SocketAddress(ipAddress: address, port: channel.remoteAddress?.port ?? 0)
      guard let expected, channel.remoteAddress == expected else {
        return channel.close().flatMapThrowing { throw Mismatch() }
      }
      return channel.eventLoop.makeSucceededVoidFuture()
    }
  }
#endif
