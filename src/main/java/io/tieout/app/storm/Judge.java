package io.tieout.app.storm;

import io.tieout.app.storm.Inspector.Proposed;
import io.tieout.engine.audit.Verification;
import io.tieout.sandbox.side.DealView;
import io.tieout.sandbox.side.InvoiceView;
import io.tieout.value.money.Amounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;

/// What must hold at the end of every story, by the stand-ins' own records.
final class Judge {
  private static final List<String> ONCE_EACH =
      List.of("create-customer", "create-invoice", "attach-quote", "log-activity");

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
    if (!quiet) {
      wrong.add("work is still waiting after hours in which nothing went wrong");
    }
    List<InvoiceView> live =
        world.books().invoices().stream()
            .filter(story::ours)
            .filter(i -> i.status() != InvoiceView.Status.VOIDED)
            .filter(i -> i.status() != InvoiceView.Status.DRAFT)
            .toList();
    if (live.size() > 1) {
      wrong.add("%d live invoices: %s".formatted(live.size(), live));
    }
    live.forEach(i -> wrong.addAll(approved(i)));
    live.stream().findFirst().ifPresent(i -> wrong.addAll(agreement(i)));
    wrong.addAll(inspector.unfinished(story.signals()));
    wrong.addAll(inspector.openEffects(subject));
    wrong.addAll(writes());
    if (!(world.replicas().getFirst().up().chain().verify() instanceof Verification.Intact)) {
      wrong.add("the audit chain does not verify");
    }
    return wrong;
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
    List<People.Press> binding =
        people.presses().stream()
            .filter(p -> !p.user().equals(People.CLERK))
            .filter(p -> p.card().digest().equals(proposal.get().digest()))
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

  /// Whether CRM and ledger say the same of the invoice, to the cent.
  private List<String> agreement(InvoiceView invoice) {
    DealView.Finance told = world.crm().deal(deal).finance();
    List<String> wrong = new ArrayList<>();
    if (!told.invoiceNumber().equals(invoice.number())) {
      wrong.add(
          "the deal shows invoice %s, the books have %s"
              .formatted(told.invoiceNumber(), invoice.number()));
    }
    if (told.invoiceAmount().filter(a -> a.compareTo(invoice.total().getAmount()) == 0).isEmpty()) {
      wrong.add(
          "the deal shows %s, the invoice is over %s"
              .formatted(told.invoiceAmount(), invoice.total()));
    }
    if (told.balance().filter(b -> b.compareTo(invoice.balance().getAmount()) == 0).isEmpty()) {
      wrong.add(
          "the deal shows a balance of %s, the books %s"
              .formatted(told.balance(), invoice.balance()));
    }
    return wrong;
  }

  /// Whether each thing was made once, and everything that was written was announced story.
  private List<String> writes() {
    List<String> wrong = new ArrayList<>();
    List<WriteLog.Write> all = world.writes().since(story.writes());
    Set<String> sent = inspector.sentKeys();
    all.stream()
        .filter(w -> w.key().filter(key -> !sent.contains(key)).isPresent())
        .forEach(w -> wrong.add("a write nobody announced: " + w));
    Set<String> ours = inspector.sentKeys(subject);
    List<WriteLog.Write> writes =
        all.stream().filter(w -> w.key().filter(key -> !ours.contains(key)).isEmpty()).toList();
    Map<String, Long> steps = inspector.steps(subject);
    for (String step : ONCE_EACH) {
      long done = WriteLog.distinct(writes.stream().filter(w -> w.step().equals(step)));
      long asked =
          steps.getOrDefault(step, 0L)
              + (step.equals("create-invoice") ? steps.getOrDefault("create-draft", 0L) : 0L);
      if (done > asked) {
        wrong.add("%s was done %d times for %d proposals".formatted(step, done, asked));
      }
    }
    if (writes.size() > inspector.audited(subject)) {
      wrong.add(
          "%d writes, of which the audit tells %d"
              .formatted(writes.size(), inspector.audited(subject)));
    }
    return wrong;
  }
}
