#if Push
  import NIOCore
  import NIOPosix

  /// Finds the numeric addresses of hosts by the system's resolver.
  public enum HostLookup {
    /// - Returns: the one that the system prefers; none where the host is not known.
    public static func addresses(of host: String) async -> [String] {
      // The system's resolver blocks its thread for seconds where no server answers it.
      let address = try? await NIOThreadPool.singleton.runIfActive {
        try SocketAddress.makeAddressResolvingHost(host, port: 80).ipAddress
      }
      return [address ?? nil].compactMap { $0 }
    }
  }
#endif
