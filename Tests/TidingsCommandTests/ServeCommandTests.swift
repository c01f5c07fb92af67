import TestSupport
import Testing

@Suite struct ServeCommandTests {
  private let folder = TemporaryFolder()

  @Test(arguments: [
    ["--host", "0.0.0.0"], ["--trust-proxy"], ["--allow-private"], ["--name", "a.example"], ["--max-size", "20"],
    ["--validator", "--max-size", "0"], ["--validator", "--site", "."], ["--validator", "--port", "70000"],
  ])
  func optionsThatDoNotGoTogetherAreRefused(options: [String]) throws {
    let result = try Program.run(["serve"] + options, in: folder.path)
    #expect(result.status == 64 && result.output.isEmpty)
  }

  #if Serve
    @Test(arguments: ["nobody.invalid", "203.0.113.5"])
    func aHostThatThisMachineHasNotIsReportedAsSuch(host: String) throws {
      let result = try Program.run("serve", "--validator", "--port", "0", "--host", host, in: folder.path)
      #expect(result.status == 64)
      #expect(result.errors.hasPrefix("tidings: this machine has no such address; give one of its own with --host"))
    }
  #endif
}
