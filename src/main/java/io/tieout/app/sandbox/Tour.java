package io.tieout.app.sandbox;

import io.tieout.engine.audit.Told;
import io.tieout.engine.audit.Verification;
import io.tieout.sandbox.side.BooksSide;
import io.tieout.sandbox.side.CrmSide;
import io.tieout.sandbox.side.DealView;
import io.tieout.sandbox.side.InvoiceView;
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

  private final Sandbox sandbox;
  private final Checks checks;
  private final SlackReader slack;
  private final CrmSide crm;
  private final BooksSide books;

  public Tour(Sandbox sandbox, Checks checks) {
    this.sandbox = sandbox;
    this.checks = checks;
    this.slack = new SlackReader(sandbox.vendors().slack());
    this.crm = sandbox.vendors().crm();
    this.books = sandbox.vendors().books().getFirst();
  }

  /// Plays it all; true when every check held.
  public boolean play() {
    String deal = crm.dealId(DEAL);
    DealView before = crm.deal(deal);
    checks.chapter("A deal is won");
    checks.note(
        "%s has “%s”, %s, stage %s"
            .formatted(crm.title(), before.name(), amount(before), before.stage()));
    int invoicesBefore = books.invoices().size();
    crm.moveStage(deal, crm.wonStage());
    checks.that(crm.title() + " says the deal is won", crm.deal(deal).won());
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

  private Optional<Json.Obj> approvalCard(DealView deal, int invoicesBefore) {
    checks.chapter("Tieout drafts the invoice and asks");
    Optional<Json.Obj> card =
        checks.within(
            "an approval card is in #" + SandboxConfig.FINANCE_CHANNEL,
            () -> slack.card(CARO, deal.name(), "Approval needed"));
    card.ifPresent(c -> {
      String text = SlackReader.textOf(c);
      checks.note("the card: " + c.text("text"));
      checks.that("the card shows the deal's amount", text.contains(amount(deal)));
      checks.that("the card has an Approve button", SlackReader.hasAction(c, "approve"));
    });
    checks.that(
        "nothing is posted to %s before approval".formatted(books.title()),
        books.invoices().stream().filter(i -> i.status() != InvoiceView.Status.DRAFT).count()
            == invoicesBefore);
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
    String name = crm.deal(deal).name();
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

  private Optional<InvoiceView> posted(int invoicesBefore, DealView deal) {
    checks.chapter("The invoice is in the books, once");
    List<InvoiceView> invoices = books.invoices();
    checks.that(
        books.title() + " has exactly one invoice more", invoices.size() == invoicesBefore + 1);
    Optional<InvoiceView> invoice =
        books.invoicesMadeByApi().stream()
            .flatMap(id -> invoices.stream().filter(i -> i.id().equals(id)))
            .findFirst();
    checks.that(books.title() + "'s own log shows who created it", invoice.isPresent());
    invoice.ifPresent(i -> {
      checks.note(
          "%s invoice %s to %s, due %s, total %s, %d lines"
              .formatted(
                  books.title(),
                  i.number().orElse("without a number"),
                  i.customer(),
                  i.due(),
                  Amounts.text(i.total()),
                  i.lines().size()));
      checks.that("it is posted and open", i.status() == InvoiceView.Status.OPEN);
      checks.that(
          "its lines sum to the deal's amount to the cent",
          deal.amount()
              .filter(
                  Amounts.sum(
                          i.total().getCurrencyUnit(),
                          i.lines().stream().map(InvoiceView.Line::amount).toList())
                      ::equals)
              .isPresent());
    });
    return invoice;
  }

  private void toldToTheDeal(String deal, InvoiceView invoice) {
    checks.chapter("The deal knows");
    DealView.Finance now = crm.deal(deal).finance();
    checks.note(
        "%s: invoice %s, amount %s, status %s, payment %s"
            .formatted(
                crm.title(),
                now.invoiceNumber().orElse("none"),
                now.invoiceAmount().map(Amounts::plain).orElse("none"),
                now.syncStatus().orElse("none"),
                now.paymentStatus().orElse("none")));
    checks.that(
        "the deal shows the invoice's number", now.invoiceNumber().equals(invoice.number()));
    checks.that(
        "the deal shows the invoice's total",
        now.invoiceAmount().filter(a -> a.compareTo(invoice.total().getAmount()) == 0).isPresent());
    checks.that("the deal links to the invoice", now.invoiceLink().isPresent());
    checks.that("the deal says Unpaid", now.paymentStatus().filter("Unpaid"::equals).isPresent());
  }

  private void asked(InvoiceView invoice) {
    checks.chapter("Sales asks: where does the Acme invoice stand?");
    // People come first: without this the question might be answered before the copy is there.
    checks.within(
        "the copies are up to date",
        () -> sandbox.house().idle() ? Optional.of("idle") : Optional.empty());
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
    books.recordPayment(invoice.id(), invoice.total());
    checks.within(
        "the deal says Paid, from %s's webhook".formatted(books.title()),
        () -> crm.deal(deal).finance().paymentStatus().filter("Paid"::equals));
    checks.that(
        "the deal shows nothing open",
        crm.deal(deal).finance().balance().filter(b -> b.signum() == 0).isPresent());
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
    List<Told> story = sandbox.house().chain().story(crm.system() + "/deal/" + deal);
    story.forEach(told ->
        checks.note(
            "%s %s by %s".formatted(told.at(), told.entry().action(), told.entry().actor())));
    checks.that(
        "the story names who decided",
        story.stream().anyMatch(t -> t.entry().actor().contains(CARO)));
  }

  private static String amount(DealView deal) {
    return deal.amount().map(Amounts::text).orElse("no amount");
  }
}
