package io.tieout.vendor.salesforce;

import io.tieout.value.fault.Fault;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonShapeException;
import io.tieout.vendor.http.Answer;
import io.tieout.vendor.http.Call;
import io.tieout.vendor.http.FaultReader;
import io.tieout.vendor.http.Redactor;
import io.tieout.vendor.http.StatusFaults;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads Salesforce's faults: an array of `{message, errorCode, fields}`, or on the token endpoint
/// an object `{error, error_description}`, or an HTML page of the maintenance.
final class SalesforceFaults implements FaultReader {
  private static final Duration CONCURRENT_WAIT = Duration.ofSeconds(10);
  private static final Duration DAILY_WAIT = Duration.ofHours(1);
  private static final int SHOWN = 400;

  private final StatusFaults byStatus;

  SalesforceFaults(InstantSource clock) {
    this.byStatus = new StatusFaults("Salesforce", clock);
  }

  @Override
  public Optional<Fault> fault(Call call, Answer answer) {
    if (answer.status() < 300 || answer.status() == 304) {
      return Optional.empty();
    }
    if (answer.status() == 300) {
      return Optional.of(
          new Fault.Refused(
              "Salesforce: more than one record has this external key; merge them or clear the key",
              "MULTIPLE_MATCHES"));
    }
    return Optional.of(
        said(answer)
            .flatMap(error -> byCode(call, answer, error))
            .orElseGet(() -> byStatusOf(call, answer)));
  }

  /// Whether a 401 can be cured by a new token. These two come back for ever if one tries.
  static boolean renewable(Answer answer) {
    String text = answer.text();
    return !text.contains("not attached to Agent")
        && !text.contains("not valid for use with the REST API");
  }

  private Fault byStatusOf(Call call, Answer answer) {
    return switch (answer.status()) {
      case 410 ->
          new Fault.Broken(
              "Salesforce has retired the API version of "
                  + call
                  + "; configure a newer one (default "
                  + SalesforceSettings.DEFAULT_API_VERSION
                  + ")");
      // Salesforce's own "system busy", often as a page.
      case 420 ->
          call.isWrite()
              ? new Fault.Ambiguous("Salesforce answered 420 to " + call)
              : new Fault.Transient("Salesforce answered 420 to " + call);
      default -> byStatus.fault(call, answer).orElseThrow();
    };
  }

  private static Optional<Fault> byCode(Call call, Answer answer, Said error) {
    String text = "Salesforce: %s (%s, %s)".formatted(error.message, error.code, call);
    return switch (error.code) {
      case "REQUEST_LIMIT_EXCEEDED" -> Optional.of(limit(error, text));
      case "UNABLE_TO_LOCK_ROW", "QUERY_TIMEOUT" -> Optional.of(new Fault.Transient(text));
      case "SERVER_UNAVAILABLE", "UNKNOWN_EXCEPTION" ->
          Optional.of(call.isWrite() ? new Fault.Ambiguous(text) : new Fault.Transient(text));
      case "INVALID_SESSION_ID" ->
          Optional.of(
              new Fault.Broken(
                  text
                      + ". A fresh token was refused too: check the External Client App's"
                      + " policies and the integration user's session settings."));
      case "API_DISABLED_FOR_ORG", "API_CURRENTLY_DISABLED" ->
          Optional.of(
              new Fault.Broken(
                  text + ". The API is off: check the edition and the user's API Enabled right."));
      case "INSUFFICIENT_ACCESS",
          "INSUFFICIENT_ACCESS_OR_READONLY",
          "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY" ->
          Optional.of(
              new Fault.Broken(
                  text + ". Give the integration user the permission set Tieout_Integration."));
      case "INVALID_FIELD", "INVALID_FIELD_FOR_INSERT_UPDATE", "INVALID_TYPE" ->
          Optional.of(
              new Fault.Broken(
                  text
                      + ". The field or object is missing or hidden: deploy manifest/salesforce and"
                      + " assign the permission set Tieout_Integration."));
      case "MALFORMED_QUERY", "JSON_PARSER_ERROR", "EXCEEDED_ID_LIMIT" ->
          Optional.of(new Fault.Broken(text));
      default ->
          answer.status() == 400 || answer.status() == 404
              ? Optional.of(new Fault.Refused(text, error.code, error.field))
              : Optional.empty();
    };
  }

  /// The daily cap and the cap of calls at once share one code; only the words differ.
  private static Fault limit(Said error, String text) {
    boolean concurrent = error.message.toLowerCase(Locale.ROOT).contains("concurrent");
    return new Fault.Throttled(text, concurrent ? CONCURRENT_WAIT : DAILY_WAIT);
  }

  private static Optional<Said> said(Answer answer) {
    try {
      List<Json> errors = Json.parse(answer.text()).asList("errors");
      if (errors.isEmpty()) {
        return Optional.empty();
      }
      Json.Obj first = errors.getFirst().asObj("error");
      String message = Redactor.redact(first.optText("message").orElse("no message"));
      return first
          .optText("errorCode")
          .map(code ->
              new Said(
                  code,
                  message.length() > SHOWN ? message.substring(0, SHOWN) + "…" : message,
                  first.list("fields").stream().findFirst().map(f -> f.asText("fields"))));
    } catch (JsonShapeException _) {
      return Optional.empty();
    }
  }

  private record Said(String code, String message, Optional<String> field) {}
}
