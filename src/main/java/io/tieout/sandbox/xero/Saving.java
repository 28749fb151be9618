package io.tieout.sandbox.xero;

import io.tieout.sandbox.xerobooks.Desk;
import io.tieout.sandbox.xerobooks.Kind;
import io.tieout.sandbox.xerobooks.Order;
import io.tieout.sandbox.xerobooks.Refused;
import io.tieout.sandbox.xerobooks.Row;
import io.tieout.sandbox.xerobooks.Saved;
import io.tieout.value.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Saves the elements of a body. One bad element spoils them all, unless the caller asked with
/// `summarizeErrors=false` to have each judged by itself.
final class Saving {
  private static final String NO_ID = "00000000-0000-0000-0000-000000000000";

  /// An element that was tried.
  private record Tried(Json.Obj shown, Optional<String> id) {
    boolean failed() {
      return id.isEmpty();
    }
  }

  /// Ends the transaction of a body with a bad element.
  private static final class Spoiled extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<Json.Obj> elements;

    private Spoiled(List<Json.Obj> elements) {
      super("an element was refused");
      this.elements = elements;
    }
  }

  Visit.Reply save(Visit visit, Kind kind) {
    List<Json.Obj> elements = visit.elements(kind.plural());
    boolean together = visit.asked("summarizeErrors", true);
    List<Tried> tried = together ? together(visit, kind, elements) : apart(visit, kind, elements);
    List<Json.Obj> shown =
        tried.stream()
            .map(t ->
                together
                    ? t.shown()
                    : t.shown().with("StatusAttributeString", t.failed() ? "ERROR" : "OK"))
            .toList();
    Visit.Reply reply = visit.enveloped(kind, shown, Optional.empty());
    List<String> ids = tried.stream().flatMap(t -> t.id().stream()).toList();
    return new Visit.Reply(reply.http(), kind.singular(), ids);
  }

  /// In one transaction, so that one refusal takes everything back.
  private static List<Tried> together(Visit visit, Kind kind, List<Json.Obj> elements) {
    try {
      return visit
          .organisation()
          .books()
          .transaction(() -> {
            List<Tried> tried = apart(visit, kind, elements);
            if (tried.stream().anyMatch(Tried::failed)) {
              throw new Spoiled(tried.stream().filter(Tried::failed).map(Tried::shown).toList());
            }
            return tried;
          });
    } catch (Spoiled e) {
      throw Problem.validation(e.elements);
    }
  }

  private static List<Tried> apart(Visit visit, Kind kind, List<Json.Obj> elements) {
    List<Tried> tried = new ArrayList<>();
    elements.forEach(e -> tried.add(one(visit, kind, e)));
    return tried;
  }

  /// A refused element is given back as it came, with a nil id where it had none: whoever stores
  /// that id has read the answer carelessly.
  private static Tried one(Visit visit, Kind kind, Json.Obj element) {
    Desk desk = visit.organisation().desk();
    try {
      Saved saved = desk.save(kind, order(visit, kind, element));
      Json.Obj shown = visit.views().shown(saved.row(), Views.Detail.WHOLE);
      return new Tried(withWarnings(shown, saved.warnings()), Optional.of(saved.row().id()));
    } catch (Refused e) {
      if (e.isAbsent()) {
        throw e;
      }
      Json.Obj echo = element.has(kind.idField()) ? element : element.with(kind.idField(), NO_ID);
      return new Tried(withErrors(echo, e.messages()), Optional.empty());
    }
  }

  private static Order order(Visit visit, Kind kind, Json.Obj element) {
    Optional<String> id =
        visit.path().size() > 1
            ? Optional.of(
                visit
                    .organisation()
                    .books()
                    .named(kind, visit.path().get(1))
                    .map(Row::id)
                    .orElseThrow(Problem::notFound))
            : Optional.empty();
    int decimals = visit.call().param("unitdp").filter("4"::equals).isPresent() ? 4 : 2;
    return new Order(visit.is("PUT"), true, decimals, id, element);
  }

  static Json.Obj withErrors(Json.Obj element, List<String> messages) {
    return element.with("HasErrors", Json.of(true)).with("ValidationErrors", messages(messages));
  }

  private static Json.Obj withWarnings(Json.Obj shown, List<String> warnings) {
    return warnings.isEmpty() ? shown : shown.with("Warnings", messages(warnings));
  }

  private static Json messages(List<String> texts) {
    return Json.array(texts.stream().map(t -> Json.object().put("Message", t).build()));
  }
}
