package io.tieout.sandbox.hubspot;

import io.tieout.sandbox.hubspot.HubSpotStandIn.Options;
import io.tieout.sandbox.world.Company;
import io.tieout.sandbox.world.SandboxClock;
import io.tieout.sandbox.world.SeededCompany;
import io.tieout.value.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// A portal whose clock stands until it is moved, and a caller over real HTTP.
final class Portals implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-22T08:15:30.250Z");
  static final String V3 = "/crm/v3/objects/";
  static final String MARCH = "/crm/objects/2026-03/";
  static final String SEPTEMBER = "/crm/objects/2026-09/";

  final SandboxClock clock = new SandboxClock(InstantSource.fixed(NOW));
  final Company company = SeededCompany.generate(11, 40, NOW);
  final HubSpotStandIn portal;
  private final HttpClient client = HttpClient.newHttpClient();
  private String token;

  Portals() {
    this(o -> o.withLimits(Limits.NONE));
  }

  Portals(UnaryOperator<Options> how) {
    portal = HubSpotStandIn.start(how.apply(Options.of(company, clock)));
    token = portal.info().text("serviceKey");
  }

  record Answer(HttpResponse<byte[]> response) {
    int status() {
      return response.statusCode();
    }

    Json.Obj obj() {
      return Json.parseObj(text());
    }

    Json.Obj properties() {
      return obj().obj("properties");
    }

    Json.Obj first(String list) {
      return obj().objects(list).getFirst();
    }

    String text() {
      return new String(response.body(), StandardCharsets.UTF_8);
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  Portals with(String bearer) {
    token = bearer;
    return this;
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

  Answer put(String path, String body) {
    return send("PUT", path, body, Map.of());
  }

  Answer delete(String path) {
    return send("DELETE", path, "", Map.of());
  }

  Answer form(String path, Map<String, String> fields) {
    String body =
        fields.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return send("POST", path, body, Map.of("Content-Type", "application/x-www-form-urlencoded"));
  }

  Answer token(Map<String, String> more) {
    Map<String, String> fields = new HashMap<>(more);
    fields.putIfAbsent("client_id", portal.info().text("clientId"));
    fields.putIfAbsent("client_secret", portal.info().text("clientSecret"));
    return form("/oauth/2026-09/token", fields);
  }

  Answer send(String method, String path, String body, Map<String, String> headers) {
    URI uri = URI.create(path.startsWith("http") ? path : portal.base() + path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.ofString(body));
    Map<String, String> all = new HashMap<>();
    all.put("Content-Type", "application/json");
    all.put("Authorization", "Bearer " + token);
    all.putAll(headers);
    all.forEach(request::header);
    try {
      return new Answer(client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A new deal by the API; its id.
  String deal(String name) {
    return post(
            V3 + "deals",
            "{'properties':{'dealname':'%s','dealstage':'qualifiedtobuy'}}"
                .formatted(name)
                .replace('\'', '"'))
        .obj()
        .text("id");
  }

  /// JSON with single quotes.
  static String json(String text, Object... args) {
    return text.replace('\'', '"').formatted(args);
  }

  /// Installs a property as an integration would.
  void property(String name, String type, String fieldType, String more) {
    post("/crm/properties/2026-09/deals/groups", json("{'name':'tieout','label':'Tieout'}"));
    post(
        "/crm/properties/2026-09/deals",
        json(
            "{'name':'%s','label':'x','groupName':'tieout','type':'%s','fieldType':'%s'%s}",
            name, type, fieldType, more.replace('\'', '"')));
  }

  @Override
  public void close() {
    client.shutdownNow();
    portal.close();
  }
}
