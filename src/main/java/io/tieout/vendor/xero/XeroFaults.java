package io.tieout.vendor.xero;

import io.tieout.value.fault.Fault;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonShapeException;
import io.tieout.vendor.http.Answer;
import io.tieout.vendor.http.Call;
import io.tieout.vendor.http.FaultReader;
import io.tieout.vendor.http.Redactor;
import io.tieout.vendor.http.RetryAfter;
import io.tieout.vendor.http.StatusFaults;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What Xero's answers mean for the caller; notes by the way what is left of the calls.
final class XeroFaults implements FaultReader {
  /// The code of a refusal because there is no such record.
  static final String NOT_FOUND = "404";

  private static final Duration MINUTE = Duration.ofSeconds(60);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration MOMENT = Duration.ofSeconds(2);
  private static final int MESSAGES = 3;
  private static final int SHOWN = 300;

  private final String tenantId;
  private final InstantSource clock;
  private final FaultReader byStatus;
  private final AtomicReference<Optional<XeroUsage>> usage =
      new AtomicReference<>(Optional.empty());

  XeroFaults(String tenantId, InstantSource clock) {
    this.tenantId = tenantId;
    this.clock = clock;
    this.byStatus = new StatusFaults("Xero", clock);
  }

  Optional<XeroUsage> usage() {
    return usage.get();
  }

  @Override
  public Optional<Fault> fault(Call call, Answer answer) {
    XeroUsage.of(answer, clock.instant()).ifPresent(u -> usage.set(Optional.of(u)));
    return switch (answer.status()) {
      case 400 -> Optional.of(invalid(call, answer));
      case 401 -> Optional.of(unauthorised(call, answer));
      case 403 ->
          Optional.of(
              new Fault.Broken(
                  "reconnect needed: Xero does not let us into the organisation %s, somebody has disconnected it; an administrator has to connect it again (./tieout connect xero) and choose it on Xero's page"
                      .formatted(tenantId)));
      case 404 ->
          Optional.of(new Fault.Refused("Xero knows nothing at %s".formatted(call), NOT_FOUND));
      case 429 -> Optional.of(throttled(answer));
      case 503 ->
          // Documented for an organisation that is off line: nothing is carried out then.
          Optional.of(
              new Fault.Transient("Xero or the organisation is off line (%s)".formatted(call)));
      default -> byStatus.fault(call, answer);
    };
  }

  /// Whether a new access token may cure a 401: not when the token is good and lacks a scope.
  static boolean renewable(Answer answer) {
    return !detail(answer).startsWith("AuthorizationUnsuccessful");
  }

  /// The refusal an element of an answer holds, should one come with status 200.
  static Optional<Fault> refusal(Json.Obj element) {
    List<String> said = messages(element);
    boolean failed = element.flag("HasErrors") || marked(element);
    return failed && !said.isEmpty() ? Optional.of(refused(said, "10")) : Optional.empty();
  }

  private static boolean marked(Json.Obj element) {
    return element.optText("StatusAttributeString").filter("ERROR"::equals).isPresent();
  }

  private Fault throttled(Answer answer) {
    String which =
        answer.header("X-Rate-Limit-Problem").orElse("minute").strip().toLowerCase(Locale.ROOT);
    Duration usual =
        switch (which) {
          case "day" -> HOUR;
          case "concurrent" -> MOMENT;
          // "minute" and "appminute"; vendors' text is open, and so is this set.
          default -> MINUTE;
        };
    String limit =
        switch (which) {
          case "day" -> "for 24 hours";
          case "concurrent" -> "at once";
          case "appminute" -> "a minute, counted over all organisations of the app";
          default -> "a minute";
        };
    return new Fault.Throttled(
        "Xero takes no more calls: the limit of calls %s is reached (%s)".formatted(limit, which),
        RetryAfter.of(answer, clock.instant()).orElse(usual));
  }

  private static Fault unauthorised(Call call, Answer answer) {
    if (renewable(answer)) {
      return new Fault.Broken(
          "Xero does not take the access token (%s); an administrator of the organisation has to connect it again"
              .formatted(shortened(detail(answer))));
    }
    return new Fault.Broken(
        "the connection to Xero lacks the scope '%s' for %s, or the organisation's plan does not include it; connect again and grant the scope"
            .formatted(scope(call), call));
  }

  private static Fault invalid(Call call, Answer answer) {
    Optional<Json.Obj> body = body(answer);
    String type = body.flatMap(b -> b.optText("Type")).orElse("");
    String number = body.flatMap(b -> b.optText("ErrorNumber")).orElse("HTTP_400");
    List<String> said =
        Stream.concat(
                body.stream()
                    .flatMap(b -> b.objects("Elements").stream())
                    .flatMap(e -> messages(e).stream()),
                body.flatMap(b -> b.optText("Message")).or(() -> detail(body)).stream())
            .distinct()
            .toList();
    List<String> shown = said.size() > 1 ? said.subList(0, said.size() - 1) : said;
    String words = words(shown);
    if (words.toLowerCase(Locale.ROOT).contains("used with a different request")) {
      return new Fault.Broken(
          "the idempotency key of %s was used for another request before (Xero: %s)"
              .formatted(call, words));
    }
    if (type.equals("QueryParseException") || type.equals("PostDataInvalidException")) {
      return new Fault.Broken(
          "Xero does not understand %s (%s); report this".formatted(call, words));
    }
    return refused(shown, number);
  }

  private static Optional<String> detail(Optional<Json.Obj> body) {
    return body.flatMap(b -> b.optText("Detail").or(() -> b.optText("detail")));
  }

  private static Fault refused(List<String> said, String number) {
    XeroAdvice advice = XeroAdvice.of(said);
    return new Fault.Refused(
        "%s (Xero: %s)".formatted(advice.remedy(), words(said)),
        advice.code().orElse(number),
        advice.field());
  }

  /// Everything that an element and what is in it complain of, in their order.
  private static List<String> messages(Json.Obj element) {
    Stream<String> own =
        element.objects("ValidationErrors").stream().flatMap(e -> e.optText("Message").stream());
    Stream<String> inner =
        Stream.of("Contact", "Invoice")
            .flatMap(name -> element.optObj(name).stream())
            .flatMap(o -> messages(o).stream());
    return Stream.concat(own, inner).distinct().toList();
  }

  private static String words(List<String> said) {
    return said.isEmpty()
        ? "no reason given"
        : shortened(said.stream().limit(MESSAGES).collect(Collectors.joining("; ")));
  }

  private static String shortened(String text) {
    String safe = Redactor.redact(text).replaceAll("\\s+", " ").strip();
    return safe.length() > SHOWN ? safe.substring(0, SHOWN) + "…" : safe;
  }

  /// The granular scope that covers the call.
  private static String scope(Call call) {
    String path = call.uri().getPath();
    String resource = path.replaceFirst("^.*/api\\.xro/2\\.0/", "").replaceFirst("/.*$", "");
    String read = call.isWrite() ? "" : ".read";
    if (path.contains("/Attachments")) {
      return "accounting.attachments" + read;
    }
    return switch (resource) {
      case "Invoices", "CreditNotes", "Items" -> "accounting.invoices" + read;
      case "Payments", "Overpayments", "Prepayments" -> "accounting.payments" + read;
      case "Contacts" -> "accounting.contacts" + read;
      default -> "accounting.settings" + read;
    };
  }

  private static String detail(Answer answer) {
    return detail(body(answer)).orElse("");
  }

  private static Optional<Json.Obj> body(Answer answer) {
    try {
      return Json.parse(answer.text()) instanceof Json.Obj obj
          ? Optional.of(obj)
          : Optional.empty();
    } catch (JsonShapeException _) {
      return Optional.empty();
    }
  }
}
