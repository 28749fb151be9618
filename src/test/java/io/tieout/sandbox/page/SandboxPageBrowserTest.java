package io.tieout.sandbox.page;

import static io.tieout.sandbox.page.Browser.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.sandbox.host.Mishap;
import io.tieout.sandbox.side.InvoiceView;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/// The rest of the page in a real browser over real stand-ins.
class SandboxPageBrowserTest extends WithBrowser {
  @Test
  void a_deal_is_edited_and_won() throws Exception {
    String deal = play.salesforce.dealId("acme-platform");
    Browser at = laptop();
    at.type("deal-search", "acme");
    at.click("deal-row-" + deal);
    at.untilText("drawer", "Platform Enterprise, annual");
    at.screenshot("deal");
    String line =
        play.salesforce.related("OpportunityLineItem", "OpportunityId", deal).getFirst().text("Id");
    at.see("line-unit_price-" + line).sendKeys(Keys.chord(Keys.CONTROL, "a"), "50000", Keys.TAB);
    at.untilText("drawer", "$74,259.75");
    new Select(at.see("deal-terms")).selectByValue("Net 45");
    at.click("deal-save");
    at.until(() ->
        play.salesforce
            .record("Opportunity", deal)
            .orElseThrow()
            .text("Payment_Terms__c")
            .equals("Net 45"));
    new Select(at.see("stage-select")).selectByValue("Proposal/Price Quote");
    at.until(() -> stage(deal).equals("Proposal/Price Quote"));
    at.click("win-deal");
    at.until(() -> stage(deal).equals("Closed Won"));
    at.see(By.cssSelector("[data-testid=guide-win].done"));
    at.click("drawer-close");
    at.untilText("deal-row-" + deal, "Closed Won");
  }

  private String stage(String deal) {
    return play.salesforce.record("Opportunity", deal).orElseThrow().text("StageName");
  }

  @Test
  void a_payment_is_recorded_in_part_and_in_full() throws Exception {
    InvoiceView open =
        play.quickbooks.invoices().stream()
            .filter(i -> i.balance().isPositive() && i.balance().equals(i.total()))
            .findFirst()
            .orElseThrow();
    Browser at = laptop();
    at.type("invoice-search", open.number().orElseThrow());
    at.click("invoice-row-" + open.number().orElseThrow());
    at.see("invoice-paper");
    at.screenshot("invoice");
    at.type("payment-amount", "1000000000");
    at.click("record-payment");
    at.untilText("toasts", "at most the balance");
    at.type("payment-amount", "100.00");
    at.click("record-payment");
    at.until(() -> balance(open).equals(open.balance().minus(100)));
    at.until(() -> amount(at).equals(open.balance().minus(100).getAmount().toPlainString()));
    at.click("record-payment");
    at.until(() -> balance(open).isZero());
    at.gone("record-payment");
    at.untilText("drawer", "Paid");
    at.see(By.cssSelector("[data-testid=guide-pay].done"));
  }

  private static String amount(Browser at) {
    return String.valueOf(at.see("payment-amount").getDomProperty("value"));
  }

  private org.joda.money.Money balance(InvoiceView invoice) {
    return play.quickbooks.invoices().stream()
        .filter(i -> i.id().equals(invoice.id()))
        .findFirst()
        .orElseThrow()
        .balance();
  }

  @Test
  void one_ledger_needs_no_switch_no_sign_and_no_filter_for_drafts_it_does_not_have() {
    Browser at = laptop();
    at.until(() -> !at.driver.findElements(By.cssSelector("#invoices tr")).isEmpty());
    assertThat(at.see(By.cssSelector("#books h2")).getText()).isEqualTo("QuickBooks");
    assertThat(at.driver.findElements(By.cssSelector("#ledgers, #books .system")))
        .noneMatch(WebElement::isDisplayed);
    assertThat(new Select(at.see("invoice-filter")).getOptions())
        .extracting(WebElement::getText)
        .containsExactly("All", "Unpaid");
    assertThat(at.script("return document.documentElement.outerHTML").toString())
        .contains("Salesforce")
        .doesNotContain("HubSpot", "Xero");
  }

  @Test
  void the_clock_is_moved() {
    Browser at = laptop();
    at.untilText("clock-now", "Mon 2 Nov 2026 14:00 UTC");
    at.click("clock-hour");
    at.untilText("clock-now", "Mon 2 Nov 2026 15:00 UTC");
    at.click("clock-day");
    at.untilText("clock-now", "Tue 3 Nov 2026 15:00 UTC");
    at.click("clock-month-end");
    at.untilText("clock-now", "Mon 30 Nov 2026 17:00 UTC");
    at.click("clock-month-end");
    at.untilText("clock-now", "Thu 31 Dec 2026 17:00 UTC");
    assertThat(play.clock.ahead()).isGreaterThan(Duration.ofDays(59));
  }

  @Test
  void faults_are_armed_shown_and_lifted() throws Exception {
    Browser at = laptop();
    at.click("faults-open");
    at.click("fault-quickbooks-answer-lost");
    at.untilText("fault-quickbooks", "answer lost × 1");
    at.click("fault-quickbooks-throttled");
    at.untilText("fault-quickbooks", "throttled × 5");
    at.click("fault-salesforce-down");
    at.click("fault-slack-twice");
    at.untilText("fault-slack", "twice");
    at.screenshot("faults");
    assertThat(play.quickbooks.weather().waiting())
        .extracting(w -> w.mishap())
        .containsExactly(Mishap.ANSWER_LOST, Mishap.THROTTLED);
    assertThat(play.salesforce.weather().pending()).isEqualTo(3);
    at.click("fault-quickbooks-clear");
    at.untilText("fault-quickbooks", "fine");
    assertThat(play.quickbooks.weather().pending()).isZero();
  }

  @Test
  void fits_a_laptop_a_telephone_light_and_dark() throws Exception {
    play.post(Playground.DEALS, "An invoice waits", Playground.fixture("message.json"));
    play.slack.say(Playground.SAM, Playground.DEALS, "Thank you!", Optional.empty());
    Browser at = laptop();
    at.see("button-approve");
    at.screenshot("laptop-light");
    fitsItsWidth(at);
    at.open(play.page.base(), 1440, 900, "dark");
    at.see("button-approve");
    at.screenshot("laptop-dark");
    at.open(play.page.base(), 390, 844, "light");
    at.see("button-approve");
    at.screenshot("narrow-slack");
    fitsItsWidth(at);
    at.click("nav-crm");
    at.see("deal-row-" + play.salesforce.dealId("acme-platform"));
    at.screenshot("narrow-deals");
    fitsItsWidth(at);
    at.click("deal-row-" + play.salesforce.dealId("acme-platform"));
    at.see("win-deal");
    at.screenshot("narrow-deal");
    fitsItsWidth(at);
    at.click("nav-slack");
    at.click("user-U0CARO");
    at.click("channel-finance-approvals");
    at.untilText("messages", "No messages yet");
    fitsItsWidth(at);
    at.click("nav-books");
    at.gone("drawer");
    at.screenshot("narrow-books");
    at.click("nav-faults");
    at.see("fault-slack");
    at.screenshot("narrow-faults");
    assertThat(at.driver.findElements(id("composer"))).noneMatch(WebElement::isDisplayed);
  }
}
