import ContentCorpus
import Syndication

/// The topics of a corpus as text.
struct TopicOutput {
  let corpus: Corpus

  func text(_ format: ReportOptions.Format) -> String {
    switch format {
    case .human: human
    case .json: "[" + objects.map { "\n  " + $0 }.joined(separator: ",") + "\n]\n"
    case .jsonl: objects.map { $0 + "\n" }.joined()
    }
  }

  private var human: String {
    corpus.topics.indices.map { index in
      let topic = corpus.topics[index]
      return "\(corpus.itemsByTopic[index].count)\t\(topic.path)\t\(topic.name)\n"
    }.joined()
  }

  private var objects: [String] {
    corpus.topics.indices.map { index in
      let topic = corpus.topics[index]
      var out = JSONWriter()
      out.raw("{\"path\": ")
      out.string(topic.path)
      out.raw(", \"label\": ")
      out.string(topic.label)
      out.raw(", \"taxonomy\": ")
      if let taxonomy = topic.taxonomy { out.string(taxonomy) } else { out.raw("null") }
      out.raw(", \"entries\": \(corpus.itemsByTopic[index].count)}")
      return out.text
    }
  }
}
