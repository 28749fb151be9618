package io.tieout.vendor.hubspot;

import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import io.tieout.vendor.http.Answer;
import io.tieout.vendor.http.AuthorizedOutbound;
import io.tieout.vendor.http.Call;
import io.tieout.vendor.http.Outbound;
import io.tieout.vendor.http.Timing;
import io.tieout.vendor.http.TokenSource;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// HubSpot's REST API, without meaning: version, records one by one, in batches and in lists.
/// Whether a batch went well is read from its body: the status differs from version to version.
/// Safe for many threads.
final class HubSpotApi implements AutoCloseable {
  static final int BATCH = 100;
  private static final String DETAILS = "/account-info/%s/details";

  private final HubSpotSettings settings;
  private final Outbound out;
  private final AuthorizedOutbound authorized;
  private final TokenSource tokens;
  private final AtomicReference<Optional<Portal>> portal = new AtomicReference<>(Optional.empty());
  private final AtomicReference<Optional<Usage>> usage = new AtomicReference<>(Optional.empty());

  HubSpotApi(HubSpotSettings settings, TokenSource tokens, Timing timing) {
    this.settings = settings;
    this.tokens = tokens;
    HubSpotFaults faults = new HubSpotFaults(timing.clock(), () -> portal.get().map(Portal::zone));
    this.out =
        new Outbound(
            "HubSpot", settings.http(), timing, (call, answer) -> read(faults, call, answer));
    boolean fixed = settings.grant() instanceof HubSpotSettings.Grant.ServiceKey;
    this.authorized =
        new AuthorizedOutbound(out, tokens, answer -> !fixed && HubSpotFaults.renewable(answer));
  }

  Optional<Usage> usage() {
    return usage.get();
  }

  /// What the app was granted in the portal; empty where HubSpot does not tell, as of a service
  /// key.
  Optional<List<String>> scopes() {
    return settings.grant() instanceof HubSpotSettings.Grant.OAuth oauth
        ? scopes(oauth)
        : Optional.empty();
  }

  private Optional<List<String>> scopes(HubSpotSettings.Grant.OAuth oauth) {
    String form =
        "client_id=%s&client_secret=%s&token_type_hint=access_token&token=%s"
            .formatted(
                encoded(oauth.clientId()),
                encoded(oauth.clientSecret().reveal()),
                encoded(tokens.token()));
    Call call =
        Call.read(
                "POST",
                URI.create(oauth.tokenUrl() + "/introspect"),
                "application/x-www-form-urlencoded",
                form.getBytes(StandardCharsets.UTF_8))
            .withHeader("Accept", "application/json");
    Json answer = out.send(call).json();
    return Shape.read(
        "what HubSpot tells of the token",
        () ->
            answer
                .asObj("answer")
                .get("scopes")
                .map(all -> all.asList("scopes").stream().map(s -> s.asText("scope")).toList()));
  }

  /// The portal, asked once: with the newest version we know, or else with the one before.
  Portal portal() {
    Optional<Portal> known = portal.get();
    if (known.isPresent()) {
      return known.get();
    }
    Portal found = connected();
    settings
        .portalId()
        .filter(wanted -> !wanted.equals(found.id()))
        .ifPresent(wanted -> {
          throw new Fault.Broken(
                  "HubSpot answered for portal %s, not %s; check the key or the connection"
                      .formatted(found.id(), wanted))
              .asException();
        });
    portal.set(Optional.of(found));
    return found;
  }

  /// A path with the version in it: `path("/crm/owners/%s/7")`.
  URI path(String form, Object... more) {
    List<Object> parts = new ArrayList<>(List.of(portal().version()));
    parts.addAll(List.of(more));
    return uri(form.formatted(parts.toArray()));
  }

  URI objects(HubSpotType type, String rest) {
    return path("/crm/objects/%s/%s%s", type.path(), rest);
  }

  /// The record; empty when there is none. HubSpot answers for the id of a record that was merged
  /// away with the one that took it in: that is another record.
  Optional<Row> find(HubSpotType type, String id, List<String> properties) {
    return find(type, id, "?properties=" + joined(properties)).filter(row -> row.id().equals(id));
  }

  /// The record that has this value of a unique property.
  Optional<Row> findBy(HubSpotType type, String property, String value, List<String> properties) {
    String query = "?idProperty=%s&properties=%s".formatted(property, joined(properties));
    return find(type, encoded(value), query);
  }

  /// The records that are there; who asked compares the ids.
  List<Row> batch(HubSpotType type, List<String> ids, List<String> properties) {
    List<Row> rows = new ArrayList<>();
    for (int start = 0; start < ids.size(); start += BATCH) {
      List<Json.Obj> inputs =
          ids.subList(start, Math.min(ids.size(), start + BATCH)).stream()
              .map(id -> Json.object().put("id", id).build())
              .toList();
      JsonObjBuilder body =
          Json.object()
              .put("inputs", inputs)
              .put("properties", Json.texts(properties))
              .put("propertiesWithHistory", List.of());
      results(query(objects(type, "/batch/read"), body.build()))
          .forEach(row -> rows.add(new Row(type, row)));
    }
    return rows;
  }

  /// One page of all records.
  Json.Obj list(
      HubSpotType type, List<String> properties, Optional<String> after, boolean archived) {
    String query =
        "?limit=%d&archived=%s&properties=%s%s"
            .formatted(
                settings.reading().listPage(),
                archived,
                joined(properties),
                after.map(a -> "&after=" + encoded(a)).orElse(""));
    return get(objects(type, query));
  }

  Json.Obj search(HubSpotType type, Json.Obj body) {
    return object(read(objects(type, "/search"), body));
  }

  Json.Obj get(URI uri) {
    return object(Call.get(uri));
  }

  /// A `POST` that changes nothing.
  Json.Obj query(URI uri, Json.Obj body) {
    return object(read(uri, body));
  }

  /// A `POST` or `PATCH` that changes something.
  Answer write(String method, URI uri, Json.Obj body) {
    return authorized.send(
        Call.write(method, uri, "application/json", bytes(body))
            .withHeader("Accept", "application/json"));
  }

  /// The time on HubSpot's clock, in whole seconds.
  Instant now() {
    Portal connected = portal();
    Answer answer = authorized.send(Call.get(uri(DETAILS.formatted(connected.version()))));
    String date =
        answer
            .header("Date")
            .orElseThrow(
                () -> new Fault.Broken("HubSpot's answer has no Date header").asException());
    try {
      return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException _) {
      throw new Fault.Broken("HubSpot's Date header is no date: " + date).asException();
    }
  }

  /// The results of a batch. Inputs that were not found are simply not there; any other error
  /// spoils the answer, whatever its status was.
  static List<Json.Obj> results(Json.Obj batch) {
    return Shape.read(
        "the answer to a batch",
        () -> {
          for (Json.Obj error : batch.objects("errors")) {
            String category = error.optText("category").orElse("");
            if (!category.equals(HubSpotFaults.NOT_FOUND)) {
              throw new Fault.Transient(
                      "HubSpot did not carry out a part of a batch: %s (%s)"
                          .formatted(error.optText("message").orElse("no reason given"), category))
                  .asException();
            }
          }
          return batch.objects("results");
        });
  }

  /// Where the next page begins, if there is one.
  static Optional<String> next(Json.Obj page) {
    return page.optObj("paging").flatMap(p -> p.optObj("next")).flatMap(n -> n.optText("after"));
  }

  static boolean absent(FaultException e) {
    return e.fault() instanceof Fault.Refused(_, String code, _)
        && code.equals(HubSpotFaults.NOT_FOUND);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public void close() {
    out.close();
  }

  private Optional<Fault> read(HubSpotFaults faults, Call call, Answer answer) {
    Usage.of(answer).ifPresent(seen -> usage.set(Optional.of(seen)));
    return faults.fault(call, answer);
  }

  private Portal connected() {
    try {
      return details(HubSpotSettings.API_VERSION);
    } catch (FaultException e) {
      if (!unknownVersion(e)) {
        throw e;
      }
    }
    try {
      return details(HubSpotSettings.FALLBACK_VERSION);
    } catch (FaultException e) {
      if (!unknownVersion(e)) {
        throw e;
      }
      throw new FaultException(
          new Fault.Broken(
              "HubSpot serves neither version %s nor %s of its API; Tieout needs an update"
                  .formatted(HubSpotSettings.API_VERSION, HubSpotSettings.FALLBACK_VERSION)),
          e);
    }
  }

  private Portal details(String version) {
    Json.Obj details = get(uri(DETAILS.formatted(version)));
    return Shape.read("the account's details", () -> Portal.read(version, details));
  }

  /// This path takes no argument, so what is refused in it can only be its version.
  private static boolean unknownVersion(FaultException e) {
    return switch (e.fault()) {
      case Fault.Refused _ -> true;
      case Fault.Broken(String message) -> message.contains("(410 ");
      case Fault.Transient _, Fault.Throttled _, Fault.Ambiguous _ -> false;
    };
  }

  private Optional<Row> find(HubSpotType type, String id, String query) {
    try {
      return Optional.of(new Row(type, get(objects(type, "/" + id + query))));
    } catch (FaultException e) {
      if (absent(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Json.Obj object(Call call) {
    Json json = authorized.send(call.withHeader("Accept", "application/json")).json();
    return Shape.read("the answer to " + call, () -> json.asObj("answer"));
  }

  private static Call read(URI uri, Json.Obj body) {
    return Call.read("POST", uri, "application/json", bytes(body));
  }

  private URI uri(String path) {
    return URI.create(settings.apiBase() + path);
  }

  private static byte[] bytes(Json.Obj body) {
    return body.print().getBytes(StandardCharsets.UTF_8);
  }

  private static String joined(List<String> properties) {
    return encoded(String.join(",", properties));
  }
}
