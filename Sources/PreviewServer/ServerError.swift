#if Serve
  import Platform
  import NIOCore

  /// Why a server cannot begin.
  public enum ServerError: Error, Sendable {
    case portTaken(Int)
    case portForbidden(Int)
    /// This machine has no such address.
    case noSuchHost

    static func reporting(port: Int, _ work: () async throws -> Void) async throws {
      do {
        try await work()
      } catch let error as IOError where error.errnoCode == EADDRINUSE {
        throw ServerError.portTaken(port)
      } catch let error as IOError where error.errnoCode == EACCES {
        throw ServerError.portForbidden(port)
      } catch let error as IOError where error.errnoCode == EADDRNOTAVAIL {
        throw ServerError.noSuchHost
      } catch is SocketAddressError {
        throw ServerError.noSuchHost
      } catch is SocketAddressError.UnknownHost {
        throw ServerError.noSuchHost
      }
    }
  }
#endif
