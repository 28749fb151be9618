package io.tieout.app.sandbox;

import io.tieout.engine.audit.Told;
import io.tieout.engine.audit.Verification;
import io.tieout.sandbox.quickbooks.InvoiceView;
import io.tieout.sandbox.slack.Outcome;
import io.tieout.value.json.Json;
import io.tieout.value.money.Amounts;
import java.util.List;
import java.util.Optional;

/// Plays the main job without a browser: a deal is won, its invoice proposed, approved, posted,
/// told to the deal, asked about, paid. Every fact printed is read back from the system it belongs
/// to.
public final class Tour {
  private static final String SAM = "U0SAM";
  private static final String CARO = "U0CARO";
  private static final String DEAL = "acme-platform";
  private static final String OPPORTUNITY = "Opportunity";

  private final Sandbox sandbox;
  private final Checks checks;
  private final SlackReader slack;

  public Tour(Sandbox sandbox, Checks checks) {
    this.sandbox = sandbox;
    this.checks = checks;
    this.slack = new SlackReader(sandbox.vendors().slack());
  }

  /// Plays it all; true when every check held.
  public boolean play() {
    String deal = sandbox.vendors().salesforce().dealId(DEAL);
    Json.Obj before = opportunity(deal);
    checks.chapter("A deal is won");
    checks.note(
        "Salesforce has “%s”, %s, stage %s"
            .formatted(before.text("Name"), before.text("Amount"), before.text("StageName")));
    int invoicesBefore = sandbox.vendors().quickbooks().invoices().size();
    sandbox.vendors().salesforce().moveStage(deal, "Closed Won");
    checks.that("Salesforce says the deal is won", opportunity(deal).flag("IsWon"));
    Optional<Json.Obj> card = approvalCard(before, invoicesBefore);
    if (card.isEmpty()) {
      return checks.allHeld();
    }
    wrongPerson(card.get());
    approve(deal);
    Optional<InvoiceView> invoice = posted(invoicesBefore, before);
    if (invoice.isEmpty()) {
      return checks.allHeld();
    }
    toldToTheDeal(deal, invoice.get());
    asked(invoice.get());
    paid(deal, invoice.get());
    shown(deal);
    return checks.allHeld();
  }

  private Optional<Json.Obj> approvalCard(Json.Obj deal, int invoicesBefore) {
    checks.chapter("Tieout drafts the invoice and asks");
    Optional<Json.Obj> card =
        checks.within(
            "an approval card is in #" + SandboxConfig.FINANCE_CHANNEL,
            () -> slack.card(CARO, deal.text("Name"), "Approval needed"));
    card.ifPresent(c -> {
      String text = SlackReader.textOf(c);
      checks.note("the card: " + c.text("text"));
      checks.that(
          "the card shows the deal's amount",
          text.contains(
              Amounts.text(Amounts.exact("USD", deal.decimal("Amount").toPlainString()))));
      checks.that("the card has an Approve button", SlackReader.hasAction(c, "approve"));
    });
    checks.that(
        "nothing is posted to QuickBooks before approval",
        sandbox.vendors().quickbooks().invoices().size() == invoicesBefore);
    return card;
  }

  private void wrongPerson(Json.Obj card) {
    checks.chapter("The wrong person cannot approve");
    String channel = slack.financeChannel();
    Outcome outcome =
        sandbox
            .vendors()
            .slack()
            .click("U0ARI", channel, card.text("ts"), "approve", Optional.empty());
    checks.that("Ari's click is acknowledged", outcome instanceof Outcome.Taken);
    checks
        .within("Ari is told privately why", () -> slack.whisperTo("U0ARI"))
        .ifPresent(whisper -> checks.note("only Ari sees: " + whisper));
  }

  private void approve(String deal) {
    checks.chapter("The controller approves");
    String name = opportunity(deal).text("Name");
    Optional<Json.Obj> clickable =
        checks.within(
            "the card can be approved still",
            () ->
                slack
                    .card(CARO, name, "Approval needed")
                    .filter(c -> SlackReader.hasAction(c, "approve")));
    clickable.ifPresent(c -> {
      Outcome outcome =
          sandbox
              .vendors()
              .slack()
              .click(CARO, slack.financeChannel(), c.text("ts"), "approve", Optional.empty());
      checks.that("Caro's click is acknowledged", outcome instanceof Outcome.Taken);
    });
    checks
        .within(
            "the card says the invoice is posted", () -> slack.card(CARO, name, "Invoice posted"))
        .ifPresent(c ->
            checks.that("the card has no buttons any more", !SlackReader.hasAction(c, "approve")));
  }

  private Optional<InvoiceView> posted(int invoicesBefore, Json.Obj deal) {
    checks.chapter("The invoice is in the books, once");
    List<InvoiceView> invoices = sandbox.vendors().quickbooks().invoices();
    checks.that("QuickBooks has exactly one invoice more", invoices.size() == invoicesBefore + 1);
    Optional<InvoiceView> invoice =
        sandbox.vendors().quickbooks().requestLog().done("Invoice").stream()
            .flatMap(entry -> invoices.stream().filter(i -> entry.ids().contains(i.id())))
            .findFirst();
    checks.that("QuickBooks' own log shows who created it", invoice.isPresent());
    invoice.ifPresent(i -> {
      checks.note(
          "QuickBooks invoice %s to %s, due %s, total %s, %d lines"
              .formatted(
                  i.number().orElse("without a number"),
                  i.customer(),
                  i.due(),
                  Amounts.text(i.total()),
                  i.lines().size()));
      checks.that(
          "its lines sum to the deal's amount to the cent",
          Amounts.sum(
                      i.total().getCurrencyUnit(),
                      i.lines().stream().map(InvoiceView.Line::amount).toList())
                  .getAmount()
                  .compareTo(deal.decimal("Amount"))
              == 0);
    });
    return invoice;
  }

  private void toldToTheDeal(String deal, InvoiceView invoice) {
    checks.chapter("The deal knows");
    Json.Obj now = opportunity(deal);
    checks.note(
        "Salesforce: invoice %s, amount %s, status %s, payment %s"
            .formatted(
                now.optText("Tieout_Invoice_Number__c").orElse("none"),
                now.optText("Tieout_Invoice_Amount__c").orElse("none"),
                now.optText("Tieout_Sync_Status__c").orElse("none"),
                now.optText("Tieout_Payment_Status__c").orElse("none")));
    checks.that(
        "the deal shows the invoice's number",
        now.optText("Tieout_Invoice_Number__c").equals(invoice.number()));
    checks.that(
        "the deal shows the invoice's total",
        now.optDecimal("Tieout_Invoice_Amount__c")
            .filter(a -> a.compareTo(invoice.total().getAmount()) == 0)
            .isPresent());
    checks.that("the deal links to the invoice", now.optText("Tieout_Invoice_Link__c").isPresent());
    checks.that(
        "the deal says Unpaid",
        now.optText("Tieout_Payment_Status__c").filter("Unpaid"::equals).isPresent());
  }

  private void asked(InvoiceView invoice) {
    checks.chapter("Sales asks: where does the Acme invoice stand?");
    String channel = sandbox.vendors().slack().openDirectMessage(SAM);
    sandbox
        .vendors()
        .slack()
        .say(SAM, channel, "where does the Acme invoice stand?", Optional.empty());
    checks
        .within(
            "Tieout answers with the invoice's number",
            () -> slack.answer(SAM, channel, invoice.number().orElse("none")))
        .ifPresent(answer -> {
          checks.note("Tieout: " + answer);
          checks.that(
              "the answer has the invoice's total", answer.contains(Amounts.text(invoice.total())));
          checks.that("the answer names its sources", answer.contains("Sources:"));
        });
  }

  private void paid(String deal, InvoiceView invoice) {
    checks.chapter("The customer pays");
    sandbox.vendors().quickbooks().recordPayment(invoice.id(), invoice.total());
    checks.within(
        "the deal says Paid, from QuickBooks' webhook",
        () -> opportunity(deal).optText("Tieout_Payment_Status__c").filter("Paid"::equals));
    checks.that(
        "the deal shows nothing open",
        opportunity(deal).optDecimal("Tieout_Balance__c").filter(b -> b.signum() == 0).isPresent());
  }

  private void shown(String deal) {
    checks.chapter("An auditor looks");
    sandbox.house().chain().sequence(10_000);
    Verification verification = sandbox.house().chain().verify();
    checks.that("the audit chain is intact", verification instanceof Verification.Intact);
    if (verification instanceof Verification.Intact intact) {
      checks.note(
          "%d entries, head %s".formatted(intact.entries(), intact.head().substring(0, 12)));
    }
    List<Told> story = sandbox.house().chain().story("salesforce/deal/" + deal);
    story.forEach(told ->
        checks.note(
            "%s %s by %s".formatted(told.at(), told.entry().action(), told.entry().actor())));
    checks.that(
        "the story names who decided",
        story.stream().anyMatch(t -> t.entry().actor().contains(CARO)));
  }

  private Json.Obj opportunity(String id) {
    return sandbox.vendors().salesforce().record(OPPORTUNITY, id).orElseThrow();
  }
}
