import ArgumentParser

/// What a build may do that looks like an accident.
struct GuardOptions: ParsableArguments {
  @Flag(help: "Continue even if many published entries would look new to subscribers.")
  var allowReannounce = false

  @Flag(help: "Continue even if much of what is published would be withdrawn.")
  var allowWithdrawal = false
}
