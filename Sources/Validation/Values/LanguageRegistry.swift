/// The language subtag registry of IANA (of 2021-08-06): what a language tag may be made of.
enum LanguageRegistry {
  static func isLanguage(_ subtag: String) -> Bool {
    let letters = subtag.lowercased().utf8.map { Int($0) - 0x61 }
    guard letters.allSatisfy({ (0..<26).contains($0) }) else { return false }
    switch letters.count {
    case 2: return twoLetters.contains(subtag.lowercased())
    case 3: return isThreeLetters(letters[0] * 676 + letters[1] * 26 + letters[2])
    // The grammar keeps longer ones for the future.
    default: return false
    }
  }

  /// Whether a tag of two letters, or of two and a region of two, is made of what is registered; `nil` where it is another.
  static func common(_ tag: String.UTF8View) -> Bool? {
    guard tag.count == 2 || tag.count == 5 else { return nil }
    var numbers = (0, 0)
    var (part, length) = (0, 0)
    for byte in tag {
      if byte == UInt8(ascii: "-"), length == 2, part == 0 {
        (part, length) = (1, 0)
        continue
      }
      let letter = Int(byte | 0x20) - 0x61
      guard (0..<26).contains(letter) else { return nil }
      if part == 0 { numbers.0 = numbers.0 * 26 + letter } else { numbers.1 = numbers.1 * 26 + letter }
      length += 1
    }
    guard length == 2 else { return nil }
    return languagePairs[numbers.0] && (part == 0 || regionPairs[numbers.1])
  }

  private static let languagePairs = pairs { twoLetters.contains($0) }
  private static let regionPairs = pairs { isRegion($0) }

  private static func pairs(_ isKnown: (String) -> Bool) -> [Bool] {
    (0..<676).map { number in
      isKnown(String(decoding: [UInt8(0x61 + number / 26), UInt8(0x61 + number % 26)], as: UTF8.self))
    }
  }

  /// A country of ISO 3166 or an area of UN M.49; what is kept for private use counts.
  static func isRegion(_ subtag: String) -> Bool {
    let region = subtag.uppercased()
    let isPrivate = region.utf8.count == 2 && (region.first == "X" || ("QM"..."QZ").contains(region))
    return isPrivate || regions.contains(region)
  }

  static func isScript(_ subtag: String) -> Bool { scripts.contains(subtag.lowercased()) }

  private static func isThreeLetters(_ number: Int) -> Bool {
    threeLetters[number / 6] >> UInt8(5 - number % 6) & 1 == 1
  }

  private static let twoLetters = words(
    """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el
    en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik in io is it
    iu iw ja ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo
    mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh
    si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh
    yi yo za zh zu
    """)

  private static let regions = words(
    """
    AA AC AD AE AF AG AI AL AM AN AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BU
    BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CP CR CS CU CV CW CX CY CZ DD DE DG DJ DK DM DO DZ EA EC EE EG
    EH ER ES ET EU EZ FI FJ FK FM FO FR FX GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT
    HU IC ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV
    LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NT NU NZ
    OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS
    ST SU SV SX SY SZ TA TC TD TF TG TH TJ TK TL TM TN TO TP TR TT TV TW TZ UA UG UM UN US UY UZ VA VC VE VG VI VN
    VU WF WS YD YE YT YU ZA ZM ZR ZW ZZ
    001 002 003 005 009 011 013 014 015 017 018 019 021 029 030 034 035 039 053 054 057 061 142 143 145 150 151 154
    155 202 419
    """)

  private static let scripts = words(
    """
    adlm afak aghb ahom arab aran armi armn avst bali bamu bass batk beng bhks blis bopo brah brai bugi buhd cakm
    cans cari cham cher chrs cirt copt cpmn cprt cyrl cyrs deva diak dogr dsrt dupl egyd egyh egyp elba elym ethi
    geok geor glag gong gonm goth gran grek gujr guru hanb hang hani hano hans hant hatr hebr hira hluw hmng hmnp
    hrkt hung inds ital jamo java jpan jurc kali kana khar khmr khoj kitl kits knda kore kpel kthi lana laoo latf
    latg latn leke lepc limb lina linb lisu loma lyci lydi mahj maka mand mani marc maya medf mend merc mero mlym
    modi mong moon mroo mtei mult mymr nand narb nbat newa nkdb nkgb nkoo nshu ogam olck orkh orya osge osma ougr
    palm pauc pcun pelm perm phag phli phlp phlv phnx piqd plrd prti psin ranj rjng rohg roro runr samr sara sarb
    saur sgnw shaw shrd shui sidd sind sinh sogd sogo sora soyo sund sylo syrc syre syrj syrn tagb takr tale talu
    taml tang tavt telu teng tfng tglg thaa thai tibt tirh tnsa toto ugar vaii visp vith wara wcho wole xpeo xsux
    yezi yiii zanb zinh zmth zsye zsym zxxx zyyy zzzz
    """)

  /// One bit for each of aaa to zzz, six in a letter of Base64: 8,000 codes would be 24 KB. What ISO 639-2 calls by
  /// three letters though there are two counts too: people write it, and everybody knows what it means.
  private static let threeLetters = {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-".utf8)
    return bits.utf8.map { letter in UInt8(alphabet.firstIndex(of: letter) ?? 0) }
  }()

  private static let bits = """
    -7--f----dvf-39f7-g86vbp3h----8O-cD---OgoUaf-7------7----------Hl----7I9UH7--------v------v2L48Puuf5KOAE+7-5-p\
    OEH------------v-----------+-+--------9-------9------9------v--9----b---9--------v--+-----------9----7---73---\
    f---------79v6u1-gL-OYPCNDCkggAKIgAD--9-+S1ComvZLBHv3ufoaqq+cDjs3s-3--+6HKYQAAg---3----+7Hzj4-v-gIEADaABAAAAAM\
    AKAAJJhAv--v97f3ogAEAmsZiD+97EAAAA+7Z7ZKebz3----P5KIIwYQCLAA-j5vprmXrtt-fAAEAAAAAD7lvqSZaANGveL----gAAAIAwasAA\
    AA0o4IpoWACAAAAIiJIAAAYIAAAACAAAIiAACAEgGAAAoAABFCAAAAqrtAgm7CTKr6v9x7PAAAEAAggAAAAAIOicgLvrmYQZ5QAAoAJBAACAIA\
    AAAECAAgAiAAANf-ecAEAAAAAgAAAAAAAEAAIgAAAAQAAAAAjFVaAAAAAAIAQgZRAgABCBCgAAEIxhAgAAAAACAuCvwggQIAAAAAfdzcgAAQCI\
    AAAAAAAAAAAAAAAA-------788FFA--75Pf658AIBE2jZaKk2cD7n-vAKxIJgHCD78k62xzP-v+2n---viAQAICESD77v-Ch8iICACD---9rF9\
    gv7MWwAAAE3p5A4CEAD----wAYIIEAAAABCC04hAAAAAAACAIAIBAtf+UwAgAAiSQgNgAGD----m8YoPn7dsAAiAAAAAKgrX1BFCAAIIpH---8\
    oJAQoAIAAAAACIAAMAAAAACFQDbnkiiRBAPiCeAAAAAzCgIkoeIhAgQIAIRAChGIAIs39yrsuIiWYL7XzBAABKACiAAAAAoiaZJru+WD4unfAA\
    gAEAABAAKiAIBAAIACAQBgEB-X79wjuWgAADAggAQEu0WAAAAASCIAACAID7mpyCABAIALaAIACA8JRjJLQIBSAGIgARBAAAQDAAFgABAAAAAA\
    Dxv3qEAQAACAAAAAAAiAAAgAAAD------------+--9-------------+------------3--------------v--7-------------3-f------\
    -----------------3----------------u-v-PRmgNP-gD----gAQAMO82GBnTg----4iRAz53ni--+pP--z-T3ip7---4gGAQAAAAqr5Uduf\
    dIjhih-v-+4CgKCLGjoAAgAIIEAABFAB-----3---------3-----v-----------+----v+-----------9---f----+-7--+---+--------\
    --------77--337----------------v-----------v--+X-----+--5AQSD-----6-f--+--R3nn-+--br+z-------------vDlimAj6Qu6\
    9WX-v--Gutr----8BCgA6opBpq+yT---+0Kgo6AARAAulggYoIIAgGAAAAAAAIoGoCCAAABggAQAGKBJj7-m1mCpYOq337K53sEgRgIAqEIAAA\
    Aq45-6CHOTYvvvyIwABAAAAAkAAAAAAFAIAIACAA-7--2+ffP--UIoIYYN-75eIEAAkrQo5O+3j-33-AAAQOMHeD-9-7-f77-v--8-v-fiL-4I\
    gIAj-v-vu5-6oGH3r+6-vAAAAMKOQgACAACAwpgAEAD-------------------------------------------------------------------\
    --------------------+95+p3yLqQgwKEX+iAAQAAAAAPf--9AMQABAAAEAAADK3HCAAAAIgkaACAQAjBxYAKAIDBiBIAAAAP+--+SFUI-x9K\
    AAEEAAAAAAIIQECYAAhCCIb6+4wAAACAOkAEAACAAEKABAAA---------Pt7873-9f---tICCI+-97-v---f---2j96P-v-+-----------7-7\
    ---+r-9oHu+T-v------9---rq-vf6ChhO---5qPmo8L5jvoVJr---------+-u---v2-7--wCGUD-9--vb3-----+C3yo3j3-ff--7---7-7-\
    -3-f7+u-9-QB-aP-----------+----+YPju-5-buvO+aJ1X3gV4BAAMQCAkEiAAAAIrYCAAACAAIAAMgGAKABAAAgAkACAACDse67LwKPKPaC\
    arUlACAAACABAAAAA--9f4GhKCJAUgAAxIAkQACAAAAAAAAIAAABABCAj99skAgAAAAAAAAAADAfQAAAAAAABQAAAAA+FDQAAAAID-GEAASA--\
    nvwApAAAEFAAAAAAAAACAAjAAJAEAACAAADBAAAAAIAAAAAAAAAAAAAAAAD----zfn2ICAAASYAis596AIAADCggqgiAIG-8XqAgAA0BBKqu+b\
    77jjMeq8Kv6+YogAAAAAAANO-b+CoGwBagCNEcXYAAAAwAJCIAAAjAiECAAAAPr--r6z0Oax5eqAqAJSGXggAAANacSi4AlwwJVkkAAED-9--+\
    ocov9---T7vjMq9CP---+AABA2ozaPnf7L73-70l9YAiGIC6clIQChQMBwEIBCQA----9n+AYBFQAmiAgKjUfIAAAAgJlqJAQICX-f3AAAAIK+\
    WLKnki+7-xZs2qBCvHGwy8AQAAADIviKMh9goARAr+-dvgAAQIIU2iCGAiAABIQIgAD-+--qBAaIEAAAAQAAgwQAAAAADBDEA0IYDMA8QkAAAA\
    0ydcYhMoj----miAgCEK4D----CAAAIIHICAOEgCh25oEcAIAAAAgAAAAAAARCRQAgEAAA
    """

  private static func words(_ text: String) -> Set<String> {
    Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
  }
}
