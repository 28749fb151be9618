package io.tieout.sandbox.page;

import static io.tieout.sandbox.page.Browser.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.sandbox.side.InvoiceView;
import io.tieout.value.json.Json;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/// The page over another CRM and two ledgers: it speaks of those that are on, and of no other.
class OtherSystemsBrowserTest extends WithBrowser {
  private final PaperCrm crm;
  private final PaperBooks xero;

  OtherSystemsBrowserTest() {
    super(new Playground(List.of(new PaperBooks()), Optional.of(new PaperCrm())));
    crm = (PaperCrm) play.crm;
    xero = (PaperBooks) play.books.getLast();
  }

  @Test
  void names_are_those_of_the_systems_that_are_on() throws Exception {
    Browser at = laptop();
    at.untilText("hint", "Open a deal in HubSpot and mark it Closed won.");
    assertThat(at.see(By.cssSelector("#crm h2")).getText()).isEqualTo("HubSpot");
    assertThat(label(at, "crm")).isEqualTo("HubSpot");
    assertThat(label(at, "books")).isEqualTo("QuickBooks and Xero");
    at.click("faults-open");
    assertThat(at.driver.findElements(By.cssSelector("#fault-list h3")))
        .extracting(e -> e.getText().lines().findFirst().orElse(""))
        .containsExactly("Slack", "HubSpot", "QuickBooks", "Xero");
    at.click("fault-xero-down");
    at.untilText("fault-xero", "down × 3");
    assertThat(xero.weather().pending()).isEqualTo(3);
    at.screenshot("four-systems");
    assertThat(at.script("return document.documentElement.outerHTML").toString())
        .doesNotContain("Salesforce");
  }

  private static Optional<String> labelOf(WebElement e) {
    return Optional.ofNullable(e.getDomAttribute("aria-label"));
  }

  private static String label(Browser at, String section) {
    return labelOf(at.see(By.id(section))).orElse("");
  }

  @Test
  void stages_of_any_name_are_ordered_and_coloured_by_their_place_in_the_pipeline() {
    Browser at = laptop();
    new Select(at.see("deal-filter")).selectByValue("all");
    at.until(() -> chips(at).size() == 5);
    assertThat(chips(at))
        .containsExactly(
            "Contract sent: info",
            "Decision maker bought-in: ",
            "Appointment scheduled: ",
            "Closed won: good",
            "Closed lost: bad");
    new Select(at.see("deal-filter")).selectByValue("open");
    at.until(() -> chips(at).size() == 3);
    new Select(at.see("deal-filter")).selectByValue("won");
    at.until(() -> chips(at).size() == 1);
  }

  private static List<String> chips(Browser at) {
    return at.driver.findElements(By.cssSelector("#deals td.wide .chip")).stream()
        .map(e ->
            e.getText()
                + ": "
                + String.valueOf(e.getDomAttribute("class")).replaceAll("chip|stage", "").strip())
        .toList();
  }

  @Test
  void a_deal_is_edited_discounted_and_won_where_stages_have_other_names() throws Exception {
    String deal = crm.dealId("umbrella");
    Browser at = laptop();
    at.click("deal-row-" + deal);
    assertThat(at.see("win-deal").getText()).isEqualTo("Mark as Closed won");
    at.see("line-discount_percent-44").sendKeys("10", Keys.TAB);
    at.untilText("drawer", "$50,400.00");
    at.type("deal-po_number", "PO-9");
    at.click("deal-save");
    at.until(() -> crm.deal(deal).po().equals(Optional.of("PO-9")));
    at.screenshot("other-deal");
    at.click("win-deal");
    at.until(() -> crm.deal(deal).won());
    at.gone("win-deal");
    at.untilText("hint", "Play the person it asks");
    at.click("drawer-close");
    at.gone("deal-row-" + deal);
    new Select(at.see("deal-filter")).selectByValue("won");
    at.untilText("deal-row-" + deal, "Closed won");
  }

  @Test
  void two_ledgers_stand_side_by_side_and_each_can_be_seen_alone() throws Exception {
    Browser at = laptop();
    at.see("invoice-row-INV-0007");
    assertThat(systems(at)).contains("QuickBooks", "Xero");
    at.screenshot("two-ledgers");
    at.click("ledger-xero");
    at.until(() -> systems(at).stream().allMatch("Xero"::equals));
    assertThat(at.driver.findElements(By.cssSelector("#invoices tr"))).hasSize(3);
    at.type("invoice-search", "no such customer");
    assertThat(at.see(By.id("no-invoices")).getText()).contains("show all invoices in Xero.");
    at.see("invoice-search").clear();
    at.see("invoice-search").sendKeys(" ", Keys.BACK_SPACE);
    at.click("ledger-quickbooks");
    at.until(() -> systems(at).stream().allMatch("QuickBooks"::equals));
    at.click("ledger-all");
    at.see("invoice-row-INV-0007");
  }

  private static List<String> systems(Browser at) {
    return at.driver.findElements(By.cssSelector("#invoices .system")).stream()
        .map(e -> labelOf(e).orElse(""))
        .distinct()
        .toList();
  }

  @Test
  void a_draft_is_shown_as_one_and_cannot_be_paid() throws Exception {
    Browser at = laptop();
    assertThat(at.see("invoice-row-INV-0009").getText()).contains("Draft");
    new Select(at.see("invoice-filter")).selectByVisibleText("Unpaid");
    at.gone("invoice-row-INV-0009");
    new Select(at.see("invoice-filter")).selectByVisibleText("Drafts");
    at.until(() -> at.driver.findElements(By.cssSelector("#invoices tr")).size() == 1);
    at.click("invoice-row-INV-0009");
    at.untilText("drawer", "once it is approved in Xero");
    assertThat(at.see("drawer").getText()).contains("Draft INV-0009 · Xero", "£8,800.00");
    assertThat(at.driver.findElements(id("record-payment"))).isEmpty();
    assertThat(at.driver.findElements(id("invoice-more"))).isEmpty();
    at.screenshot("draft");
  }

  @Test
  void the_deal_leads_to_its_invoice_and_back_and_the_invoice_is_paid_in_its_own_ledger()
      throws Exception {
    String deal = crm.dealId("umbrella");
    crm.moveStage(deal, PaperCrm.WON);
    crm.written(deal, "INV-0007", "https://go.xero.com/app/!x1/invoicing/view/" + PaperBooks.OPEN);
    Browser at = laptop();
    new Select(at.see("deal-filter")).selectByValue("won");
    at.click("deal-row-" + deal);
    at.untilText("to-invoice", "INV-0007 · open in Xero");
    at.click("to-invoice");
    at.untilText("invoice-paper", "20% (VAT on Income)");
    assertThat(at.see("invoice-paper").getText())
        .contains("London EC1V 9HL", "Thank you for ten good years", "£1,000.00");
    assertThat(at.see("invoice-notes").getText()).contains("Reference", "PO 4711");
    at.type("payment-amount", "200");
    at.click("record-payment");
    at.untilText("invoice-notes", "£200.00 on 2 Nov 2026, Payment 1");
    at.untilText("drawer", "Partly paid");
    at.screenshot("other-invoice");
    at.click("to-deal");
    at.untilText("drawer", "Umbrella renewal");
    assertThat(xero.invoices().getFirst().status()).isEqualTo(InvoiceView.Status.PARTLY_PAID);
  }

  @Test
  void what_bookkeepers_do_to_an_invoice_is_in_one_menu() throws Exception {
    Browser at = laptop();
    at.click("invoice-row-INV-0007");
    at.type("payment-amount", "200");
    at.click("record-payment");
    at.untilText("invoice-notes", "£200.00 on 2 Nov 2026, Payment 1");
    at.click("invoice-more");
    assertThat(menu(at))
        .containsExactly(
            "Change the price …",
            "Issue a credit note …",
            "Remove payment of £200.00 …",
            "Enter it a second time",
            "Void …",
            "Delete …");
    at.screenshot("invoice-menu");
    at.driver.switchTo().activeElement().sendKeys(Keys.ARROW_DOWN, Keys.ARROW_DOWN);
    at.driver.switchTo().activeElement().sendKeys(Keys.ENTER);
    at.untilText("confirm", "Remove this payment?");
    at.click("confirm-yes");
    at.until(() -> xero.payments() == 0);
    at.untilText("drawer", "£1,200.00");

    at.click("invoice-more");
    at.click("change-price");
    at.type("asked", "900");
    at.screenshot("invoice-price");
    at.click("confirm-yes");
    at.until(() -> first().total().getAmount().intValueExact() == 900);
    at.click("invoice-more");
    at.click("credit-invoice");
    at.type("asked", "2,000");
    at.click("confirm-yes");
    at.untilText("toasts", "at most the balance of GBP 900.00");
    at.click("invoice-more");
    at.click("copy-invoice");
    at.until(() -> xero.invoices().size() == 4);
    at.click("invoice-more");
    at.driver.switchTo().activeElement().sendKeys(Keys.ESCAPE);
    assertThat(at.see("drawer").getText()).as("only the menu is closed").contains("INV-0007");
    at.click("invoice-more");
    at.click("delete-invoice");
    at.click("confirm-yes");
    at.until(() -> first().status() == InvoiceView.Status.VOIDED);
    at.untilText("drawer", "Voided");
    at.click("invoice-more");
    assertThat(menu(at)).containsExactly("Enter it a second time");
  }

  private InvoiceView first() {
    return xero.invoices().getFirst();
  }

  private static List<String> menu(Browser at) {
    return at.driver.findElements(By.cssSelector(".menu-list:not([hidden]) button")).stream()
        .map(WebElement::getText)
        .toList();
  }

  @Test
  void links_in_slack_lead_into_the_panes_whoever_made_the_address() throws Exception {
    String deal = crm.dealId("umbrella");
    play.post(
        Playground.DEALS,
        "Posted",
        Json.array(
                List.of(
                    Json.object()
                        .put("type", "section")
                        .put(
                            "text",
                            Json.object()
                                .put("type", "mrkdwn")
                                .put(
                                    "text",
                                    "<https://go.xero.com/AccountsReceivable/View.aspx?InvoiceID=%s|the invoice> of <https://app.hubspot.com/contacts/145/record/0-3/%s|the deal>"
                                        .formatted(PaperBooks.OPEN, deal)))
                        .build()))
            .print());
    Browser at = laptop();
    at.click("channel-deals");
    at.click(By.linkText("the invoice"));
    at.untilText("drawer", "Invoice INV-0007 · Xero");
    at.click(By.linkText("the deal"));
    at.untilText("drawer", "Umbrella renewal");
    assertThat(at.driver.getWindowHandles()).hasSize(1);
  }

  @Test
  void fits_a_laptop_and_a_telephone_light_and_dark() throws Exception {
    crm.moveStage(crm.dealId("hooli"), PaperCrm.WON);
    crm.written(
        crm.dealId("hooli"),
        "INV-0007",
        "https://go.xero.com/app/!x1/invoicing/view/" + PaperBooks.OPEN);
    Browser at = laptop();
    at.see("invoice-row-INV-0007");
    fitsItsWidth(at);
    at.open(play.page.base(), 1440, 900, "dark");
    new Select(at.see("deal-filter")).selectByValue("all");
    at.see("invoice-row-INV-0007");
    at.screenshot("two-ledgers-dark");
    at.open(play.page.base(), 420, 900, "light");
    at.click("nav-books");
    at.untilText("nav-crm", "HubSpot");
    at.untilText("nav-books", "Books");
    at.see("invoice-row-INV-0007");
    at.screenshot("two-ledgers-narrow");
    fitsItsWidth(at);
    at.click("invoice-row-INV-0009");
    at.see("invoice-paper");
    at.screenshot("draft-narrow");
    fitsItsWidth(at);
    at.click("nav-crm");
    new Select(at.see("deal-filter")).selectByValue("all");
    at.screenshot("other-deals-narrow");
    fitsItsWidth(at);
    at.click("nav-faults");
    at.see("fault-xero");
    at.screenshot("four-systems-narrow");
    fitsItsWidth(at);
  }
}
