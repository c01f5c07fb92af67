#if Serve
  import Glibc
  import NIOCore

  /// Why a server cannot begin.
  public enum ServerProblem: Error, Sendable {
    case portTaken(Int)
    case portForbidden(Int)
    /// This machine has no such address.
    case noSuchHost

    static func reporting(port: Int, _ work: () async throws -> Void) async throws {
      do {
        try await work()
      } catch let error as IOError where error.errnoCode == EADDRINUSE {
        throw ServerProblem.portTaken(port)
      } catch let error as IOError where error.errnoCode == EACCES {
        throw ServerProblem.portForbidden(port)
      } catch let error as IOError where error.errnoCode == EADDRNOTAVAIL {
        throw ServerProblem.noSuchHost
      } catch is SocketAddressError {
        throw ServerProblem.noSuchHost
      } catch is SocketAddressError.UnknownHost {
        throw ServerProblem.noSuchHost
      }
    }
  }
#endif
