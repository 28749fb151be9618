package io.tieout.sandbox.quickbooks;

import io.tieout.value.json.Json;
import java.util.Set;

/// One write that somebody wants done.
///
/// @param include the `include` query parameters, such as `allowduplicatedocnum`
record Order(Kind kind, Action action, Json.Obj body, Set<String> include, Hand hand) {

  enum Action {
    CREATE,
    UPDATE,
    DELETE,
    VOID
  }

  /// Who writes: the product's own pages may do a few things that its API refuses.
  enum Hand {
    API,
    PERSON
  }

  Order {
    include = Set.copyOf(include);
  }

  static Order byPerson(Kind kind, Action action, Json.Obj body) {
    return new Order(kind, action, body, Set.of(), Hand.PERSON);
  }

  boolean byApi() {
    return hand == Hand.API;
  }

  boolean includes(String what) {
    return include.contains(what);
  }
}
