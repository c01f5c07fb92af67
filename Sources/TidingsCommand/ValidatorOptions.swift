import ArgumentParser

/// The validator as a page for others.
struct ValidatorOptions: ParsableArguments {
  @Flag(help: "Serve the validator instead of a preview: no tidings.yaml is needed, and nothing is kept.")
  var validator = false

  @Option(help: ArgumentHelp("Address of this machine to listen at.", valueName: "address"))
  var host = "127.0.0.1"

  @Option(
    name: .customLong("name"),
    help: ArgumentHelp(
      "A host name of the page, such as validator.example.org, that a proxy passes on; localhost and numeric addresses are always accepted. May be repeated.",
      valueName: "host"))
  var names: [String] = []

  @Flag(help: "Use the last address in X-Forwarded-For as the visitor's: only behind a proxy that writes it.")
  var trustProxy = false

  @Option(help: ArgumentHelp("Maximum size of a document in megabytes.", valueName: "count"))
  var maxSize = 10

  @Flag(
    help: "Also fetch addresses of this machine and private networks: only if you are the only visitor.")
  var allowPrivate = false

  func validate() throws {
    guard (1...1000).contains(maxSize) else { throw ValidationError("--max-size is a number from 1 to 1000") }
    let isPlain = host == "127.0.0.1" && names.isEmpty && !trustProxy && maxSize == 10 && !allowPrivate
    guard validator || isPlain else {
      throw ValidationError("--host, --name, --trust-proxy, --max-size and --allow-private go with --validator")
    }
  }
}
