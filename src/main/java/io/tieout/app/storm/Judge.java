package io.tieout.app.storm;

import io.tieout.app.storm.Inspector.Proposed;
import io.tieout.engine.audit.Verification;
import io.tieout.fact.crm.DealFinance;
import io.tieout.sandbox.side.DealView;
import io.tieout.sandbox.side.InvoiceView;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;

/// What must hold at the end of every story, by the stand-ins' own records.
final class Judge {
  private final World world;
  private final People people;
  private final Story.Subject story;
  private final String deal;
  private final String subject;
  private final Inspector inspector;

  Judge(World world, People people, Story.Subject story) {
    this.world = world;
    this.people = people;
    this.story = story;
    this.deal = story.deal();
    this.subject = "%s/deal/%s".formatted(world.crm().system(), deal);
    this.inspector = new Inspector(world);
  }

  /// Everything that does not hold, in words; empty when all does.
  ///
  /// @param quiet whether all that waited came to an end
  List<String> verdict(boolean quiet) {
    List<String> wrong = new ArrayList<>();
    world.ambush().trace().add("in the end: %s, %s".formatted(ends(), inspector.findings(subject)));
    inspector.effects(subject).forEach(world.ambush().trace()::add);
    if (!quiet) {
      wrong.add("work is still waiting after hours in which nothing went wrong");
    }
    List<InvoiceView> made =
        world.books().invoices().stream()
            .filter(story::ours)
            .filter(i -> i.status() != InvoiceView.Status.DRAFT)
            .toList();
    List<InvoiceView> live =
        made.stream().filter(i -> i.status() != InvoiceView.Status.VOIDED).toList();
    if (live.size() > 1) {
      wrong.add("%d live invoices: %s".formatted(live.size(), live));
    }
    live.forEach(i -> wrong.addAll(approved(i)));
    live.stream().findFirst().or(() -> only(made)).ifPresent(i -> wrong.addAll(agreement(i)));
    wrong.addAll(inspector.unfinished(story.signals()));
    wrong.addAll(inspector.openEffects(subject));
    wrong.addAll(world.ambush().trace().unforeseen());
    wrong.addAll(inspector.unforeseen(story.signals(), subject));
    wrong.addAll(presses());
    wrong.addAll(new WriteRules(world.writes(), inspector, story, subject).broken());
    if (!(world.replicas().getFirst().up().chain().verify() instanceof Verification.Intact)) {
      wrong.add("the audit chain does not verify");
    }
    return wrong;
  }

  /// One that was voided before the deal was told of it need not be shown there.
  private Optional<InvoiceView> only(List<InvoiceView> made) {
    boolean told = world.crm().deal(deal).finance().invoiceNumber().isPresent();
    return made.size() == 1 && told ? Optional.of(made.getFirst()) : Optional.empty();
  }

  /// How the proposals about the deal ended; their digests hold the stand-ins' ports, which are
  /// others each time.
  private List<String> ends() {
    return inspector.proposals(subject).stream()
        .map(p -> "%s %s".formatted(p.kind(), p.state()))
        .toList();
  }

  /// Whether somebody who may approved just this invoice before it was made.
  private List<String> approved(InvoiceView invoice) {
    Optional<Proposed> proposal = inspector.madeFor(subject, invoice.id());
    if (proposal.isEmpty()) {
      return List.of("invoice %s is of no proposal".formatted(invoice));
    }
    Instant made = made(proposal.get());
    List<People.Press> binding =
        people.presses().stream()
            .filter(p -> !p.user().equals(People.CLERK))
            .filter(p -> p.card().digest().equals(proposal.get().digest()))
            .filter(p -> !p.at().isAfter(made))
            .toList();
    if (binding.isEmpty()) {
      return List.of("nobody approved invoice %s of %s".formatted(invoice, proposal.get().id()));
    }
    String shown = binding.getFirst().card().text();
    List<String> wrong = new ArrayList<>();
    Money net =
        Amounts.sum(
            invoice.total().getCurrencyUnit(),
            invoice.lines().stream().map(InvoiceView.Line::amount).toList());
    List<WriteLog.Sold> sold =
        world.writes().since(story.writes()).stream()
            .filter(w -> w.step().endsWith("-invoice"))
            .flatMap(w -> w.sold().stream())
            .toList();
    if (!sold.isEmpty() && sold.stream().noneMatch(s -> s.won() && s.net().isEqual(net))) {
      wrong.add("%s was made when the deal said %s".formatted(invoice, sold));
    }
    if (!shown.contains(Amounts.text(net))) {
      wrong.add("the card did not show the net amount of %s: %s".formatted(invoice, shown));
    }
    if (!shown.contains(invoice.customer().replace("&", "&amp;"))) {
      wrong.add("the card did not show the customer of %s: %s".formatted(invoice, shown));
    }
    return wrong;
  }

  /// When the books first took the proposal's invoice; no press comes before what nobody wrote.
  private Instant made(Proposed proposal) {
    Set<String> keys = inspector.keysOf(proposal.id());
    return world.writes().since(story.writes()).stream()
        .filter(w -> w.key().filter(keys::contains).isPresent())
        .filter(w -> w.step().endsWith("-invoice"))
        .map(WriteLog.Write::at)
        .min(Instant::compareTo)
        .orElse(Instant.MIN);
  }

  /// Whether CRM and ledger say the same of the invoice, to the cent. A voided one comes to nothing
  /// in some books, which says less than what it was.
  private List<String> agreement(InvoiceView invoice) {
    DealView.Finance told = world.crm().deal(deal).finance();
    List<String> wrong = new ArrayList<>();
    if (!told.invoiceNumber().equals(invoice.number())) {
      wrong.add(
          "the deal shows invoice %s, the books have %s"
              .formatted(told.invoiceNumber(), invoice.number()));
    }
    boolean voided = invoice.status() == InvoiceView.Status.VOIDED;
    if (!voided
        && told.invoiceAmount()
            .filter(a -> a.compareTo(invoice.total().getAmount()) == 0)
            .isEmpty()) {
      wrong.add(
          "the deal shows %s, the invoice is over %s"
              .formatted(told.invoiceAmount(), invoice.total()));
    }
    BigDecimal balance = voided ? BigDecimal.ZERO : invoice.balance().getAmount();
    if (told.balance().filter(b -> b.compareTo(balance) == 0).isEmpty()) {
      wrong.add("the deal shows a balance of %s, the books %s".formatted(told.balance(), invoice));
    }
    if (!told.paymentStatus().equals(Optional.of(status(invoice).label()))) {
      wrong.add("the deal shows %s, the books %s".formatted(told.paymentStatus(), invoice));
    }
    return wrong;
  }

  private static DealFinance.PaymentStatus status(InvoiceView invoice) {
    return switch (invoice.status()) {
      case VOIDED -> DealFinance.PaymentStatus.VOIDED;
      case PAID -> DealFinance.PaymentStatus.PAID;
      case PARTLY_PAID -> DealFinance.PaymentStatus.PARTIALLY_PAID;
      case DRAFT, OPEN, OVERDUE ->
          invoice.balance().isLessThan(invoice.total())
              ? DealFinance.PaymentStatus.PARTIALLY_PAID
              : DealFinance.PaymentStatus.UNPAID;
    };
  }

  /// Whether each press that was taken was kept.
  private List<String> presses() {
    return people.presses().stream()
        .filter(press -> !inspector.kept(press))
        .map(press -> "a press that the house took is not kept: " + press)
        .toList();
  }
}
