package io.tieout.vendor.salesforce;

import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.value.json.Json;
import io.tieout.vendor.http.Answer;
import io.tieout.vendor.http.AuthorizedOutbound;
import io.tieout.vendor.http.Bearer;
import io.tieout.vendor.http.BearerTokens;
import io.tieout.vendor.http.Call;
import io.tieout.vendor.http.Outbound;
import io.tieout.vendor.http.Timing;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Salesforce's REST API, without meaning: log-in, version, queries to their last page, describe,
/// records. Safe for many threads.
final class SalesforceApi implements SessionSource, AutoCloseable {
  private static final String VERSIONS = "/services/data/";
  private static final int MAX_PAGES = 10_000;

  private final SalesforceSettings settings;
  private final Outbound out;
  private final SalesforceLogin login;
  private final BearerTokens tokens;
  private final AuthorizedOutbound authorized;
  private final UsageMeter usage;
  private final AtomicReference<Optional<String>> version = new AtomicReference<>(Optional.empty());

  SalesforceApi(SalesforceSettings settings, Timing timing) {
    this.settings = settings;
    this.usage = new UsageMeter(timing.clock(), settings.pollSharePercent());
    SalesforceFaults faults = new SalesforceFaults(timing.clock());
    this.out =
        new Outbound(
            "Salesforce", settings.http(), timing, (call, answer) -> fault(faults, call, answer));
    this.login = new SalesforceLogin(settings, out, timing.clock());
    this.tokens = new BearerTokens(login::fetch, timing.clock());
    this.authorized = new AuthorizedOutbound(out, tokens, SalesforceFaults::renewable);
  }

  UsageMeter usage() {
    return usage;
  }

  @Override
  public Session current() {
    Bearer bearer = tokens.current();
    SalesforceLogin.Identity who = login.identity();
    return new Session(
        bearer.value(),
        bearer.apiBase().orElse(settings.loginUrl()),
        who.organizationId(),
        who.userId());
  }

  @Override
  public void invalidate(Session session) {
    tokens.invalidate(session.token());
  }

  /// The version our calls use; asks the organisation the first time.
  String usedVersion() {
    return version();
  }

  /// Every row of the statement, page after page.
  List<Json.Obj> query(Soql soql) {
    return rows("/query", soql);
  }

  /// As [#query], with rows that lie in the recycle bin.
  List<Json.Obj> queryAll(Soql soql) {
    return rows("/queryAll", soql);
  }

  private List<Json.Obj> rows(String resource, Soql soql) {
    List<Json.Obj> rows = new ArrayList<>();
    Json.Obj page = ask(resource, soql.text());
    for (int pages = 1; ; pages++) {
      Json.Obj read = page;
      rows.addAll(Shape.read("a page of a query", () -> read.objects("records")));
      Optional<String> next = nextPage(read);
      if (next.isEmpty()) {
        return rows;
      }
      if (pages >= MAX_PAGES) {
        throw new Fault.Broken("Salesforce: a query has no end after " + pages + " pages")
            .asException();
      }
      page = object(Call.get(instance().resolve(next.get())));
    }
  }

  long count(Soql soql) {
    Json.Obj answer = ask("/query", soql.count());
    return Shape.read("a count", () -> answer.decimal("totalSize").longValueExact());
  }

  Json.Obj describe(String object) {
    return object(Call.get(data("/sobjects/" + object + "/describe")));
  }

  Answer download(String path) {
    return send(Call.get(data(path)));
  }

  /// Creates a record and returns its id. A well-meant answer without an id leaves it open whether
  /// the record is there.
  String create(String object, Json.Obj fields) {
    Answer answer = send(write("POST", data("/sobjects/" + object), fields));
    try {
      return answer.json().asObj("answer").text("id");
    } catch (RuntimeException e) {
      throw new FaultException(
          new Fault.Ambiguous(
              "Salesforce answered %d to the creation of a %s without an id"
                  .formatted(answer.status(), object)),
          e);
    }
  }

  /// Creates each record by itself: an answer for each, in their order, whether or not others were
  /// taken.
  List<Json.Obj> createAll(List<Json.Obj> records) {
    Json.Obj body = Json.object().put("allOrNone", false).put("records", records).build();
    Answer answer = send(write("POST", data("/composite/sobjects"), body));
    List<Json.Obj> each =
        Shape.read(
            "the answer to a collection",
            () -> answer.json().asList("answer").stream().map(a -> a.asObj("answer")).toList());
    if (each.size() != records.size()) {
      throw new Fault.Ambiguous(
              "Salesforce answered to %d of %d records".formatted(each.size(), records.size()))
          .asException();
    }
    return each;
  }

  void update(String object, String id, Json.Obj fields) {
    send(write("PATCH", data("/sobjects/" + object + "/" + id), fields));
  }

  /// The time on Salesforce's clock, in whole seconds.
  Instant serverTime() {
    Answer answer = out.send(Call.get(instance().resolve(VERSIONS)));
    String date =
        answer
            .header("Date")
            .orElseThrow(
                () -> new Fault.Broken("Salesforce's answer has no Date header").asException());
    try {
      return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException _) {
      throw new Fault.Broken("Salesforce's Date header is no date: " + date).asException();
    }
  }

  /// Where a person opens the record.
  String page(String object, String id) {
    return instance().resolve("/lightning/r/" + object + "/" + id + "/view").toString();
  }

  @Override
  public void close() {
    out.close();
  }

  private Optional<Fault> fault(SalesforceFaults faults, Call call, Answer answer) {
    usage.observe(answer);
    Optional<Fault> login =
        SalesforceLogin.isLogin(call) ? SalesforceLogin.fault(answer) : Optional.empty();
    return login.or(() -> faults.fault(call, answer));
  }

  private Json.Obj ask(String resource, String soql) {
    return object(
        Call.get(data(resource + "?q=" + URLEncoder.encode(soql, StandardCharsets.UTF_8))));
  }

  /// The next page's address, only ever a path of the data service: it comes from outside, and our
  /// token goes along.
  private static Optional<String> nextPage(Json.Obj page) {
    boolean done = Shape.read("a page of a query", () -> page.flag("done"));
    Optional<String> next = Shape.read("a page of a query", () -> page.optText("nextRecordsUrl"));
    if (done) {
      return Optional.empty();
    }
    if (next.isEmpty() || !next.get().startsWith(VERSIONS)) {
      throw new Fault.Broken(
              "Salesforce: a page says that more follow but names no next page: " + next)
          .asException();
    }
    return next;
  }

  private Json.Obj object(Call call) {
    Json json = send(call.withHeader("Accept", "application/json")).json();
    return Shape.read("the answer to " + call, () -> json.asObj("answer"));
  }

  /// Names us, so that change events tell our own writes from other people's.
  private Answer send(Call call) {
    return authorized.send(
        call.withHeader("Sforce-Call-Options", "client=" + SalesforceSettings.CLIENT_NAME));
  }

  private static Call write(String method, URI uri, Json.Obj fields) {
    return Call.write(
            method, uri, "application/json", fields.print().getBytes(StandardCharsets.UTF_8))
        .withHeader("Accept", "application/json");
  }

  private URI instance() {
    return tokens.current().apiBase().orElse(settings.loginUrl());
  }

  private URI data(String path) {
    return instance().resolve(VERSIONS + "v" + version() + path);
  }

  /// The configured version, or the newest the organisation offers when that is older.
  private String version() {
    Optional<String> known = version.get();
    if (known.isPresent()) {
      return known.get();
    }
    Json offered = out.send(Call.get(instance().resolve(VERSIONS))).json();
    BigDecimal newest =
        Shape.read(
            "the list of API versions",
            () ->
                offered.asList("versions").stream()
                    .map(v -> v.asObj("version").decimal("version"))
                    .max(Comparator.naturalOrder())
                    .orElse(settings.version()));
    String chosen = newest.min(settings.version()).setScale(1).toPlainString();
    version.set(Optional.of(chosen));
    return chosen;
  }
}
