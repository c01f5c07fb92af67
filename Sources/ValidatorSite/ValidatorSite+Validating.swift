import StaticServing
import TidingsCore
public import Validation

extension ValidatorSite {
  /// Places at which one rule is reported: more are never read, and each takes memory.
  private static let placeLimit = 10_000
  /// Values of JSON that are read: a feed of 5,000 entries has fewer.
  private static let valueLimit = 200_000

  func answer(for subject: Submission.Subject, isJSON: Bool) async throws(Refusal) -> ServedResponse {
    switch subject {
    case .document(let document):
      let validation = try await validated(document)
      return await Validator.aside { answer(validation, name: document.name, address: nil, isJSON: isJSON) }
    case .address(let text):
      let address = try ValidatorSite.address(text)
      let validation = try await validated(address)
      return await Validator.aside { answer(validation, name: address, address: address, isJSON: isJSON) }
    }
  }

  /// The validator of the operator, within the limits of strangers.
  public static func limited(_ validator: Validator, _ settings: ValidatorSettings) -> Validator {
    var limited = validator
    limited.unpackedLimit = settings.documentBytes
    limited.placeLimit = placeLimit
    limited.valueLimit = valueLimit
    return limited
  }

  private func validated(_ document: Submission.Document) async throws(Refusal) -> Validation {
    var validate = ValidatorSite.limited(validator(), settings)
    if document.isText { validate.charset = "utf-8" }
    var verdict: Verdict
    do {
      verdict = try await validate.examineAside(document.bytes, path: document.name).verdict
    } catch {
      // Nobody reads this: who asked is gone, and so is the need for an answer.
      throw Refusal(503, "The document was withdrawn.")
    }
    if document.isText {
      // What it says of its encoding was true of the file that it was copied from.
      verdict = Verdict(
        path: verdict.path, format: verdict.format,
        findings: verdict.findings.filter { $0.rule != "document.encoding.mismatch" })
    }
    var validation = Validation([verdict], texts: [document.name: document.bytes])
    validation.charset = validate.charset
    return validation
  }

  private enum Fetched: Sendable {
    case validated(Validation)
    case failed
    case late
  }

  private func validated(_ address: String) async throws(Refusal) -> Validation {
    guard case .validated(let validate) = addresses else {
      guard case .unavailable(let reason) = addresses else { throw Refusal(500, "") }
      throw Refusal(403, reason)
    }
    let retryPolicy = settings.fetching
    let fetched = await withTaskGroup(of: Fetched.self) { group in
      group.addTask {
        do { return .validated(try await validate(address)) } catch { return .failed }
      }
      group.addTask {
        try? await Task.sleep(for: retryPolicy)
        return .late
      }
      let first = await group.next()
      group.cancelAll()
      return first ?? .failed
    }
    switch fetched {
    case .validated(let validation):
      if ValidatorSite.isRefused(validation) {
        throw Refusal(
          403,
          "Only public addresses are asked from here. The host of this one, or of one that it leads to, is not known or is of a private network, or the port is not one of the web (80, 443, 8080, 8443)."
        )
      }
      return validation
    case .late:
      throw Refusal(504, "It did not answer with all of its documents in \(retryPolicy.components.seconds) seconds.")
    case .failed: throw Refusal(502, "The address could not be asked.")
    }
  }

  /// Whether nothing came since it leads to where strangers must not reach.
  private static func isRefused(_ validation: Validation) -> Bool {
    let findings = validation.verdicts.flatMap(\.findings)
    return validation.texts.isEmpty && !findings.isEmpty && findings.allSatisfy { $0.rule == "http.private" }
  }

  private func answer(_ validation: Validation, name: String, address: String?, isJSON: Bool) -> ServedResponse {
    let headers = [ValidatorSite.noStore, (name: "X-Robots-Tag", value: "noindex, nofollow"), ("Vary", "Accept")]
    if isJSON {
      return ServedResponse(
        200, [("Content-Type", "application/json; charset=utf-8")] + headers, body: json(validation.verdicts))
    }
    return ServedResponse(
      200, [ValidatorSite.html] + headers, body: pages.report(validation, name: name, address: address))
  }
}
