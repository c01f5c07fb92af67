import TidingsCore

/// What is demanded of files of records. What is in a record has the rules of any other item.
enum RecordFindings {
  static let file = Rule(
    "records.file", .error, "A file of records exists, is UTF-8 text with a record on each line, and is complete",
    reason: "What is missing would be withdrawn from everywhere, as if it had been deleted, so nothing is written.",
    remedy: "Name files that are complete; where writing one has failed, write it again.")
  static let object = Rule(
    "records.json", .error, "A record is a JSON object on one line",
    reason: "What cannot be parsed cannot be trusted in part.", reference: "RFC 8259; jsonlines.org",
    remedy: "Let a program write the line (row_to_json, json_object, jq -c), which knows how texts are written in JSON."
  )
  static let length = Rule(
    "records.length", .error, "A record is no longer than 64 MiB",
    reason: "A line is read as a whole, several at a time; the longest books are shorter.",
    remedy: "Take out what is not text of the item, such as pictures in base64.")
  static let path = Rule(
    "records.path", .error, "A record's path is a path in the content folder, and no other record's",
    reason: "Items are distinguished by their paths, as files are.",
    remedy: "Give each record a path of its own, such as news/some-item.md: without .., empty or hidden parts.")
  static let place = Rule(
    "records.place", .warning, "A record's path is one at which the site's generator has content",
    reason: "The generator would make no page of a file at this path, so the record was left out.",
    remedy: "Give the path that the file would have in the site's folder, such as content/posts/some-post.md.")
  static let name = Rule(
    "records.name", .warning, "A record has a path, or an id, an address or a slug to make it from",
    reason: "Without any, its path is made from all of its bytes: with each change it is another item to subscribers.",
    remedy: "Add the field path or id, or name the fields that you have: mapping: {id: number}.")
  static let body = Rule(
    "records.body", .error, "A record's body is a text, and its bodyFormat markdown or html",
    reason: "The format of the body cannot be guessed.",
    remedy: "Write \"bodyFormat\": \"html\", or \"markdown\", which is also meant where there is none.")

  static let all = [file, object, length, path, place, name, body]
}
