#if Push
  import NIOCore
  import NIOPosix

  /// Finds the numeric addresses of hosts by the system's resolver.
  public enum HostLookup {
    /// - Returns: none where the host is not known.
    public static func addresses(of host: String) async -> [String] {
      let lookup = Task.detached { () -> [String] in
        guard let address = try? SocketAddress.makeAddressResolvingHost(host, port: 80) else { return [] }
        return [address.ipAddress].compactMap { $0 }
      }
      return await lookup.value
    }
  }
#endif
