#if Serve
  import HTTPTypes
  import Hummingbird
  import NIOCore
  import StaticServing

  extension Inquiry {
    /// - Parameter client: the numeric address of who asks.
    init(_ request: Request, client: String = "") {
      var headers: [String: String] = [:]
      for field in request.headers {
        let name = field.name.canonicalName
        headers[name] = headers[name].map { $0 + "," + field.value } ?? field.value
      }
      headers["host"] = request.head.authority
      self.init(
        method: request.method.rawValue, path: request.uri.path, query: request.uri.query, headers: headers,
        client: client)
    }
  }

  extension ServedResponse {
    var fields: HTTPFields {
      var fields = HTTPFields()
      for (name, value) in headers {
        if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
      }
      return fields
    }
  }
#endif
