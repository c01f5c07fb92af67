package import LocalFiles

// Generic, and therefore here, where they are called for every file, and not with the reader: across a module's border they
// are not specialised.

extension PackedWriter {
  package mutating func add<Element>(list: [Element], _ write: (Element, inout PackedWriter) -> Void) {
    add(count: list.count)
    for element in list { write(element, &self) }
  }
}

extension PackedReader {
  package mutating func list<Element>(_ read: (inout PackedReader) throws -> Element) throws -> [Element] {
    let count = try count()
    var list: [Element] = []
    list.reserveCapacity(count)
    for _ in 0..<count { list.append(try read(&self)) }
    return list
  }
}
