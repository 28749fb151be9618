package io.tieout.vendor.xero;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.value.fault.Fault;
import io.tieout.vendor.http.Answer;
import io.tieout.vendor.http.Call;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XeroFaultsTest {
  private static final URI ADDRESS = URI.create("https://api.xero.com/api.xro/2.0/Invoices");
  private static final Call READ = Call.get(ADDRESS);
  private static final Call WRITE = Call.write("PUT", ADDRESS, "application/json", new byte[0]);

  private final XeroFaults faults = new XeroFaults(CannedXero.TENANT, () -> CannedXero.NOW);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The document date cannot be before the end of year lock date, currently set at 31-Jul-2013"
            + " | CLOSED_PERIOD | Date | closed period",
        "The contact name Acme is already assigned to another contact. | DUPLICATE_NAME | Name | Name is already used",
        "Invoice # must be unique. | DUPLICATE_NUMBER | InvoiceNumber | let Xero number it",
        "Users Organisation is not subscribed to currency NZD | CURRENCY | CurrencyCode | not enabled",
        "Account code must be specified | ACCOUNT_CODE | AccountCode | salesAccount",
        "The TaxType code 'X' does not exist | TAX_TYPE | TaxType | choose another tax rate",
        "The line total 5 does not match the expected line total 6 | LINE_AMOUNT | LineAmount | Quantity times UnitAmount",
        "Invoice not of valid status for modification | STATUS | Status | decide anew",
        "Something new | 10 | '' | Xero refused it"
      })
  void refusals_name_the_field_and_the_remedy(
      String said, String code, String field, String words) {
    assertThat(read(400, CannedXero.invalid(said), WRITE))
        .isInstanceOfSatisfying(
            Fault.Refused.class,
            r -> {
              assertThat(r.code()).isEqualTo(code);
              assertThat(r.field()).isEqualTo(Optional.of(field).filter(f -> !f.isEmpty()));
              assertThat(r.message()).contains(words).contains("(Xero: " + said + ")");
            });
  }

  @Test
  void the_messages_of_inner_elements_are_told_and_no_more_than_three() {
    String body =
        """
        {"ErrorNumber":10,"Type":"ValidationException","Message":"A validation exception occurred",
         "Elements":[{"Contact":{"ValidationErrors":[{"Message":"one ann@acme.example"}]},
          "ValidationErrors":[{"Message":"two"},{"Message":"two"},{"Message":"three"},{"Message":"four"}]}]}\
        """;
    assertThat(read(400, body, WRITE).message())
        .contains("two; three; four")
        .doesNotContain("one")
        .doesNotContain("A validation exception");
  }

  @Test
  void a_key_that_was_used_for_another_request_is_a_mistake_in_the_program() {
    String body =
        "{\"Type\":null,\"Title\":\"BadRequest\",\"Status\":400,\"Detail\":\"Idempotency key used with a different request\"}";
    assertThat(read(400, body, WRITE)).isInstanceOf(Fault.Broken.class);
    String query =
        "{\"ErrorNumber\":16,\"Type\":\"QueryParseException\",\"Message\":\"No property\"}";
    assertThat(read(400, query, READ)).isInstanceOf(Fault.Broken.class);
  }

  @ParameterizedTest
  @CsvSource({
    "minute, 23, 23, a minute",
    "day, 66975, 66975, for 24 hours",
    "day, '', 3600, for 24 hours",
    "concurrent, '', 2, at once",
    "appminute, '', 60, over all organisations"
  })
  void a_throttle_names_its_limit_and_its_wait(
      String which, String after, long seconds, String words) {
    Map<String, String> headers = new HashMap<>(Map.of("X-Rate-Limit-Problem", which));
    if (!after.isEmpty()) {
      headers.put("Retry-After", after);
    }
    assertThat(faults.fault(WRITE, new Answer(429, headers, new byte[0])).orElseThrow())
        .isInstanceOfSatisfying(
            Fault.Throttled.class,
            t -> {
              assertThat(t.retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
              assertThat(t.message()).contains(words);
            });
  }

  @Test
  void an_expired_token_is_worth_a_new_one_and_a_missing_scope_is_named() {
    Answer expired = answer(401, "{\"Detail\":\"TokenExpired: token expired at 01/23/2026\"}");
    assertThat(XeroFaults.renewable(expired)).isTrue();
    Answer scope = answer(401, "{\"Detail\":\"AuthorizationUnsuccessful\"}");
    assertThat(XeroFaults.renewable(scope)).isFalse();
    assertThat(faults.fault(READ, scope).orElseThrow().message())
        .contains("'accounting.invoices.read'");
    Call file = Call.write("PUT", URI.create(ADDRESS + "/1/Attachments/a.pdf"), "a/b", new byte[0]);
    assertThat(faults.fault(file, scope).orElseThrow().message())
        .contains("'accounting.attachments'");
    Call payments = Call.get(URI.create("https://api.xero.com/api.xro/2.0/Payments"));
    assertThat(faults.fault(payments, scope).orElseThrow().message())
        .contains("'accounting.payments.read'");
  }

  @Test
  void an_organisation_that_shuts_us_out_needs_an_administrator() {
    assertThat(read(403, "{\"detail\":\"AuthenticationUnsuccessful\"}", READ))
        .isInstanceOfSatisfying(
            Fault.Broken.class,
            b -> assertThat(b.message()).contains(CannedXero.TENANT).contains("connect it again"));
  }

  @Test
  void off_line_is_safe_to_repeat_and_a_failure_of_the_server_is_not() {
    assertThat(read(503, "<h1>off</h1>", WRITE)).isInstanceOf(Fault.Transient.class);
    assertThat(read(500, "", WRITE)).isInstanceOf(Fault.Ambiguous.class);
    assertThat(read(500, "", READ)).isInstanceOf(Fault.Transient.class);
    assertThat(faults.fault(READ, answer(200, "{}"))).isEmpty();
  }

  @Test
  void what_is_left_of_the_calls_is_remembered() {
    assertThat(faults.usage()).isEmpty();
    Map<String, String> headers =
        Map.of("X-MinLimit-Remaining", "57", "X-DayLimit-Remaining", "4321");
    faults.fault(READ, new Answer(200, headers, new byte[0]));
    faults.fault(READ, answer(200, "{}"));
    XeroUsage usage = faults.usage().orElseThrow();
    assertThat(usage.minuteLeft()).hasValue(57);
    assertThat(usage.dayLeft()).hasValue(4321);
    assertThat(usage.at()).isEqualTo(CannedXero.NOW);
  }

  private Fault read(int status, String body, Call call) {
    return faults.fault(call, answer(status, body)).orElseThrow();
  }

  private static Answer answer(int status, String body) {
    return new Answer(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }
}
