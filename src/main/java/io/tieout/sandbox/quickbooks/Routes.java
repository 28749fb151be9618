package io.tieout.sandbox.quickbooks;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.value.json.Json;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The addresses below a company.
final class Routes {
  private static final String FILES = "/files/";

  private final Books books;
  private final Desk desk;
  private final Views views;
  private final QueryRun queries;
  private final Batch batch;
  private final ChangeFeed feed;
  private final Uploads uploads;

  Routes(Books books, Desk desk, Views views) {
    this.books = books;
    this.desk = desk;
    this.views = views;
    this.queries = new QueryRun(books, views);
    this.batch = new Batch(desk, queries, views);
    this.feed = new ChangeFeed(books, views);
    this.uploads = new Uploads(desk);
  }

  /// A request below the company's address.
  ///
  /// @param path the segments after the company
  record Visit(HttpCall call, List<String> path, String base) {
    Visit {
      path = List.copyOf(path);
    }

    boolean isAt(String first) {
      return path.getFirst().equalsIgnoreCase(first);
    }

    boolean posts() {
      return call.method().equals("POST");
    }

    Set<String> includes() {
      return Arrays.stream(call.param("include").orElse("").split(",", -1))
          .map(String::strip)
          .filter(i -> !i.isEmpty())
          .collect(Collectors.toSet());
    }
  }

  /// An answer and what the request wrote.
  record Answer(HttpAnswer http, String entity, List<String> ids) {
    static Answer read(HttpAnswer http) {
      return new Answer(http, "", List.of());
    }
  }

  /// A file's content, at an address that needs no token.
  Optional<HttpAnswer> file(HttpCall call) {
    if (!call.path().startsWith(FILES)) {
      return Optional.empty();
    }
    return Optional.of(
        uploads
            .file(call.path().substring(FILES.length()))
            .map(f -> HttpAnswer.of(200, f.contentType(), f.content()))
            .orElseGet(() -> HttpAnswer.empty(404)));
  }

  Answer answer(Visit visit) {
    return switch (visit.path().getFirst().toLowerCase(Locale.ROOT)) {
      case "query" -> query(visit);
      case "batch" -> batch(visit);
      case "cdc" -> changes(visit);
      case "upload" -> upload(visit);
      case "download" -> download(visit);
      case "reports" -> report(visit);
      default -> entity(visit);
    };
  }

  private Answer query(Visit visit) {
    String text =
        visit.posts()
            ? visit.call().text()
            : visit.call().param("query").orElseThrow(() -> Refusal.missing("query"));
    return read("QueryResponse", queries.answer(text));
  }

  private Answer batch(Visit visit) {
    Batch.Result result = batch.carryOut(Docs.read(visit.call().text()));
    HttpAnswer http = timed("BatchItemResponse", Json.array(result.items()));
    return new Answer(http, "Batch", result.written());
  }

  private Answer changes(Visit visit) {
    HttpCall call = visit.call();
    String entities = call.param("entities").orElseThrow(() -> Refusal.missing("entities"));
    String since = call.param("changedSince").orElseThrow(() -> Refusal.missing("changedSince"));
    return read("CDCResponse", feed.answer(entities, since));
  }

  private Answer upload(Visit visit) {
    List<Json.Obj> stored = uploads.upload(visit.call(), visit.base());
    List<String> ids =
        stored.stream()
            .flatMap(a -> a.optObj("Attachable").stream())
            .map(a -> a.text("Id"))
            .toList();
    return new Answer(timed("AttachableResponse", Json.array(stored)), "Attachable", ids);
  }

  private Answer download(Visit visit) {
    String id = visit.path().getLast();
    if (uploads.file(id).isEmpty()) {
      throw Refusal.notFound();
    }
    return Answer.read(HttpAnswer.of(200, "text/plain", visit.base() + FILES + id));
  }

  private Answer report(Visit visit) {
    if (!visit.path().getLast().equalsIgnoreCase("AgedReceivables")) {
      throw Refusal.unsupported("Report " + visit.path().getLast());
    }
    return Answer.read(
        HttpAnswer.json(200, new AgedReceivables(books).answer(visit.call().param("report_date"))));
  }

  private Answer entity(Visit visit) {
    String name = visit.path().getFirst();
    Kind kind = Kind.of(name).orElseThrow(() -> Refusal.unsupported("Operation on " + name));
    if (visit.path().size() > 2) {
      return special(visit, kind, visit.path().get(1));
    }
    if (!visit.posts()) {
      Json.Obj doc = views.one(kind, visit.path().size() > 1 ? visit.path().get(1) : "1");
      boolean link = kind == Kind.INVOICE && visit.includes().contains("invoiceLink");
      return read(kind.apiName(), link ? Views.withInvoiceLink(doc, visit.base()) : doc);
    }
    return write(visit, kind);
  }

  private Answer special(Visit visit, Kind kind, String id) {
    String what = visit.path().get(2);
    if (kind.family() != Kind.Family.SALES && kind != Kind.PAYMENT) {
      throw Refusal.unsupported("Operation " + what + " on " + kind.apiName());
    }
    if (what.equals("pdf")) {
      byte[] pdf = Pdf.of(kind, views.one(kind, id));
      return Answer.read(HttpAnswer.of(200, "application/pdf", pdf));
    }
    if (what.equals("send") && visit.posts()) {
      Json.Obj sent = desk.sent(kind, id, visit.call().param("sendTo"));
      return new Answer(timed(kind.apiName(), sent), kind.apiName(), List.of(id));
    }
    throw Refusal.unsupported("Operation " + what);
  }

  private Answer write(Visit visit, Kind kind) {
    Json.Obj body = Docs.read(visit.call().text());
    Set<String> includes = new HashSet<>(visit.includes());
    String operation = visit.call().param("operation").orElse("").toLowerCase(Locale.ROOT);
    boolean voidsSilently = includes.contains("void") && !kind.voidable();
    Json.Obj done;
    if (voidsSilently && !operation.equals("void")) {
      // Answered with success, and nothing happens: `include=void` means nothing for this kind.
      done = views.one(kind, body.optText("Id").orElseThrow(() -> Refusal.missing("Id")));
    } else {
      Order.Action action = action(operation, includes, body);
      done = desk.carryOut(new Order(kind, action, body, includes, Order.Hand.API));
    }
    HttpAnswer http = timed(kind.apiName(), views.shown(kind, done));
    return new Answer(http, kind.apiName(), List.of(done.text("Id")));
  }

  private static Order.Action action(String operation, Set<String> includes, Json.Obj body) {
    if (operation.equals("delete")) {
      return Order.Action.DELETE;
    }
    if (operation.equals("void") || includes.contains("void")) {
      return Order.Action.VOID;
    }
    boolean known = body.optText("Id").isPresent() || operation.equals("update");
    return known ? Order.Action.UPDATE : Order.Action.CREATE;
  }

  private Answer read(String name, Json content) {
    return Answer.read(timed(name, content));
  }

  private HttpAnswer timed(String name, Json content) {
    return HttpAnswer.json(
        200, Json.object().put(name, content).put("time", Stamp.precise(books.now())).build());
  }
}
