#if Serve
  import ArgumentParser
  import TidingsCore
  import LiveSite
  import NetworkClient
  import PreviewServer
  import StaticServing
  import Validation
  import ValidatorSite

  /// The validator as a page for others, with what it needs of this machine.
  struct ValidatorService {
    private let host: String
    private let settings: ValidatorSettings
    private let allowsPrivate: Bool

    /// - Parameter places: documents that are validated at a time.
    init(_ options: ValidatorOptions, places: Int) {
      host = options.host
      allowsPrivate = options.allowPrivate
      var settings = ValidatorSettings()
      settings.documentBytes = options.maxSize * 1_000_000
      settings.memory = 6 * settings.bodyBytes
      settings.places = places
      settings.names = Set(options.names.map { $0.lowercased() })
      settings.trustsProxy = options.trustProxy
      settings.version = TidingsCommand.configuration.version
      self.settings = settings
    }

    /// - Throws: ``Failure``, `TemplateError`.
    func run(port: Int) async throws {
      _ = try HostMachine.now(nil)
      let site = try ValidatorSite(
        settings, validator: { Validator(now: try? HostMachine.now(nil)) }, addresses: addresses,
        json: ValidatorService.json)
      let host = host
      do {
        try await PublicServer(host: host, port: port) { await site.answer($0, $1) }.run { port in
          let name = host.contains(":") ? "[\(host)]" : host
          Terminal.writeError("The validator is at http://\(name):\(port)/; stop with Ctrl-C\n")
        }
      } catch let problem as ServerError {
        throw Failure(problem)
      }
      Terminal.leave(nil)
    }

    /// As `validate --format json` reports it.
    private static func json(_ verdicts: [Verdict]) -> [UInt8] {
      let output = VerdictOutput(
        verdicts.map { DocumentFiles.Validated(verdict: $0) }, lines: { _, _ in nil }, isStrict: false,
        style: Style(isColoured: false), adjust: { $0.findings })
      return Array(output.text(.json).utf8)
    }

    private var addresses: ValidatorSite.Addresses {
      #if Push
        let (settings, allowsPrivate) = (settings, allowsPrivate)
        // Anyone who names an address waits for it, and has one place of few.
        var limits = LiveLimits()
        limits.documents = 6
        limits.documentBytes = settings.documentBytes
        limits.bytes = 2 * settings.documentBytes
        limits.seconds = 20
        let few = limits
        return .validated { address in
          try await NetworkClient.with(agent: LiveOptions.agent, timeout: 10) { client in
            let site = LiveSite(
              client: client, limits: few,
              validator: ValidatorSite.limited(Validator(now: try? HostMachine.now(nil)), settings),
              isForStrangers: !allowsPrivate, resolve: { await HostLookup.addresses(of: $0) })
            let documents = LiveDocuments(await site.documents(at: [address], isWhole: false))
            return Validation(documents.validated().map(\.verdict), texts: documents.bodies)
          }
        }
      #else
        return .unavailable(
          "Addresses cannot be named here: this program was built without what reaches out to the network (--traits Push)."
        )
      #endif
    }
  }
#endif
