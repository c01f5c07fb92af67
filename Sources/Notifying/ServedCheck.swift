import Compression
import Foundation

/// Looks whether the public addresses serve what was built: who is told of a change before it is there fetches the old
/// document, and may not come again for a long time.
public struct ServedCheck: Sendable {
  /// A document, and what its address must serve.
  public struct Expected: Sendable {
    public let address: String
    public let content: @Sendable () throws -> [UInt8]
    /// The digest of bytes, in lower-case hexadecimal.
    public let sha256: @Sendable ([UInt8]) -> String

    public init(
      address: String, content: @escaping @Sendable () throws -> [UInt8],
      sha256: @escaping @Sendable ([UInt8]) -> String
    ) {
      self.address = address
      self.content = content
      self.sha256 = sha256
    }
  }

  private let client: any WebClient
  private let patience: Patience
  private let concurrency = 4

  public init(client: any WebClient, patience: Patience) {
    self.client = client
    self.patience = patience
  }

  /// - Parameters:
  ///   - documents: that must be served as they are.
  ///   - pages: addresses that must lead to a page.
  ///   - seconds: to wait for what is not there yet.
  /// - Returns: why addresses do not serve what they should; nothing for those that do.
  /// - Throws: what reading a document throws, and `CancellationError`.
  public func missing(
    _ documents: [Expected], pages: [String] = [], waiting seconds: Int = 0
  ) async throws -> [String: String] {
    var waited = 0
    var pause = 1
    var tags: [String: String] = [:]
    var missing: [String: String] = [:]
    var open = documents
    var openPages = pages
    while true {
      let known = tags
      let checked = try await each(open) { try await verdict(on: $0, outdatedTag: known[$0.address]) }
      let looked = try await each(openPages) { await verdict(onPage: $0) }
      missing = [:]
      for (document, verdict) in zip(open, checked) {
        missing[document.address] = verdict.reason
        tags[document.address] = verdict.tag
      }
      for (page, reason) in zip(openPages, looked) { missing[page] = reason }
      guard !missing.isEmpty, waited < seconds else { return missing }
      open = open.filter { missing[$0.address] != nil }
      openPages = openPages.filter { missing[$0] != nil }
      let wait = min(pause, seconds - waited)
      try await patience.wait(wait)
      waited += wait
      pause = min(2 * pause, 15)
    }
  }

  private struct Verdict: Sendable {
    /// `nil` where the right document is served.
    var reason: String?
    /// The tag of the outdated one.
    var tag: String?
  }

  private func verdict(on document: Expected, outdatedTag: String?) async throws -> Verdict {
    let content = try document.content()
    switch await state(of: document, content, outdatedTag) {
    case .success(let verdict): return verdict
    case .failure(let failure): return Verdict(reason: failure.description)
    }
  }

  private func state(
    of document: Expected, _ content: [UInt8], _ outdatedTag: String?
  ) async -> Result<Verdict, WebFailure> {
    var headers = ["accept-encoding": "gzip, identity", "want-repr-digest": "sha-256=1", "cache-control": "no-cache"]
    if let outdatedTag { headers["if-none-match"] = outdatedTag }
    do throws(WebFailure) {
      // A look at the head may be enough.
      let head = try await client.answer(to: WebRequest(.head, document.address, headers: headers))
      if head.status == 304, outdatedTag != nil {
        return .success(Verdict(reason: ServedCheck.old, tag: outdatedTag))
      }
      if head.isSuccess, ServedCheck.names(document.sha256(content), head.headers) { return .success(Verdict()) }
      let answer = try await client.answer(
        to: WebRequest(.get, document.address, headers: headers, answerLimit: ServedCheck.limit(content)))
      return .success(ServedCheck.verdict(on: answer, content))
    } catch {
      return .failure(error)
    }
  }

  private static func verdict(on answer: WebAnswer, _ content: [UInt8]) -> Verdict {
    guard answer.isSuccess else { return Verdict(reason: answer.status == 304 ? old : words(answer)) }
    guard let body = decoded(answer, limit: content.count + 1) else {
      return Verdict(reason: "it is served in a coding that was not asked for")
    }
    return body == content ? Verdict() : Verdict(reason: old, tag: answer.headers["etag"])
  }

  /// Bytes that are enough to tell a document from a longer one, also when packing has made it no shorter.
  private static func limit(_ content: [UInt8]) -> Int { content.count + content.count / 100 + 64 }

  private static func words(_ answer: WebAnswer) -> String {
    "it answers \(answer.status)" + (answer.headers["location"].map { " and leads to \($0)" } ?? "")
  }

  private static let old = "another document is served there still"

  private func verdict(onPage page: String) async -> String? {
    do throws(WebFailure) {
      let answer = try await client.answer(to: WebRequest(.head, page))
      // Some servers know no HEAD.
      return answer.isSuccess || [405, 501].contains(answer.status) ? nil : ServedCheck.words(answer)
    } catch {
      return error.description
    }
  }

  /// Whether the head of an answer names a digest: `Repr-Digest` (RFC 9530), or a tag that is the digest itself.
  private static func names(_ sha256: String, _ headers: [String: String]) -> Bool {
    if let digests = headers["repr-digest"],
      digests.split(separator: ",").contains(where: {
        $0.drop { $0 == " " } == "sha-256=:\(base64(sha256)):"
      })
    {
      return true
    }
    let tag = headers["etag"]?.drop { $0 != "\"" }.filter { $0 != "\"" }.lowercased()
    return tag == sha256
  }

  private static func base64(_ hexadecimal: String) -> String {
    let digits = hexadecimal.compactMap(\.hexDigitValue).map(UInt8.init)
    let bytes = stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    return Data(bytes).base64EncodedString()
  }

  private static func decoded(_ answer: WebAnswer, limit: Int) -> [UInt8]? {
    switch answer.headers["content-encoding"]?.lowercased() {
    case nil, "", "identity": answer.body
    case "gzip", "x-gzip": (try? Gzip.decompressed(answer.body, limit: limit)) ?? []
    default: nil
    }
  }

  /// In the order of the values, some at a time.
  private func each<Value: Sendable, Result: Sendable>(
    _ values: [Value], _ body: @escaping @Sendable (Value) async throws -> Result
  ) async throws -> [Result] {
    var results = [Result?](repeating: nil, count: values.count)
    try await withThrowingTaskGroup(of: (Int, Result).self) { group in
      var next = 0
      func start() {
        guard next < values.count else { return }
        let index = next
        next += 1
        group.addTask { (index, try await body(values[index])) }
      }
      for _ in 0..<concurrency { start() }
      while let (index, result) = try await group.next() {
        results[index] = result
        start()
      }
    }
    return results.compactMap { $0 }
  }
}
