package io.tieout.sandbox.salesforce;

import io.tieout.value.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/// Calls the stand-in over real HTTP, as any client would.
final class Caller implements AutoCloseable {
  static final String DATA = "/services/data/v67.0";

  private final HttpClient client = HttpClient.newHttpClient();
  private final SalesforceStandIn org;
  private String token = "";

  Caller(SalesforceStandIn org) {
    this.org = org;
  }

  record Answer(HttpResponse<byte[]> response) {
    int status() {
      return response.statusCode();
    }

    Json json() {
      return Json.parse(text());
    }

    Json.Obj obj() {
      return json().asObj("answer");
    }

    Json.Obj error() {
      return json().asList("answer").getFirst().asObj("error");
    }

    String text() {
      return new String(response.body(), StandardCharsets.UTF_8);
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  Caller loggedIn() {
    token = token(clientCredentials()).obj().text("access_token");
    return this;
  }

  Map<String, String> clientCredentials() {
    return Map.of(
        "grant_type", "client_credentials",
        "client_id", org.login().clientId(),
        "client_secret", org.login().clientSecret());
  }

  Answer token(Map<String, String> form) {
    return send(
        "POST",
        "/services/oauth2/token",
        form(form),
        Map.of("Content-Type", "application/x-www-form-urlencoded"));
  }

  Answer query(String soql) {
    return get(DATA + "/query?q=" + encoded(soql));
  }

  Answer get(String path) {
    return send("GET", path, "", Map.of());
  }

  Answer post(String path, String body) {
    return send("POST", path, body, Map.of());
  }

  Answer patch(String path, String body) {
    return send("PATCH", path, body, Map.of());
  }

  Answer send(String method, String path, String body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(org.base() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!token.isEmpty() && !headers.containsKey("Authorization")) {
      request.header("Authorization", "Bearer " + token);
    }
    headers.forEach(request::header);
    try {
      return new Answer(client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(e -> e.getKey() + "=" + encoded(e.getValue()))
        .collect(Collectors.joining("&"));
  }

  @Override
  public void close() {
    client.shutdownNow();
    org.close();
  }
}
