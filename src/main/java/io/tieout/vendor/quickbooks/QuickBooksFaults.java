package io.tieout.vendor.quickbooks;

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

/// What QuickBooks' answers mean for the caller. A fault may come with status 200, and with keys in
/// capitals (the accounting service) or without (the gateway before it).
final class QuickBooksFaults implements FaultReader {
  /// QuickBooks names no wait; its limits count by the minute.
  private static final Duration THROTTLE_WAIT = Duration.ofSeconds(60);

  private static final int SHOWN = 240;

  private final InstantSource clock;
  private final FaultReader byStatus;

  QuickBooksFaults(InstantSource clock) {
    this.clock = clock;
    this.byStatus = new StatusFaults("QuickBooks", clock);
  }

  /// One error of a fault, trimmed and redacted.
  record Problem(String code, String message, String detail, Optional<String> element) {
    String words() {
      String both = detail.isEmpty() || detail.equals(message) ? message : message + ": " + detail;
      String safe = Redactor.redact(both).replaceAll("\\s+", " ").strip();
      return safe.length() > SHOWN ? safe.substring(0, SHOWN) + "…" : safe;
    }
  }

  @Override
  public Optional<Fault> fault(Call call, Answer answer) {
    Optional<Problem> problem = body(answer).flatMap(QuickBooksFaults::problem);
    if (answer.status() == 429 || problem.filter(QuickBooksFaults::throttled).isPresent()) {
      return Optional.of(
          new Fault.Throttled(
              "QuickBooks takes no more requests for this company just now",
              RetryAfter.of(answer, clock.instant()).orElse(THROTTLE_WAIT)));
    }
    if (answer.status() >= 500 || problem.isEmpty()) {
      return byStatus.fault(call, answer).map(f -> traced(f, answer));
    }
    return problem.map(p -> of(p, call));
  }

  /// Whether a new access token may cure a 401: not when the connecting person lost the right (120)
  /// or the app is not authorised (3100).
  static boolean renewable(Answer answer) {
    return body(answer)
        .flatMap(QuickBooksFaults::problem)
        .filter(p -> p.code().equals("120") || p.code().equals("3100"))
        .isEmpty();
  }

  /// The first error in a document that holds a fault.
  static Optional<Problem> problem(Json.Obj document) {
    Optional<Json.Obj> fault = either(document, "Fault", "fault").map(f -> f.asObj("Fault"));
    return fault.map(f ->
        either(f, "Error", "error").map(e -> e.asList("Error")).orElse(List.of()).stream()
            .findFirst()
            .map(e -> problemOf(e.asObj("Error")))
            .orElse(new Problem("", "a fault without an error", "", Optional.empty())));
  }

  /// The fault of one error in an answer to the call.
  static Fault of(Problem p, Call call) {
    String said =
        " (QuickBooks %s: %s)".formatted(p.code().isEmpty() ? "says" : p.code(), p.words());
    return switch (p.code()) {
      case "10000" ->
          call.isWrite()
              ? new Fault.Ambiguous("QuickBooks failed while it worked on " + call + said)
              : new Fault.Transient("QuickBooks failed while it worked on " + call + said);
      case "120", "3100", "3200", "6190", "4001", "500" ->
          new Fault.Broken(QuickBooksAdvice.broken(p) + said);
      default ->
          new Fault.Refused(
              QuickBooksAdvice.refused(p) + said,
              QuickBooksAdvice.code(p),
              QuickBooksAdvice.field(p));
    };
  }

  private static boolean throttled(Problem p) {
    return p.code().equals("3001") || p.code().equals("003001");
  }

  private static Problem problemOf(Json.Obj error) {
    return new Problem(
        optional(error, "code", "Code").orElse("").strip(),
        optional(error, "Message", "message").orElse("").strip(),
        optional(error, "Detail", "detail").orElse("").strip(),
        optional(error, "element", "Element").map(String::strip).filter(e -> !e.isEmpty()));
  }

  private static Optional<String> optional(Json.Obj in, String name, String otherwise) {
    return either(in, name, otherwise).map(v -> v.asText(name));
  }

  private static Optional<Json> either(Json.Obj in, String name, String otherwise) {
    return in.get(name).or(() -> in.get(otherwise));
  }

  /// The body when it is a JSON object. Other bodies (HTML of a proxy, PDF) tell no fault.
  private static Optional<Json.Obj> body(Answer answer) {
    String type = answer.header("content-type").orElse("").toLowerCase(Locale.ROOT);
    if (answer.status() < 300 && !type.contains("json")) {
      return Optional.empty();
    }
    try {
      return Json.parse(answer.text()) instanceof Json.Obj obj
          ? Optional.of(obj)
          : Optional.empty();
    } catch (JsonShapeException _) {
      return Optional.empty();
    }
  }

  /// Intuit's support asks for the trace id.
  private static Fault traced(Fault fault, Answer answer) {
    String trace = answer.header("intuit_tid").map(t -> " (intuit_tid " + t + ")").orElse("");
    return switch (fault) {
      case Fault.Transient(String m) -> new Fault.Transient(m + trace);
      case Fault.Ambiguous(String m) -> new Fault.Ambiguous(m + trace);
      case Fault.Broken(String m) -> new Fault.Broken(m + trace);
      case Fault.Throttled _, Fault.Refused _ -> fault;
    };
  }
}
