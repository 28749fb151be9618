package io.tieout.sandbox.quickbooks;

import io.tieout.sandbox.world.SandboxClock;
import io.tieout.sandbox.world.SeededCompany;
import io.tieout.value.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/// A stand-in filled with the seeded company, and a plain HTTP client of it.
final class Shop implements AutoCloseable {
  static final Instant START = Instant.parse("2026-11-22T18:00:00Z");

  final SandboxClock clock = new SandboxClock(() -> START);
  final QuickBooksStandIn books =
      QuickBooksStandIn.start(
          new QuickBooksStandIn.Options(0, SeededCompany.generate(7, 40, START), clock, 11));
  private final HttpClient http = HttpClient.newHttpClient();
  private String token = books.accessToken();

  /// An answer, its body read as JSON.
  record Reply(int status, Json.Obj body) {
    /// The code of the fault, however its keys are written.
    String code() {
      Json.Obj fault = body.optObj("Fault").or(() -> body.optObj("fault")).orElseThrow();
      return (fault.has("Error") ? fault.objects("Error") : fault.objects("error"))
          .getFirst()
          .text("code");
    }
  }

  Reply post(String path, Json.Obj body) {
    return post(path, body.print());
  }

  Reply post(String path, String body) {
    return json(send(request(path).POST(BodyPublishers.ofString(body)).build()));
  }

  Reply get(String path) {
    return json(send(request(path).GET().build()));
  }

  Reply query(String query) {
    return get("query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
  }

  /// The rows of one entity.
  List<Json.Obj> rows(String entity, String query) {
    return query(query).body().obj("QueryResponse").objects(entity);
  }

  HttpRequest.Builder request(String path) {
    Json.Obj info = books.info();
    return HttpRequest.newBuilder(
            URI.create(info.text("apiBase") + "/" + info.text("realmId") + "/" + path))
        .header("Authorization", "Bearer " + token)
        .header("Accept", "application/json")
        .header("Content-Type", "application/json");
  }

  Reply tokenCall(String form, String... headers) {
    Json.Obj info = books.info();
    String pair = info.text("clientId") + ":" + info.text("clientSecret");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(info.text("tokenUrl")))
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return json(send(request.build()));
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  void token(String newToken) {
    token = newToken;
  }

  private static Reply json(HttpResponse<String> response) {
    return new Reply(response.statusCode(), Json.parseObj(response.body()));
  }

  /// A customer of the books.
  String customer(String name) {
    return post("customer", Json.object().put("DisplayName", name).build())
        .body()
        .obj("Customer")
        .text("Id");
  }

  /// An invoice of one line over an amount.
  static Json.Obj invoice(String customer, String amount, String taxCode) {
    return Json.object()
        .put("CustomerRef", Json.object().put("value", customer))
        .put("Line", List.of(line(amount, taxCode)))
        .build();
  }

  static Json.Obj line(String amount, String taxCode) {
    return Json.parseObj(
        """
        {"Amount": %s, "DetailType": "SalesItemLineDetail", "SalesItemLineDetail":
          {"ItemRef": {"value": "1"}, "Qty": 1, "UnitPrice": %s, "TaxCodeRef": {"value": "%s"}}}
        """
            .formatted(amount, amount, taxCode));
  }

  Json.Obj created(String entity, Json.Obj body) {
    Reply reply = post(entity.toLowerCase(java.util.Locale.ROOT), body);
    if (reply.status() != 200) {
      throw new AssertionError(reply.body().print());
    }
    return reply.body().obj(entity);
  }

  Json.Obj read(String entity, String id) {
    return get(entity.toLowerCase(java.util.Locale.ROOT) + "/" + id).body().obj(entity);
  }

  @Override
  public void close() {
    http.shutdownNow();
    books.close();
  }
}
