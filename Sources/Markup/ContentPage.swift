import HTMLParsing

/// The page of the documentation on what becomes of HTML, from the table that cleaning goes by.
public enum ContentPage {
  public static var text: String {
    var out = """
      # Content

      What happens to each element of HTML in an entry, and why.

      ## Overview

      HTML is read as browsers read it, and only what readers can show is kept. Attributes that are not named here are removed, and so are
      elements that a browser does not show (`hidden`, `display: none`). Besides the attributes in the table, every element keeps `title`,
      `lang` and `dir`. Addresses are made absolute, and one that would run a script is removed. Of an element that is not in the table,
      the content is kept.

      | elements | what happens to them | attributes | why |
      |---|---|---|---|

      """
    for rule in ElementTable.rules {
      let names = rule.elements.map { "`\($0.name)`" }.joined(separator: ", ")
      let attributes = rule.attributes.map { "`\($0)`" }.joined(separator: ", ")
      out += "| \(names) | \(rule.fate.words) | \(attributes) | \(rule.reason) |\n"
    }
    return out + """

      ## Pictures

      A picture has the address that a browser would show in the end: one in \(PictureAddress.lazyNames.map { "`\($0)`" }.joined(separator: ", "))
      counts more than `src`, and so do \(PictureAddress.lazySetNames.map { "`\($0)`" }.joined(separator: ", ")) than `srcset`. Placeholders
      (`blank.gif`, a `data:` picture of less than 1,000 bytes) are replaced. If there is only a `srcset`, `src` is the widest of it up to
      \(Int(PictureCandidates.width)) pixels. What `noscript` holds counts once, and only its pictures, frames and players do.

      ## Frames

      `feeds.embeds: link` puts a paragraph with a link in the place of a frame: its title, else its address; for players that are known
      (YouTube, Vimeo, Dailymotion, Twitch, Spotify, SoundCloud, TED, the Internet Archive, Loom, CodePen, Bilibili, Niconico, Streamable,
      PeerTube, asciinema, gists) the page that people watch, with a still picture where its address is known by rule. `keep` leaves frames
      of such players, and `drop` nothing.

      ## Formulas

      MathML stays: \(MathMarkup.elements.sorted().map { "`\($0)`" }.joined(separator: ", ")). TeX between dollar signs stays as it is written.

      """
  }
}
