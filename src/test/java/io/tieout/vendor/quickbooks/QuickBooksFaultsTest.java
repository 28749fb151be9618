package io.tieout.vendor.quickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.value.fault.Fault;
import io.tieout.vendor.http.Answer;
import io.tieout.vendor.http.Call;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuickBooksFaultsTest {
  private static final URI ADDRESS = URI.create("https://quickbooks.example/v3/company/1/invoice");
  private static final Call READ = Call.get(ADDRESS);
  private static final Call WRITE = Call.write("POST", ADDRESS, "application/json", new byte[0]);

  private final QuickBooksFaults faults = new QuickBooksFaults(() -> CannedQuickBooks.NOW);

  @ParameterizedTest
  @CsvSource({
    "610, '', active again",
    "2050, CustomerMemo, CustomerMemo is too long",
    "2500, '', missing or inactive",
    "5010, SyncToken, read it again",
    "6070, Amount, UnitPrice times Qty",
    "6140, DocNumber, DocNumber is already used",
    "6210, TxnDate, closed period",
    "6240, DisplayName, DisplayName is already used",
    "6250, CustomerRef, CustomerRef names no valid customer",
    "6540, '', deposit",
    "9999, '', QuickBooks refused it"
  })
  void refusals_name_the_field_and_the_remedy(String code, String field, String words) {
    String element = code.equals("2050") ? "CustomerMemo" : "";
    Fault fault = read(400, body(code, "Vendor says no", "because", element), WRITE);
    assertThat(fault)
        .isInstanceOfSatisfying(
            Fault.Refused.class,
            r -> {
              assertThat(r.code()).isEqualTo(code);
              assertThat(r.field()).isEqualTo(Optional.of(field).filter(f -> !f.isEmpty()));
              assertThat(r.message()).containsPattern(words).contains("Vendor says no: because");
            });
  }

  @Test
  void a_fault_within_an_answer_of_200_counts() {
    assertThat(read(200, body("6240", "Duplicate Name Exists Error", "taken", ""), WRITE))
        .isInstanceOf(Fault.Refused.class);
  }

  @Test
  void a_closed_period_that_comes_as_a_stale_object_is_a_closed_period() {
    Fault fault = read(400, body("5010", "Account Period Closed", "period closed", ""), WRITE);
    assertThat(((Fault.Refused) fault).code()).isEqualTo("6210");
  }

  @Test
  void business_rules_about_tax_and_service_dates_get_their_own_advice() {
    String gst = "Make sure all your transactions have a GST/HST rate before you save.";
    assertThat(read(400, body("6000", "A business validation error", gst, ""), WRITE).message())
        .contains("choose a tax code");
    String date = "Enter a service date for the revenue";
    assertThat(read(400, body("6000", "A business validation error", date, ""), WRITE).message())
        .contains("ServiceDate");
  }

  @ParameterizedTest
  @ValueSource(strings = {"120", "3100", "6190", "4001"})
  void what_only_an_administrator_can_mend_is_broken(String code) {
    assertThat(read(400, body(code, "no", "no", ""), WRITE)).isInstanceOf(Fault.Broken.class);
  }

  @Test
  void the_gateway_s_lower_case_throttle_is_understood_with_429_and_with_403() {
    String body =
        """
        {"fault":{"error":[{"message":"message=ThrottleExceeded; errorCode=003001","code":"3001"}],
         "type":"SERVICE"},"time":1732262400000}\
        """;
    for (int status : new int[] {429, 403}) {
      assertThat(read(status, body, WRITE))
          .isInstanceOfSatisfying(
              Fault.Throttled.class,
              t -> assertThat(t.retryAfter()).isEqualTo(Duration.ofSeconds(60)));
    }
  }

  @Test
  void failures_of_the_server_are_safe_for_reads_and_uncertain_for_writes() {
    String body = body("10000", "An application error has occurred", "unexpected", "");
    assertThat(read(500, body, READ)).isInstanceOf(Fault.Transient.class);
    assertThat(read(500, body, WRITE)).isInstanceOf(Fault.Ambiguous.class);
    assertThat(read(200, body, WRITE)).isInstanceOf(Fault.Ambiguous.class);
    assertThat(read(503, "<h1>down</h1>", READ)).isInstanceOf(Fault.Transient.class);
    assertThat(read(503, "<h1>down</h1>", READ).message()).contains("intuit_tid 1-abc");
  }

  @Test
  void a_401_is_worth_a_new_token_unless_the_person_or_the_app_lost_the_right() {
    assertThat(QuickBooksFaults.renewable(answer(401, body("3200", "expired", "", "")))).isTrue();
    assertThat(QuickBooksFaults.renewable(answer(401, "unauthorised"))).isTrue();
    assertThat(QuickBooksFaults.renewable(answer(401, body("120", "no", "", "")))).isFalse();
  }

  @Test
  void customers_addresses_do_not_get_into_messages() {
    Fault fault = read(400, body("2210", "Invalid email", "ann@acme.example is bad", ""), WRITE);
    assertThat(fault.message()).doesNotContain("ann@acme");
  }

  private Fault read(int status, String body, Call call) {
    return faults.fault(call, answer(status, body)).orElseThrow();
  }

  private static Answer answer(int status, String body) {
    return new Answer(
        status,
        Map.of("Content-Type", "application/json", "intuit_tid", "1-abc"),
        body.getBytes(StandardCharsets.UTF_8));
  }

  private static String body(String code, String message, String detail, String element) {
    return """
    {"Fault":{"Error":[{"Message":"%s","Detail":"%s","code":"%s","element":"%s"}],
     "type":"ValidationFault"},"time":"2026-11-22T00:00:00.000-08:00"}\
    """
        .formatted(message, detail, code, element);
  }
}
