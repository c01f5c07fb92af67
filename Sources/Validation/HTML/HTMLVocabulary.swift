/// What is known of HTML's elements (HTML Living Standard, sections 4 and 13.1.2), and which of them readers keep.
enum HTMLVocabulary {
  struct Traits: OptionSet {
    let rawValue: UInt16

    /// Readers keep it.
    static let safe = Traits(rawValue: 1)
    /// It has no content and no end tag.
    static let void = Traits(rawValue: 2)
    /// Its end tag may be left out.
    static let optionalEnd = Traits(rawValue: 4)
    /// Its start ends an open paragraph.
    static let block = Traits(rawValue: 8)
    /// What is in it is no markup.
    static let rawText = Traits(rawValue: 16)
    static let heading = Traits(rawValue: 32)
    /// None may stand in another of its name.
    static let single = Traits(rawValue: 64)
    /// The root of SVG or MathML, whose elements are none of HTML's.
    static let foreign = Traits(rawValue: 128)
    /// It ends SVG and MathML that it stands in (HTML Living Standard, section 13.2.6.5).
    static let leavesForeign = Traits(rawValue: 256)
  }

  /// A name of at most sixteen characters, in lower case.
  struct Name: Hashable {
    private(set) var low: UInt64 = 0
    private(set) var high: UInt64 = 0
    private var count = 0

    fileprivate static let slots = 1024

    fileprivate var slot: Int {
      Int(truncatingIfNeeded: ((low ^ (high &* 31)) &* 0x9E37_79B9_7F4A_7C15) >> 54)
    }

    init() {}

    init(_ text: String) { self.init(text.utf8) }

    init(_ bytes: some Sequence<UInt8>) {
      for byte in bytes { append(byte) }
    }

    var isTooLong: Bool { count > 16 }

    mutating func append(_ byte: UInt8) {
      let isCapital = byte &- 0x41 < 26
      let letter = UInt64(isCapital ? byte | 0x20 : byte)
      if count < 8 {
        low |= letter << UInt64(8 * count)
      } else if count < 16 {
        high |= letter << UInt64(8 * (count - 8))
      }
      count += 1
    }

    var text: String {
      var bytes: [UInt8] = []
      for index in 0..<min(count, 16) {
        let half = index < 8 ? low : high
        bytes.append(UInt8(truncatingIfNeeded: half >> UInt64(8 * (index % 8))))
      }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  /// `nil` for what is no element of HTML.
  static func traits(_ name: Name) -> Traits? {
    let table = slots
    var slot = name.slot
    while let entry = table[slot] {
      if entry.name == name { return entry.traits }
      slot = (slot + 1) % Name.slots
    }
    return nil
  }

  static func isSafe(_ name: String) -> Bool? { traits(Name(name)).map { $0.contains(.safe) } }

  /// The elements by a sum of their names: every tag of every entry is looked up.
  private static let slots: [(name: Name, traits: Traits)?] = {
    var slots: [(name: Name, traits: Traits)?] = Array(repeating: nil, count: Name.slots)
    for (name, traits) in elements {
      var slot = name.slot
      while slots[slot] != nil { slot = (slot + 1) % Name.slots }
      slots[slot] = (name, traits)
    }
    return slots
  }()

  private static let elements: [Name: Traits] = {
    var elements: [Name: Traits] = [:]
    func add(_ traits: Traits, _ names: String) {
      for name in names.split(separator: " ") { elements[Name(String(name)), default: []].formUnion(traits) }
    }
    add(
      .safe,
      """
      a abbr acronym address area article aside audio b bdi big blockquote br button canvas caption center cite code col \
      colgroup data datalist dd del details dfn dialog dir div dl dt em fieldset figcaption figure footer font form header \
      h1 h2 h3 h4 h5 h6 hgroup hr i img input ins kbd label legend li main map mark menu meter nav noscript ol optgroup \
      option output p picture pre progress q rp rt ruby s samp section select small source span strike strong sub \
      summary sup table tbody td template textarea tfoot th thead time tr track tt u ul var video wbr
      """)
    add(
      [],
      """
      applet base basefont bdo body command embed frame frameset head html iframe isindex link listing meta noembed \
      noframes object param plaintext script slot style title xmp comment
      """)
    add(.void, "area base basefont br col embed frame hr img input link meta param source track wbr")
    add(.optionalEnd, "li dt dd p rt rp optgroup option colgroup caption thead tbody tfoot tr td th html head body")
    add(
      .block,
      """
      address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3 h4 \
      h5 h6 header hgroup hr main menu nav ol p pre section summary table ul li dd dt
      """)
    add(.rawText, "script style textarea title xmp iframe noembed noframes plaintext")
    add(.foreign, "svg math")
    add(
      .leavesForeign,
      """
      b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta nobr ol p \
      pre ruby s small span strong strike sub sup table tt u ul var
      """)
    add(.heading, "h1 h2 h3 h4 h5 h6")
    add(.single, "a form button")
    return elements
  }()
}
