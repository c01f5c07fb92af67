import ArgumentParser

#if Serve
  import ContentCorpus
  import TidingsCore
  import Foundation
  import Markup
  import PreviewServer
  import StaticServing
  import Synchronization
  import Tidings
#endif

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Show the documents on this machine as a server would serve them, and build again while you write.",
    discussion: """
      The status page, with the findings and all there is to open, is at /-/.

      With --validator there is no preview and no site: the page that is served validates documents of visitors, who \
      paste them, send them as files or name them by an address. It may be put behind a public server.
      """)

  @OptionGroup var options: BuildOptions

  @OptionGroup(title: "A page for others") var strangers: ValidatorOptions

  @Option(name: .shortAndLong, help: "Port to listen at; 0 for any that is free.")
  var port = 8080

  @Option(
    help: ArgumentHelp(
      "Folder of a site generator's pages, to be served beside; else corpus.rendered.", valueName: "folder"))
  var site: String?

  func validate() throws {
    guard (0...65535).contains(port) else { throw ValidationError("--port is a number from 0 to 65535") }
    if strangers.validator, site != nil { throw ValidationError("--site goes with a preview, not with --validator") }
  }

  #if Serve
    func run() async throws {
      guard !strangers.validator else {
        return try await Failure.reporting {
          try await ValidatorService(strangers, places: options.corpusOptions.jobs).run(port: port)
        }
      }
      Allocator.keepMemory()
      try await Failure.reporting {
        if let site, try !ContentFiles.isFolder(site) { throw Failure(.noInput, "there is no folder \(site)") }
        let preview = try Preview(site: site)
        let watching = Task {
          do {
            try await WatchLoop(options: options).run(
              failed: { preview.note($0.message) }, begins: { preview.begin() }, ends: { preview.end() }
            ) { built, site in
              preview.note(built, site)
              try options.report(built, of: site)
            }
          } catch {
            await Failure.end(error)
          }
        }
        do {
          try await PreviewServer(port: port) { preview.answer($0) }.run { port in
            Terminal.writeError(
              "Serving on http://127.0.0.1:\(port)/ (status: http://127.0.0.1:\(port)/-/); stop with Ctrl-C\n")
          }
        } catch let problem as ServerError {
          throw Failure(problem)
        }
        watching.cancel()
        Terminal.leave(nil)
      }
    }
  #else
    func run() async throws {
      try await Failure.reporting {
        throw Failure(
          .unavailable, "'serve' is not built in; build Tidings with: swift build -c release --traits Serve")
      }
    }
  #endif
}

#if Serve
  extension Failure {
    init(_ problem: ServerError) {
      switch problem {
      case .portTaken(let port):
        self.init(.later, "port \(port) is taken; stop what uses it, or give another with --port")
      case .portForbidden(let port):
        self.init(.usage, "port \(port) needs special rights; give one above 1023 with --port")
      case .noSuchHost:
        self.init(.usage, "this machine has no such address; give one of its own with --host, such as 127.0.0.1")
      }
    }
  }

  /// What a preview knows and says.
  private final class Preview: Sendable {
    private let pages: PreviewPages
    private let rendered: String?

    private struct State {
      var status = PreviewPages.Status()
      var output = "output"
      var base = "/"
      var builtSite: String?
    }

    private let state = Mutex(State())

    init(site: String?) throws {
      pages = try PreviewPages()
      rendered = site
    }

    func begin() { state.withLock { $0.status.isBuilding = true } }
    func end() { state.withLock { $0.status.isBuilding = false } }

    func note(_ failure: String) {
      state.withLock { state in
        state.status.build += 1
        (state.status.failure, state.status.isBuilding) = (failure, false)
      }
    }

    func note(_ built: BuildOptions.Built, _ site: Resolution) {
      state.withLock { state in
        state.status.build += 1
        (state.status.failure, state.status.isBuilding) = (nil, false)
        state.status.result = built.state.report
        state.status.ended = HostMachine.now
        state.status.seconds = built.seconds
        state.status.contentFolder = site.folder
        state.status.title = site.configuration.site.title
        state.status.address = site.configuration.site.baseURL
        state.output = site.output
        state.builtSite = site.configuration.corpus.builtSite?.folder
        state.base = URIReference(site.configuration.site.baseURL).path
      }
    }

    func answer(_ inquiry: Inquiry) -> ServedResponse {
      guard inquiry.isForThisMachine else {
        return .text(403, "Only requests to this machine's own name are answered")
      }
      guard inquiry.method == "GET" || inquiry.method == "HEAD" else {
        var answer = ServedResponse.text(405, "Only GET and HEAD are answered here")
        answer.headers.append(("Allow", "GET, HEAD"))
        return answer
      }
      let answer = found(inquiry)
      return inquiry.method == "HEAD" ? answer.forHead() : answer
    }

    private func found(_ inquiry: Inquiry) -> ServedResponse {
      let state = state.withLock { $0 }
      let now = HostMachine.now
      let html = ("Content-Type", "text/html; charset=utf-8")
      let own = [("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff")]
      switch inquiry.path {
      case PreviewPages.root: return ServedResponse(200, [html] + own, body: pages.status(state.status, now: now))
      case PreviewPages.root + "status.json":
        return ServedResponse(
          200, [("Content-Type", "application/json")] + own, body: PreviewPages.state(state.status))
      case PreviewPages.root + "status.js":
        return ServedResponse(
          200, [("Content-Type", "text/javascript; charset=utf-8")] + own, body: PreviewPages.script)
      case PreviewPages.root + "source":
        let path = inquiry.query.flatMap { $0.hasPrefix("path=") ? $0.dropFirst(5).removingPercentEncoding : nil }
        guard let page = path.flatMap({ pages.source($0, state.status, now: now) }) else {
          return .text(404, "There is no such content file")
        }
        return ServedResponse(200, [html] + own, body: page)
      default: break
      }
      let site = FileSite(
        folders: [state.output] + ((rendered ?? state.builtSite).map { [$0] } ?? []), base: state.base)
      if let answer = site.answer(inquiry) { return answer }
      if inquiry.path == "/" || inquiry.path == state.base {
        return ServedResponse(302, [("Location", PreviewPages.root), ("Cache-Control", "no-store")])
      }
      return .text(404, "There is nothing here; /-/ lists what there is")
    }
  }
#endif
