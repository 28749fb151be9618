package io.tieout.sandbox.xero;

import static io.tieout.sandbox.xero.Office.coded;
import static io.tieout.sandbox.xero.Office.invoice;
import static io.tieout.sandbox.xero.Office.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.sandbox.host.Mishap;
import io.tieout.sandbox.xerobooks.Profile;
import io.tieout.value.json.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Envelopes, lists, filters, limits, idempotency keys and files.
class ApiBehaviourTest {
  private final Office office = new Office();

  @AfterEach
  void close() {
    office.close();
  }

  @Test
  void an_answer_comes_in_the_envelope() {
    Json.Obj body = office.get("Invoices?page=1&pageSize=2").body();
    assertThat(body.text("Status")).isEqualTo("OK");
    assertThat(body.text("DateTimeUTC")).isEqualTo("/Date(1795370400000)/");
    Json.Obj pagination = body.obj("pagination");
    int all = pagination.integer("itemCount");
    assertThat(pagination.integer("pageSize")).isEqualTo(2);
    assertThat(pagination.integer("pageCount")).isEqualTo((all + 1) / 2);
    assertThat(body.objects("Invoices")).hasSize(2);
  }

  @Test
  void lines_come_with_pages_and_by_id_and_a_summary_has_none() {
    Json.Obj paged = office.get("Invoices?page=1").list("Invoices").getFirst();
    assertThat(paged.objects("LineItems")).isNotEmpty();
    Json.Obj bare = office.get("Invoices").list("Invoices").getFirst();
    assertThat(bare.objects("LineItems")).isEmpty();
    Office.Reply summary = office.get("Invoices?page=1&summaryOnly=true");
    assertThat(summary.body().has("pagination")).isFalse();
    assertThat(summary.list("Invoices").getFirst().has("LineItems")).isFalse();
    Json.Obj beyond = office.get("Invoices?page=1&Statuses=SUBMITTED").body().obj("pagination");
    assertThat(beyond.integer("pageCount")).isZero();
    assertThat(beyond.integer("itemCount")).isZero();
    assertThat(office.get("Invoices?page=0").status()).isEqualTo(400);
  }

  @Test
  void a_walk_over_pages_sees_every_invoice_once() {
    int all = office.get("Invoices").list("Invoices").size();
    long seen = 0;
    int page = 1;
    List<Json.Obj> rows;
    do {
      rows =
          office
              .get("Invoices?pageSize=7&order=UpdatedDateUTC%20ASC&page=" + page++)
              .list("Invoices");
      seen += rows.size();
    } while (!rows.isEmpty());
    assertThat(seen).isEqualTo(all);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Reference=="T-REF"                                              | true
          Reference!="T-REF"                                              | false
          Reference==null                                                 | false
          Reference.Contains("-RE") AND Status=="AUTHORISED"              | true
          Reference.ToLower().StartsWith("t-r")                           | true
          Total>100 AND Total<=150.5                                      | true
          Total>150.5 OR AmountDue==0                                     | false
          (Total==150.50 OR Total==1) && Type=="ACCREC"                   | true
          Date>=DateTime(2026,11,22) AND Date<DateTime(2026,11,23)        | true
          Date>DateTime(2026,11,22)                                       | false
          UpdatedDateUTC>=DateTime(2026,11,22,18,0,0)                     | true
          Contact.Name=="Filter & Co"                                     | true
          Contact.ContactID==Guid("00000000-0000-0000-0000-000000000000") | false
          SentToContact==false                                            | true
          """)
  void filters_understand_a_part_of_the_vendor_s_language(String where, boolean found) {
    Json.Obj made =
        office.saved("Invoices", invoice("Filter & Co", "150.50").with("Reference", "T-REF"));
    List<Json.Obj> rows =
        office
            .get("Invoices?IDs=%s&where=%s".formatted(made.text("InvoiceID"), coded(where)))
            .list("Invoices");
    assertThat(rows).hasSize(found ? 1 : 0);
  }

  @Test
  void a_filter_that_cannot_be_read_is_refused() {
    Office.Reply reply = office.get("Invoices?where=" + coded("Total >> 1"));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body().text("Type")).isEqualTo("QueryParseException");
    assertThat(office.get("Invoices?where=" + coded("Name.Fly(\"x\")")).status()).isEqualTo(400);
    assertThat(office.get("Invoices?where=" + coded("Date==DateTime(2026,13,1)")).status())
        .isEqualTo(400);
  }

  @Test
  void ids_numbers_contacts_and_words_narrow_a_list() {
    Json.Obj one =
        office.saved("Invoices", invoice("Narrow Ltd", "1").with("InvoiceNumber", "N-1"));
    office.saved("Invoices", invoice("Narrow Ltd", "2").with("InvoiceNumber", "N-2"));
    String contact = one.obj("Contact").text("ContactID");
    assertThat(office.get("Invoices?InvoiceNumbers=N-1,N-2").list("Invoices")).hasSize(2);
    assertThat(office.get("Invoices?ContactIDs=" + contact).list("Invoices")).hasSize(2);
    assertThat(office.get("Invoices?searchTerm=n-2").list("Invoices")).hasSize(1);
    assertThat(office.get("Invoices?createdByMyApp=true").list("Invoices")).hasSize(2);
    assertThat(office.get("Invoices/N-1").only("Invoices").text("InvoiceID"))
        .isEqualTo(one.text("InvoiceID"));
    assertThat(office.get("Invoices/N-3").status()).isEqualTo(404);
  }

  @Test
  void only_what_changed_since_is_listed_and_a_payment_changes_its_invoice() {
    String id = office.saved("Invoices", invoice("Acme Corporation", "5")).text("InvoiceID");
    office.clock.advance(Duration.ofSeconds(10));
    String[] since = {"If-Modified-Since", "2026-11-22T18:00:05"};
    assertThat(office.get("Invoices?page=1", since).list("Invoices")).isEmpty();
    office.saved("Payments", Office.payment(id, "5"));
    assertThat(office.get("Invoices?page=1", since).only("Invoices").text("InvoiceID"))
        .isEqualTo(id);
    assertThat(
            office
                .get("Invoices?page=1", "If-Modified-Since", "Sun, 22 Nov 2026 18:00:11 GMT")
                .list("Invoices"))
        .isEmpty();
    assertThat(office.get("Invoices", "If-Modified-Since", "yesterday").status()).isEqualTo(400);
  }

  @Test
  void one_bad_element_spoils_the_rest_unless_each_is_judged_by_itself() {
    Json.Obj good = invoice("Acme Corporation", "1").with("InvoiceNumber", "S-1");
    Json.Obj bad = good.with("InvoiceNumber", "S-2").with("CurrencyCode", "JPY");
    Json.Obj both = Json.object().put("Invoices", List.of(good, bad)).build();
    Office.Reply spoiled = office.put("Invoices", both);
    assertThat(spoiled.status()).isEqualTo(400);
    assertThat(spoiled.body().integer("ErrorNumber")).isEqualTo(10);
    assertThat(spoiled.body().text("Type")).isEqualTo("ValidationException");
    assertThat(office.get("Invoices/S-1").status()).isEqualTo(404);
    Office.Reply apart = office.put("Invoices?summarizeErrors=false", both);
    assertThat(apart.status()).isEqualTo(200);
    assertThat(apart.list("Invoices"))
        .extracting(i -> i.text("StatusAttributeString"))
        .containsExactly("OK", "ERROR");
    assertThat(apart.list("Invoices").getLast().text("InvoiceID")).startsWith("00000000");
    assertThat(office.get("Invoices/S-1").status()).isEqualTo(200);
  }

  @Test
  void a_body_that_is_no_json_is_told_so() {
    Office.Reply reply =
        office.send(office.request("Invoices").POST(BodyPublishers.ofString("{nonsense")));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body().text("Type")).isEqualTo("PostDataInvalidException");
  }

  @Test
  void a_key_answers_the_same_for_six_minutes_and_writes_again_after_that() {
    String[] key = {"Idempotency-Key", "k-1"};
    Json.Obj wanted = invoice("Once Ltd", "10");
    String first = office.put("Invoices", wanted, key).only("Invoices").text("InvoiceID");
    office.clock.advance(Duration.ofMinutes(5));
    assertThat(office.put("Invoices", wanted, key).only("Invoices").text("InvoiceID"))
        .isEqualTo(first);
    assertThat(office.xero.requestLog().all())
        .extracting(RequestLog.Written::replayed)
        .containsExactly(false, true);
    Office.Reply other = office.put("Invoices", wanted.with("Reference", "x"), key);
    assertThat(other.status()).isEqualTo(400);
    assertThat(other.body().text("Message")).contains("used with a different request");
    assertThat(office.post("Invoices", wanted, key).status()).isEqualTo(400);
    office.clock.advance(Duration.ofMinutes(2));
    assertThat(office.put("Invoices", wanted, key).only("Invoices").text("InvoiceID"))
        .isNotEqualTo(first);
    assertThat(office.put("Invoices", wanted, "Idempotency-Key", "k".repeat(129)).status())
        .isEqualTo(400);
  }

  @Test
  void a_keyed_failure_keeps_failing_until_it_is_forgotten() {
    String[] key = {"Idempotency-Key", "k-2"};
    Json.Obj euro = invoice("Globex GmbH", "10").with("CurrencyCode", "CAD");
    assertThat(office.put("Invoices", euro, key).status()).isEqualTo(400);
    office.xero.clerk().enter("Currencies", json("{\"Code\": \"CAD\"}"));
    assertThat(office.put("Invoices", euro, key).status()).isEqualTo(400);
    assertThat(office.put("Invoices", euro, "Idempotency-Key", "k-3").status()).isEqualTo(200);
    office.clock.advance(Duration.ofMinutes(6));
    assertThat(office.put("Invoices", euro, key).status()).isEqualTo(200);
  }

  @Test
  void a_lost_answer_is_found_again_by_its_key() {
    office.xero.weather().arm(Mishap.ERROR_AFTER, 1, office.xero::writes);
    String[] key = {"Idempotency-Key", "k-4"};
    Json.Obj wanted = invoice("Once Ltd", "10");
    assertThat(office.put("Invoices", wanted, key).status()).isEqualTo(500);
    String id = office.put("Invoices", wanted, key).only("Invoices").text("InvoiceID");
    assertThat(office.xero.invoicesMadeByApi()).containsExactly(id);
  }

  @Test
  void limits_are_told_always_and_kept_when_enforced() {
    assertThat(office.get("Organisation").header("X-MinLimit-Remaining")).isEqualTo("59");
    assertThat(office.get("Organisation").header("X-DayLimit-Remaining")).isEqualTo("4998");
    assertThat(office.get("Organisation").header("X-AppMinLimit-Remaining")).isEqualTo("9997");
    office.xero.enforceLimits(true);
    for (int i = 0; i < 57; i++) {
      assertThat(office.get("Currencies").status()).isEqualTo(200);
    }
    office.clock.advance(Duration.ofSeconds(20));
    Office.Reply over = office.get("Currencies");
    assertThat(over.status()).isEqualTo(429);
    assertThat(over.header("X-Rate-Limit-Problem")).isEqualTo("minute");
    assertThat(over.header("Retry-After")).isEqualTo("40");
    assertThat(over.header("X-MinLimit-Remaining")).isEqualTo("0");
    office.clock.advance(Duration.ofSeconds(40));
    assertThat(office.get("Currencies").status()).isEqualTo(200);
  }

  @Test
  void a_day_s_limit_says_how_long_the_day_still_is() {
    office.xero.budget(60, 2);
    office.get("Currencies");
    office.get("Currencies");
    office.clock.advance(Duration.ofMinutes(20));
    Office.Reply over = office.get("Currencies");
    assertThat(over.header("X-Rate-Limit-Problem")).isEqualTo("day");
    assertThat(over.header("Retry-After")).isEqualTo("85200");
  }

  @Test
  void five_calls_at_once_are_the_most_for_an_organisation() {
    Limits limits = new Limits();
    limits.enforce(true);
    for (int i = 0; i < Limits.CONCURRENT; i++) {
      assertThat(limits.begin("one", 5000, Office.START).problem()).isEmpty();
    }
    assertThat(limits.begin("one", 5000, Office.START).problem().orElseThrow().which())
        .isEqualTo("concurrent");
    assertThat(limits.begin("two", 5000, Office.START).problem()).isEmpty();
    limits.end("one");
    limits.end("one");
    assertThat(limits.begin("one", 5000, Office.START).problem()).isEmpty();
  }

  @Test
  void the_vendor_s_own_throttling_is_a_429_as_well() {
    office.xero.weather().arm(Mishap.THROTTLED, 1);
    Office.Reply reply = office.get("Organisation");
    assertThat(reply.status()).isEqualTo(429);
    assertThat(reply.header("Retry-After")).isEqualTo("60");
  }

  @Test
  void a_country_brings_its_tax_rates() {
    try (Office british = new Office(Profile.uk("North Ltd"))) {
      assertThat(british.get("TaxRates").list("TaxRates"))
          .filteredOn(r -> r.flag("CanApplyToRevenue"))
          .extracting(r -> r.text("TaxType") + " " + r.decimal("EffectiveRate").toPlainString())
          .containsExactly(
              "OUTPUT2 20", "RROUTPUT 5", "ZERORATEDOUTPUT 0", "EXEMPTOUTPUT 0", "NONE 0");
    }
  }

  @Test
  void the_starter_plan_has_a_thousand_calls_a_day() {
    Profile profile = Profile.us("Small Inc.").on(Profile.Tier.STARTER);
    try (Office small = new Office(profile)) {
      assertThat(small.get("Organisation").header("X-DayLimit-Remaining")).isEqualTo("999");
    }
  }

  @Test
  void files_have_names_and_ten_is_the_most() {
    String id = office.saved("Invoices", invoice("Acme Corporation", "1")).text("InvoiceID");
    String path = "Invoices/" + id + "/Attachments/";
    Office.Reply stored = attach(path + "two%20words.txt?IncludeOnline=true", "hello");
    Json.Obj file = stored.only("Attachments");
    assertThat(file.text("FileName")).isEqualTo("two words.txt");
    assertThat(file.integer("ContentLength")).isEqualTo(5);
    assertThat(file.flag("IncludeOnline")).isTrue();
    assertThat(office.get(path + "two%20words.txt").text()).isEqualTo("hello");
    assertThat(office.get(path + file.text("AttachmentID")).header("Content-Type"))
        .contains("text/plain");
    assertThat(office.read("Invoices", id).flag("HasAttachments")).isTrue();
    for (int i = 0; i < 9; i++) {
      assertThat(attach(path + i + ".txt", "x").status()).isEqualTo(200);
    }
    assertThat(attach(path + "too-many.txt", "x").status()).isEqualTo(400);
    assertThat(attach(path + "0.txt", "again").status()).isEqualTo(200);
    assertThat(office.get("Invoices/" + id + "/Attachments").list("Attachments")).hasSize(10);
  }

  @Test
  void mail_goes_to_contacts_with_an_address_and_for_approved_invoices() {
    String draft =
        office
            .saved("Invoices", invoice("Acme Corporation", "1").with("Status", "DRAFT"))
            .text("InvoiceID");
    assertThat(office.post("Invoices/" + draft + "/Email", json("{}")).status()).isEqualTo(400);
    assertThat(office.get("Invoices/" + draft + "/OnlineInvoice").status()).isEqualTo(404);
    String sent = office.saved("Invoices", invoice("Acme Corporation", "1")).text("InvoiceID");
    assertThat(office.post("Invoices/" + sent + "/Email", json("{}")).status()).isEqualTo(204);
    assertThat(office.read("Invoices", sent).flag("SentToContact")).isTrue();
    String noMail = office.saved("Invoices", invoice("No Mail Ltd", "1")).text("InvoiceID");
    assertThat(office.post("Invoices/" + noMail + "/Email", json("{}")).problems())
        .contains("EmailAddress");
    String page =
        office
            .get("Invoices/" + sent + "/OnlineInvoice")
            .only("OnlineInvoices")
            .text("OnlineInvoiceUrl");
    assertThat(office.send(HttpRequest.newBuilder(URI.create(page))).text()).startsWith("%PDF");
    List<Json.Obj> history = office.get("Invoices/" + sent + "/History").list("HistoryRecords");
    assertThat(history)
        .extracting(h -> h.text("Changes"))
        .containsExactly("Invoice sent", "Created");
  }

  @Test
  void organisations_keep_books_of_their_own() {
    try (Office two = new Office(Profile.uk("North Ltd"), Profile.au("South Pty"))) {
      List<Json> tenants = two.xero.info().list("tenantIds");
      String id = two.saved("Invoices", invoice("Acme Corporation", "1")).text("InvoiceID");
      assertThat(two.read("Invoices", id).text("CurrencyCode")).isEqualTo("GBP");
      two.tenant(tenants.getLast().asText("tenant"));
      assertThat(two.get("Invoices/" + id).status()).isEqualTo(404);
      assertThat(two.get("Organisation").only("Organisations").text("BaseCurrency"))
          .isEqualTo("AUD");
      assertThat(two.xero.clerk(tenants.getLast().asText("tenant")).invoicesMadeByApi()).isEmpty();
    }
  }

  private Office.Reply attach(String path, String content) {
    return office.send(
        office.request(path, "Content-Type", "text/plain").PUT(BodyPublishers.ofString(content)));
  }
}
