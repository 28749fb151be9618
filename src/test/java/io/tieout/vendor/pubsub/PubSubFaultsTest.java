package io.tieout.vendor.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Metadata;
import io.grpc.Status;
import io.tieout.value.fault.Fault;
import io.tieout.vendor.pubsub.PubSubFaults.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PubSubFaultsTest {
  private static final String PREFIX = "sfdc.platform.eventbus.grpc.";

  @ParameterizedTest
  @CsvSource({
    "subscription.fetch.replayid.corrupted, INVALID_ARGUMENT, StartOver",
    "subscription.fetch.replayid.validation.failed, INVALID_ARGUMENT, StartOver",
    "service.auth.error, UNAUTHENTICATED, NewSession",
    "service.auth.headers.invalid, INVALID_ARGUMENT, NewSession",
    "service.auth.refresh.invalid, UNAUTHENTICATED, NewSession",
    "topic.not.found, NOT_FOUND, Stop",
    "subscription.topic.cannot.subscribe, PERMISSION_DENIED, Stop",
    "subscription.limit.exceeded, RESOURCE_EXHAUSTED, Again",
    "subscription.fetch.overflow, RESOURCE_EXHAUSTED, Again",
    "concurrent.client.limit.exceeded, RESOURCE_EXHAUSTED, Again",
    "service.unavailable, UNAVAILABLE, Again",
    "service.protection.anything, RESOURCE_EXHAUSTED, Again",
    "something.new, PERMISSION_DENIED, Stop",
    "something.new, INTERNAL, Again"
  })
  void the_code_decides_before_the_status(String code, Status.Code status, String verdict) {
    assertThat(of(status, PREFIX + code).getClass().getSimpleName()).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({
    "UNAUTHENTICATED, NewSession",
    "PERMISSION_DENIED, Stop",
    "NOT_FOUND, Stop",
    "UNIMPLEMENTED, Stop",
    "RESOURCE_EXHAUSTED, Again",
    "UNAVAILABLE, Again",
    "UNKNOWN, Again",
    "DEADLINE_EXCEEDED, Again"
  })
  void without_a_code_the_status_decides(Status.Code status, String verdict) {
    assertThat(of(status, "").getClass().getSimpleName()).isEqualTo(verdict);
  }

  @Test
  void what_goes_wrong_below_grpc_is_tried_again() {
    assertThat(PubSubFaults.verdict(new IllegalStateException("cut"), "/data/X__chn"))
        .isInstanceOf(Verdict.Again.class);
  }

  @Test
  void the_message_names_topic_code_and_remedy_and_no_more_than_fits() {
    Verdict verdict = of(Status.Code.NOT_FOUND, PREFIX + "topic.not.found");

    assertThat(verdict).isInstanceOf(Verdict.Stop.class);
    Fault.Broken fault = ((Verdict.Stop) verdict).fault();
    assertThat(fault.message())
        .contains("/data/X__chn", "topic.not.found", "manifest/salesforce")
        .hasSizeLessThan(700);
  }

  private static Verdict of(Status.Code status, String code) {
    Metadata trailers = new Metadata();
    if (!code.isEmpty()) {
      trailers.put(Metadata.Key.of("error-code", Metadata.ASCII_STRING_MARSHALLER), code);
    }
    return PubSubFaults.verdict(
        status.toStatus().withDescription("words ".repeat(200)).asRuntimeException(trailers),
        "/data/X__chn");
  }
}
