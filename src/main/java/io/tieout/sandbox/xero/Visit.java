package io.tieout.sandbox.xero;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.xerobooks.Kind;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonShapeException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One call that was let in, at one organisation's books.
///
/// @param path the decoded parts after the API's base
record Visit(HttpCall call, Organisation organisation, List<String> path, String base) {
  /// What the API answers.
  ///
  /// @param entity what was written, empty for a read
  /// @param ids of the objects written
  record Reply(HttpAnswer http, String entity, List<String> ids) {
    Reply {
      ids = List.copyOf(ids);
    }

    static Reply read(HttpAnswer http) {
      return new Reply(http, "", List.of());
    }
  }

  /// The parts of an address; a plus is a plus, as in file names.
  static List<String> parts(String rawPath) {
    return Stream.of(rawPath.split("/", -1))
        .filter(p -> !p.isEmpty())
        .map(p -> URLDecoder.decode(p.replace("+", "%2B"), StandardCharsets.UTF_8))
        .toList();
  }

  boolean is(String method) {
    return call.method().equals(method);
  }

  boolean saves() {
    return is("PUT") || is("POST");
  }

  Views views() {
    return new Views(organisation.books());
  }

  /// The body as an object; a [Problem] when it is none.
  Json body() {
    try {
      return Json.parse(call.text());
    } catch (JsonShapeException e) {
      throw Problem.postData("The request body cannot be read: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw Problem.postData("The request body is not JSON: " + e.getMessage());
    }
  }

  /// The elements of a body: a list under its name, a bare list, or one object by itself.
  List<Json.Obj> elements(String name) {
    Json body = body();
    if (body instanceof Json.Arr(List<Json> items)) {
      return items.stream().map(i -> i.asObj(name)).toList();
    }
    Json.Obj obj = body.asObj(name);
    return obj.has(name) ? obj.objects(name) : List.of(obj);
  }

  boolean asked(String parameter, boolean otherwise) {
    Optional<String> value = call.param(parameter);
    return value.map(v -> v.equalsIgnoreCase("true")).orElse(otherwise);
  }

  /// The envelope around a list of objects.
  Reply enveloped(Kind kind, List<Json.Obj> objects, Optional<Json.Obj> pagination) {
    return Reply.read(enveloped(kind.plural(), objects, pagination));
  }

  HttpAnswer enveloped(String name, List<Json.Obj> objects, Optional<Json.Obj> pagination) {
    Json.Obj body =
        Json.object()
            .put("Id", Envelope.id(call, organisation))
            .put("Status", "OK")
            .put("ProviderName", "Tieout sandbox")
            .put("DateTimeUTC", Stamps.bare(organisation.books().now()))
            .putJson("pagination", pagination)
            .put(name, objects)
            .build();
    return HttpAnswer.json(200, body);
  }
}
