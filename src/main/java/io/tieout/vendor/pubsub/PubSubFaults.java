package io.tieout.vendor.pubsub;

import io.grpc.Metadata;
import io.grpc.Status;
import io.tieout.value.fault.Fault;
import java.time.Duration;
import java.util.Optional;

/// What to do when a call or the stream ends with an error: by the code in the trailer, else by the
/// gRPC status.
final class PubSubFaults {
  private static final Metadata.Key<String> ERROR_CODE =
      Metadata.Key.of("error-code", Metadata.ASCII_STRING_MARSHALLER);

  /// How messages begin; the topic follows.
  static final String API = "Salesforce Pub/Sub API, ";

  private static final String PREFIX = "sfdc.platform.eventbus.grpc.";
  private static final Duration CROWDED = Duration.ofSeconds(30);
  private static final Duration USED_UP = Duration.ofHours(1);
  private static final int SHOWN = 300;

  private PubSubFaults() {}

  /// What to do next.
  sealed interface Verdict {
    /// Begin again where we were.
    record Again(Fault fault) implements Verdict {}

    /// Log in anew, then begin again.
    record NewSession(Fault fault) implements Verdict {}

    /// The replay id is worth nothing: begin at the earliest event and read by REST what is
    /// missing.
    record StartOver(Fault fault) implements Verdict {}

    /// Waiting does not help.
    record Stop(Fault.Broken fault) implements Verdict {}
  }

  /// @param topic for messages
  static Verdict verdict(Throwable error, String topic) {
    Status status = Status.fromThrowable(error);
    String code =
        Optional.ofNullable(Status.trailersFromThrowable(error))
            .map(trailers -> trailers.get(ERROR_CODE))
            .map(c -> c.startsWith(PREFIX) ? c.substring(PREFIX.length()) : c)
            .orElse("");
    String words =
        "%s%s: %s%s"
            .formatted(API, topic, code.isEmpty() ? status.getCode() : code, described(status));
    return code.isEmpty() ? byStatus(status, words) : byCode(code, status, words);
  }

  private static Verdict byCode(String code, Status status, String words) {
    return switch (code) {
      case "subscription.fetch.replayid.corrupted",
          "subscription.fetch.replayid.validation.failed" ->
          new Verdict.StartOver(new Fault.Transient(words));
      case "service.auth.error", "service.auth.headers.invalid", "service.auth.refresh.invalid" ->
          new Verdict.NewSession(new Fault.Transient(words));
      case "topic.not.found" -> noTopic(words);
      case "subscription.topic.cannot.subscribe" -> notAllowed(words);
      case "subscription.limit.exceeded" ->
          new Verdict.Again(
              new Fault.Throttled(
                  words + ". The organisation's daily event allocation is used up.", USED_UP));
      case "concurrent.client.limit.exceeded", "subscription.fetch.overflow" ->
          new Verdict.Again(new Fault.Throttled(words, CROWDED));
      case "service.unavailable" -> new Verdict.Again(new Fault.Transient(words));
      default ->
          code.startsWith("service.protection.")
              ? new Verdict.Again(new Fault.Throttled(words, CROWDED))
              : byStatus(status, words);
    };
  }

  private static Verdict byStatus(Status status, String words) {
    return switch (status.getCode()) {
      case UNAUTHENTICATED -> new Verdict.NewSession(new Fault.Transient(words));
      case PERMISSION_DENIED -> notAllowed(words);
      case NOT_FOUND -> noTopic(words);
      case UNIMPLEMENTED ->
          new Verdict.Stop(
              new Fault.Broken(
                  words
                      + ". What answers is not the Pub/Sub API: check host and port (default "
                      + PubSubSettings.DEFAULT_HOST
                      + ":"
                      + PubSubSettings.DEFAULT_PORT
                      + ")."));
      case RESOURCE_EXHAUSTED -> new Verdict.Again(new Fault.Throttled(words, CROWDED));
      case OK,
          CANCELLED,
          UNKNOWN,
          INVALID_ARGUMENT,
          DEADLINE_EXCEEDED,
          ALREADY_EXISTS,
          FAILED_PRECONDITION,
          ABORTED,
          OUT_OF_RANGE,
          INTERNAL,
          UNAVAILABLE,
          DATA_LOSS ->
          new Verdict.Again(new Fault.Transient(words));
    };
  }

  private static Verdict.Stop noTopic(String words) {
    return new Verdict.Stop(
        new Fault.Broken(
            words
                + ". Deploy the channel from manifest/salesforce, or name another topic (salesforce.change_topic),"
                + " and select the objects under Setup, Change Data Capture."));
  }

  static Verdict.Stop notAllowed(String words) {
    return new Verdict.Stop(
        new Fault.Broken(
            words
                + ". Give the integration user View All on each object of the channel: the"
                + " permission set Tieout_Integration."));
  }

  private static String described(Status status) {
    String text = Optional.ofNullable(status.getDescription()).orElse("");
    String cut = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    return cut.isEmpty() ? "" : " (" + cut + ")";
  }
}
