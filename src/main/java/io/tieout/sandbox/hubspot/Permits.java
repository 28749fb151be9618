package io.tieout.sandbox.hubspot;

import java.util.List;
import java.util.Set;

/// Whether the caller's scopes open what a request asks.
///
/// @param scopes what the caller was granted
record Permits(Set<String> scopes, Request request) {
  Permits {
    scopes = Set.copyOf(scopes);
  }

  void one(String scope) {
    Scopes.need(scopes, List.of(scope));
  }

  void records(ObjectType type) {
    boolean reads =
        request.method().equals("GET")
            || request.part(1).equals("search")
            || (request.part(1).equals("batch") && request.part(2).equals("read"));
    Scopes.need(scopes, reads ? Scopes.reading(type) : Scopes.writing(type));
  }

  void schema() {
    ObjectType type = ObjectType.named(request.part(0));
    boolean reads = request.method().equals("GET") || request.part(2).equals("read");
    Scopes.need(scopes, reads ? Scopes.readingSchema(type) : Scopes.writingSchema(type));
  }

  /// Reading takes the scopes of both ends, writing that of the end written from.
  void associations() {
    ObjectType from = ObjectType.named(request.part(0));
    boolean ofRecord = request.part(2).equals("associations");
    int target = !ofRecord ? 1 : request.part(3).equals("default") ? 4 : 3;
    ObjectType to = ObjectType.named(request.part(target));
    boolean reads = request.method().equals("GET") || request.parts().getLast().equals("read");
    Scopes.need(scopes, reads ? Scopes.reading(from) : Scopes.writing(from));
    if (reads) {
      Scopes.need(scopes, Scopes.reading(to));
    }
  }
}
