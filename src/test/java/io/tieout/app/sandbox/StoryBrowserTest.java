package io.tieout.app.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tieout.engine.db.TestDatabase;
import io.tieout.sandbox.page.Browser;
import io.tieout.sandbox.page.SandboxPage;
import io.tieout.sandbox.side.InvoiceView;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/// The first five minutes of the README, in a real browser, against the real house.
class StoryBrowserTest {
  private static final String DEAL = "acme-platform";

  @Test
  void a_person_wins_a_deal_approves_it_sees_the_invoice_is_paid_and_asks(@TempDir Path folder)
      throws IOException {
    Optional<Browser> browser = Browser.start();
    assumeTrue(
        browser.isPresent(),
        "no Chromium with chromedriver found: install them or set TIEOUT_CHROMIUM");
    try (Browser at = browser.orElseThrow();
        Vendors vendors =
            Vendors.start(Vendors.DEFAULT_SEED, Vendors.DEFAULT_DEALS, InstantSource.system());
        Sandbox sandbox = Sandbox.open(vendors, TestDatabase.freshAddress(), folder);
        SandboxPage page = sandbox.openPage(0)) {
      at.open(page.base(), 1440, 900, "light");
      win(at, vendors);
      approve(at);
      InvoiceView invoice = see(at, vendors);
      pay(at, vendors, invoice);
      ask(at, invoice);
    }
  }

  private static void win(Browser at, Vendors vendors) throws IOException {
    String row = "deal-row-" + vendors.salesforce().dealId(DEAL);
    at.type("deal-search", "acme");
    at.click(row);
    at.screenshot("story-1-deal");
    at.click("win-deal");
    at.untilText(row, "Closed Won");
    at.click("drawer-close");
  }

  private static void approve(Browser at) throws IOException {
    at.click("user-U0CARO");
    at.click("channel-finance-approvals");
    at.see("button-approve");
    at.screenshot("story-2-card");
    at.click("button-approve");
    at.gone("button-approve");
  }

  private static InvoiceView see(Browser at, Vendors vendors) throws IOException {
    at.until(() -> acme(vendors).isPresent());
    InvoiceView invoice = acme(vendors).orElseThrow();
    at.see("invoice-row-" + invoice.number().orElseThrow());
    at.until(() -> at.pageText().contains("Invoice posted"));
    at.screenshot("story-3-posted");
    assertThat(at.pageText()).contains("72,259.75");
    return invoice;
  }

  private static void pay(Browser at, Vendors vendors, InvoiceView invoice) throws IOException {
    String row = "invoice-row-" + invoice.number().orElseThrow();
    at.untilText("hint", "Open the new invoice in QuickBooks.");
    at.click(row);
    at.untilText("invoice-paper", "Platform Enterprise, annual");
    at.untilText("to-deal", "open in Salesforce");
    at.click("record-payment");
    at.untilText(row, "Paid");
    at.untilText("invoice-notes", "$72,259.75 on ");
    at.screenshot("story-4-paid");
    at.click("drawer-close");
    at.untilText("deal-row-" + vendors.salesforce().dealId(DEAL), "Paid");
  }

  private static void ask(Browser at, InvoiceView invoice) throws IOException {
    at.click("user-U0SAM");
    at.click("channel-Tieout");
    at.type("composer", "where does the Acme invoice stand?" + Keys.ENTER);
    at.until(() -> at.pageText().contains("is paid in full"));
    assertThat(at.pageText())
        .contains("Invoice " + invoice.number().orElseThrow())
        .contains("Sources:");
    at.screenshot("story-5-answer");
  }

  private static Optional<InvoiceView> acme(Vendors vendors) {
    return vendors.quickbooks().requestLog().done("Invoice").stream()
        .flatMap(written ->
            vendors.quickbooks().invoices().stream().filter(i -> written.ids().contains(i.id())))
        .findFirst();
  }
}
