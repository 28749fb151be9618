package io.tieout.app.drill;

import io.tieout.app.sandbox.SlackReader;
import io.tieout.app.sandbox.Vendors;
import io.tieout.sandbox.side.InvoiceView;
import io.tieout.sandbox.slack.Outcome;
import io.tieout.value.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;

/// The company's people in a drill: they win deals, approve what they are asked, pay invoices, and
/// look at what becomes of it. They click again when a click was not answered, and now and then
/// twice. One thread at a time acts; others may count.
public final class Desk {
  private static final String CARO = "U0CARO";
  private static final String ASKING = "Approval needed";
  private static final Duration CLICKS_AGAIN = Duration.ofSeconds(5);
  private static final int TWICE_OF = 5;
  static final Duration LOOK = Duration.ofMillis(200);

  private final Vendors vendors;
  private final SlackReader reader;
  private final Catalogue catalogue;
  private final RandomGenerator random;
  private final boolean paying;
  private final List<Case> cases = new CopyOnWriteArrayList<>();

  /// A sale on its way.
  static final class Case {
    final Sale sale;
    volatile boolean approved;
    volatile boolean posted;
    volatile boolean done;
    volatile Optional<String> paid = Optional.empty();
    private long clicked;

    Case(Sale sale) {
      this.sale = sale;
    }
  }

  /// @param paying whether every second invoice is paid
  public Desk(Vendors vendors, RandomGenerator random, boolean paying) {
    this.paying = paying;
    this.vendors = vendors;
    this.reader = new SlackReader(vendors.slack());
    this.catalogue = new Catalogue(vendors);
    this.random = random;
  }

  List<Case> cases() {
    return cases;
  }

  /// Wins so many deals more; of each six, the third has every step there is.
  public void win(int count) {
    for (int i = 0; i < count; i++) {
      Sale sale = catalogue.enter(cases.size() + 1);
      cases.add(new Case(sale));
      vendors.salesforce().moveStage(sale.deal(), "Closed Won");
    }
  }

  /// Keeps so many on their way.
  public void keep(int open) {
    win(Math.max(0, open - (int) cases.stream().filter(c -> !c.done).count()));
  }

  /// Looks at everything and does what is to be done.
  ///
  /// @param approving whether cards are approved
  public void look(boolean approving) {
    List<Json.Obj> messages = vendors.slack().messages(CARO, reader.financeChannel());
    List<Case> open = cases.stream().filter(c -> !c.done).toList();
    if (open.isEmpty()) {
      return;
    }
    for (Json.Obj message : messages) {
      String text = textOf(message);
      for (Case one : open) {
        if (text.contains(one.sale.dealName())) {
          seen(one, message, text, approving);
        }
      }
    }
    open.forEach(this::told);
  }

  private static String textOf(Json.Obj message) {
    return SlackReader.textOf(message) + message.optText("text").orElse("");
  }

  private void seen(Case one, Json.Obj card, String text, boolean approving) {
    if (text.contains("Invoice posted")) {
      one.posted = true;
    } else if (approving && text.contains(ASKING) && SlackReader.hasAction(card, "approve")) {
      approve(one, card.text("ts"));
    }
  }

  private void approve(Case one, String card) {
    long now = System.nanoTime();
    if (one.clicked != 0 && now - one.clicked < CLICKS_AGAIN.toNanos()) {
      return;
    }
    one.clicked = now;
    int clicks = random.nextInt(TWICE_OF) == 0 ? 2 : 1;
    for (int i = 0; i < clicks; i++) {
      Outcome outcome =
          vendors.slack().click(CARO, reader.financeChannel(), card, "approve", Optional.empty());
      if (outcome instanceof Outcome.Taken) {
        one.approved = true;
      }
    }
  }

  /// Done is what the deal tells.
  private void told(Case one) {
    if (!one.posted) {
      return;
    }
    if (paying && one.sale.number() % 4 < 2 && one.paid.isEmpty()) {
      one.paid = pay(one);
    }
    Json.Obj deal = vendors.salesforce().record("Opportunity", one.sale.deal()).orElseThrow();
    String status = deal.optText("Tieout_Payment_Status__c").orElse("");
    one.done =
        deal.optText("Tieout_Invoice_Number__c").isPresent()
            && (one.paid.isEmpty() ? !status.isEmpty() : status.equals("Paid"));
  }

  private Optional<String> pay(Case one) {
    Optional<InvoiceView> invoice =
        vendors.quickbooks().invoices().stream()
            .filter(i -> i.customer().equals(one.sale.company()))
            .findFirst();
    invoice.ifPresent(i -> vendors.quickbooks().recordPayment(i.id(), i.balance()));
    return invoice.map(InvoiceView::id);
  }

  /// How many cards ask.
  public int asking() {
    List<String> cards =
        vendors.slack().messages(CARO, reader.financeChannel()).stream()
            .map(Desk::textOf)
            .filter(text -> text.contains(ASKING))
            .toList();
    return (int)
        cases.stream()
            .filter(c -> cards.stream().anyMatch(card -> card.contains(c.sale.dealName())))
            .count();
  }

  /// Brings everything to its end, if that comes in time.
  public void through(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    look(true);
    while (!allDone() && System.nanoTime() < end) {
      KillDrill.pause(LOOK);
      look(true);
    }
  }

  public boolean allDone() {
    return cases.stream().allMatch(c -> c.done);
  }

  public int approved() {
    return (int) cases.stream().filter(c -> c.approved).count();
  }

  public int done() {
    return (int) cases.stream().filter(c -> c.done).count();
  }
}
