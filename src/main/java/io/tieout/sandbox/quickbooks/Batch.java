package io.tieout.sandbox.quickbooks;

import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Carries out a batch item by item. Each stands alone, and none sees what an earlier one of the
/// same batch wrote: queries are answered from the books as they were before it.
final class Batch {
  private static final int MAX = 30;

  private final Desk desk;
  private final QueryRun queries;
  private final Views views;

  Batch(Desk desk, QueryRun queries, Views views) {
    this.desk = desk;
    this.queries = queries;
    this.views = views;
  }

  /// The answers, and the ids of what was written.
  record Result(List<Json.Obj> items, List<String> written) {}

  Result carryOut(Json.Obj body) {
    List<Json.Obj> requests = body.objects("BatchItemRequest");
    if (requests.isEmpty()) {
      throw Refusal.missing("BatchItemRequest");
    }
    if (requests.size() > MAX) {
      throw Refusal.business("A batch holds at most " + MAX + " items: " + requests.size());
    }
    Map<Integer, Json.Obj> answers = new LinkedHashMap<>();
    for (int i = 0; i < requests.size(); i++) {
      Optional<String> query = requests.get(i).optText("Query");
      if (query.isPresent()) {
        answers.put(i, guarded(requests.get(i), item -> queried(item, query.get())));
      }
    }
    List<String> written = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      if (!answers.containsKey(i)) {
        answers.put(i, guarded(requests.get(i), item -> write(item, written)));
      }
    }
    List<Json.Obj> inOrder =
        IntStream.range(0, requests.size())
            .mapToObj(i -> answers.getOrDefault(i, Json.object().build()))
            .toList();
    return new Result(inOrder, written);
  }

  private interface Step {
    JsonObjBuilder take(Json.Obj item);
  }

  private static Json.Obj guarded(Json.Obj item, Step step) {
    String id = item.optText("bId").orElse("");
    try {
      return step.take(item).put("bId", id).build();
    } catch (Refusal e) {
      return Json.object().put("Fault", e.fault()).put("bId", id).build();
    }
  }

  private JsonObjBuilder queried(Json.Obj item, String query) {
    if (item.has("operation") && !item.text("operation").equalsIgnoreCase("query")) {
      throw Refusal.unsupported("Operation " + item.text("operation") + " on a query");
    }
    return Json.object().put("QueryResponse", queries.answer(query));
  }

  private JsonObjBuilder write(Json.Obj item, List<String> written) {
    String operation = item.optText("operation").orElseThrow(() -> Refusal.missing("operation"));
    Map.Entry<String, Json> content =
        item.fields().entrySet().stream()
            .filter(e -> Kind.of(e.getKey()).isPresent())
            .findFirst()
            .orElseThrow(() -> Refusal.missing("entity"));
    Kind kind = Kind.of(content.getKey()).orElseThrow(() -> Refusal.missing("entity"));
    Json.Obj body = content.getValue().asObj(content.getKey());
    String include = item.optText("optionsData").or(() -> item.optText("include")).orElse("");
    boolean voids = include.equals("void");
    Order.Action action =
        switch (operation.toLowerCase(Locale.ROOT)) {
          case "create" -> Order.Action.CREATE;
          case "update" -> voids ? Order.Action.VOID : Order.Action.UPDATE;
          case "delete" -> Order.Action.DELETE;
          case "void" -> Order.Action.VOID;
          default -> throw Refusal.badChoice("operation", operation);
        };
    Json.Obj done = desk.carryOut(new Order(kind, action, body, Set.of(include), Order.Hand.API));
    written.add(done.text("Id"));
    return Json.object().put(kind.apiName(), views.shown(kind, done));
  }
}
