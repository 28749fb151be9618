package io.tieout.app.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.app.config.BookConfig;
import io.tieout.app.config.TieoutConfig;
import io.tieout.engine.db.TestDatabase;
import io.tieout.fact.ledger.BillingRules;
import io.tieout.fact.ledger.NumberPattern;
import io.tieout.sandbox.side.BooksSide;
import io.tieout.sandbox.side.InvoiceView;
import io.tieout.sandbox.xero.XeroStandIn;
import io.tieout.value.json.Json;
import io.tieout.work.routing.Condition;
import io.tieout.work.routing.Routing;
import io.tieout.work.routing.RoutingRule;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two legal entities, each with a book and a sequence of invoice numbers of its own.
class NumberedBooksTest {
  /// Where the second entity sells.
  private static final Set<String> STATES = Set.of("TX");

  @TempDir private Path keys;

  private final Vendors vendors =
      Vendors.start(
          1,
          18,
          InstantSource.system(),
          new Vendors.Systems("salesforce", Vendors.Systems.LEDGERS));
  private final SlackReader slack = new SlackReader(vendors.slack());
  private final Checks checks = new Checks(new PrintWriter(new StringWriter()));

  @AfterEach
  void close() {
    vendors.close();
  }

  @Test
  void each_book_s_invoices_are_numbered_by_its_own_sequence() {
    vendors.quickbooks().change(s -> s.withCustomNumbers(true));
    int year = vendors.company().today().getYear();
    try (Sandbox sandbox = open()) {
      assertThat(billed("acme-platform", 0)).isEqualTo("US-00057");
      assertThat(billed("initech-onboarding", 1)).isEqualTo("DE-%d-001".formatted(year));
      assertThat(noted()).contains("Caro", "(America/New_York)", "Initech – Onboarding");
      enteredByHand("US-00058");
      assertThat(billed("lakeshore-rollout", 0)).isEqualTo("US-00059");
      sandbox.house().chain().sequence(10_000);
      assertThat(sandbox.house().chain().story("US-00058"))
          .extracting(told -> told.entry().action())
          .containsSubsequence(
              "invoice numbered", "invoice number taken", "invoice numbered", "proposal done");
    }
  }

  private Sandbox open() {
    return Sandbox.open(
        vendors, TestDatabase.freshAddress(), keys, NumberedBooksTest::withSequences);
  }

  private static TieoutConfig withSequences(TieoutConfig usual) {
    return OtherBooks.with(
        usual,
        usual.books().stream().map(NumberedBooksTest::withSequence).toList(),
        new Routing(
            List.of(
                new RoutingRule("xero", List.of(new Condition.Region(STATES))),
                new RoutingRule("main", List.of()))));
  }

  private static BookConfig withSequence(BookConfig usual) {
    NumberPattern pattern =
        switch (usual) {
          case BookConfig.QuickBooks _ -> new NumberPattern("US-{number:5}", 57, 21);
          case BookConfig.Xero _ -> new NumberPattern("DE-{year}-{number:3}", 1, 255);
        };
    return usual.with(BillingRules.PLAIN.with(pattern));
  }

  /// Somebody uses a number in QuickBooks without asking us.
  private void enteredByHand(String number) {
    Json.Obj old = vendors.quickbooks().documents("Invoice").getFirst();
    vendors
        .quickbooks()
        .enter(
            "Invoice",
            Json.object()
                .put("CustomerRef", old.obj("CustomerRef"))
                .put("DocNumber", number)
                .put("Line", old.objects("Line").stream().limit(1).toList())
                .build());
  }

  /// What stands with the newest invoice in Xero, once it tells who approved.
  private String noted() {
    XeroStandIn xero = (XeroStandIn) vendors.books().get(1);
    String invoice = xero.invoicesMadeByApi().getLast();
    HttpRequest request =
        HttpRequest.newBuilder(xero.base().resolve("/api.xro/2.0/Invoices/" + invoice + "/History"))
            .header("Authorization", "Bearer " + xero.accessToken())
            .header("Xero-Tenant-Id", xero.info().text("tenantId"))
            .header("Accept", "application/json")
            .build();
    return checks
        .within("a note tells who approved", () -> history(request))
        .orElseThrow(() -> new AssertionError("no note on invoice " + invoice));
  }

  private static Optional<String> history(HttpRequest request) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      String body = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
      return Json.parse(body).asObj("history").objects("HistoryRecords").stream()
          .flatMap(record -> record.optText("Details").stream())
          .filter(details -> details.startsWith("Approved by "))
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// The deal is won and approved; tells the number of the invoice that the book has then.
  private String billed(String key, int book) {
    BooksSide books = vendors.books().get(book);
    String deal = vendors.crm().dealId(key);
    String name = vendors.crm().deal(deal).name();
    Set<String> before = ids(books);
    vendors.crm().moveStage(deal, vendors.crm().wonStage());
    Json.Obj card =
        checks
            .within(
                "a card for " + name,
                () ->
                    slack
                        .card(Scene.CARO, name, "Approval needed")
                        .filter(c -> SlackReader.hasAction(c, "approve")))
            .orElseThrow(() -> new AssertionError("no card for " + name + ": " + posts()));
    assertThat(SlackReader.textOf(card)).contains("given by Tieout");
    vendors
        .slack()
        .click(Scene.CARO, slack.financeChannel(), card.text("ts"), "approve", Optional.empty());
    assertThat(checks.within("posted", () -> slack.card(Scene.CARO, name, "Invoice posted")))
        .as("%s: %s", name, posts())
        .isPresent();
    InvoiceView made =
        books.invoices().stream()
            .filter(i -> !before.contains(i.id()))
            .filter(i -> !i.number().equals(Optional.of("US-00058")))
            .findFirst()
            .orElseThrow();
    assertThat(vendors.crm().deal(deal).finance().invoiceNumber()).isEqualTo(made.number());
    return made.number().orElseThrow();
  }

  private static Set<String> ids(BooksSide books) {
    return Set.copyOf(books.invoices().stream().map(InvoiceView::id).toList());
  }

  private List<String> posts() {
    return vendors.slack().messages(Scene.CARO, slack.financeChannel()).stream()
        .map(SlackReader::textOf)
        .toList();
  }
}
