/// Media types by a file's name, or by what an exporter calls its format.
enum MediaTypes {
  static func type(of reference: String, format: String? = nil) -> String? {
    let name = reference.split(whereSeparator: { $0 == "?" || $0 == "#" }).first ?? ""
    let ending = name.split(separator: ".").dropFirst().last.map { $0.lowercased() }
    return ending.flatMap { types[$0] } ?? format.flatMap { types[$0.lowercased()] }
  }

  private static let types: [String: String] = [
    "avif": "image/avif", "gif": "image/gif", "jpeg": "image/jpeg", "jpg": "image/jpeg", "png": "image/png",
    "svg": "image/svg+xml", "webp": "image/webp", "pdf": "application/pdf", "mp3": "audio/mpeg", "m4a": "audio/mp4",
    "ogg": "audio/ogg", "mp4": "video/mp4", "webm": "video/webm",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "zip": "application/zip",
  ]
}
