import ArgumentParser

/// The validator as a page for others.
struct ValidatorOptions: ParsableArguments {
  @Flag(help: "Show the validator in place of a preview: no tidings.yaml is needed, and nothing is kept.")
  var validator = false

  @Option(help: ArgumentHelp("Address of this machine to listen at.", valueName: "address"))
  var host = "127.0.0.1"

  @Option(
    name: .customLong("name"),
    help: ArgumentHelp(
      "A name by which the page is asked, such as validator.example.org, where a proxy hands it on; localhost and numeric addresses always are. May be given again.",
      valueName: "host"))
  var names: [String] = []

  @Flag(help: "Take the last address in X-Forwarded-For for the visitor's: only behind a proxy that writes it.")
  var trustProxy = false

  @Option(help: ArgumentHelp("Megabytes that a document may have.", valueName: "count"))
  var maxSize = 10

  @Flag(
    help: "Ask this machine and private networks too where a visitor names them: only where you are the only visitor.")
  var allowPrivate = false

  func validate() throws {
    guard (1...1000).contains(maxSize) else { throw ValidationError("--max-size is a number from 1 to 1000") }
    let isPlain = host == "127.0.0.1" && names.isEmpty && !trustProxy && maxSize == 10 && !allowPrivate
    guard validator || isPlain else {
      throw ValidationError("--host, --name, --trust-proxy, --max-size and --allow-private go with --validator")
    }
  }
}
