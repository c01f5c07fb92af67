public import Foundation

/// A program of this package, run as a user would run it.
public struct Program {
  public struct Result: Sendable {
    public let status: Int32
    public let output: String
    public let errors: String
  }

  /// The folder that this package's products were built in.
  private static var products: String {
    // The test bundle lies beside the executables.
    for argument in CommandLine.arguments {
      if let range = argument.range(of: ".xctest") {
        return URL(fileURLWithPath: String(argument[..<range.upperBound])).deletingLastPathComponent().path
      }
    }
    return Fixtures.repository + "/.build/debug"
  }

  /// A process that has not been started, for a test that ends it early.
  public static func process(_ arguments: [String], in folder: String, environment: [String: String] = [:]) -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: products + "/tidings")
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    var values = ProcessInfo.processInfo.environment
    values["SOURCE_DATE_EPOCH"] = nil
    values.merge(environment) { $1 }
    process.environment = values
    return process
  }

  /// Runs `tidings` to its end.
  public static func run(_ arguments: String..., in folder: String, environment: [String: String] = [:]) throws
    -> Result
  {
    try run(arguments, in: folder, environment: environment)
  }

  public static func run(_ arguments: [String], in folder: String, environment: [String: String] = [:]) throws
    -> Result
  {
    let process = process(arguments, in: folder, environment: environment)
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = FileHandle.nullDevice
    try process.run()
    // Errors are few and fit into the pipe; output may not.
    let text = output.fileHandleForReading.readDataToEndOfFile()
    let errorText = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: String(decoding: text, as: UTF8.self),
      errors: String(decoding: errorText, as: UTF8.self))
  }
}
