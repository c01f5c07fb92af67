import HTMLReading
import Testing

@Suite struct TreeTests {
  @Test func reads() {
    let tree = HTMLReader.fragment(Array("<p>One<p>Two".utf8))
    #expect(tree.child(HTMLTree.fragment, .p) != nil)
  }
}
