package io.tieout.work.invoicing;

import io.tieout.fact.change.Change;
import io.tieout.fact.change.Change.Billed;
import io.tieout.fact.change.Circumstances;
import io.tieout.fact.change.Evidence.Origin;
import io.tieout.fact.change.InvoiceEdit;
import io.tieout.fact.change.LineOrigin;
import io.tieout.fact.change.LineOrigin.How;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.crm.Contact;
import io.tieout.fact.crm.Deal;
import io.tieout.fact.crm.DealLine;
import io.tieout.fact.ledger.Customer;
import io.tieout.fact.ledger.CustomerDraft;
import io.tieout.fact.ledger.InvoiceDraft;
import io.tieout.fact.ledger.InvoiceLine;
import io.tieout.fact.party.Address;
import io.tieout.value.money.Amounts;
import io.tieout.work.invoicing.CustomerMatching.Found;
import io.tieout.work.invoicing.DealReadings.Occasion;
import io.tieout.work.invoicing.ItemMatching.Matched;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;

/// Drafts the invoice of a won deal: readings in; a proposal, what stands in its way, or why not
/// yet, out. No I/O and no clock: the same readings on the same occasion give the same proposal to
/// the last digit of its digest.
public final class InvoiceDrafting {
  private final DealReadings in;
  private final Occasion now;
  private final Optional<InvoiceEdit> edit;
  private final Notes notes = new Notes();
  private final LineEdits edits;

  private InvoiceDrafting(DealReadings in, Occasion now, Optional<InvoiceEdit> edit) {
    this.in = in;
    this.now = now;
    this.edit = edit;
    this.edits = new LineEdits(in, edit, notes);
  }

  public static Drafted draft(DealReadings readings, Occasion occasion) {
    return draft(readings, occasion, Optional.empty());
  }

  /// With what a person wants otherwise; who that is and why is for the caller to tell.
  static Drafted draft(DealReadings readings, Occasion occasion, Optional<InvoiceEdit> edit) {
    return new InvoiceDrafting(readings, occasion, edit).draft();
  }

  private Drafted draft() {
    Deal deal = in.deal();
    noteReadings();
    if (!deal.closed() || !deal.won()) {
      return new Drafted.NotYet(
          "Deal “%s” is in stage “%s”, which is not won.".formatted(deal.name(), deal.stage()),
          notes.sources());
    }
    if (deal.amount().filter(Money::isZero).isPresent()
        && in.lines().stream().allMatch(l -> l.total().isZero())) {
      return new Drafted.NotYet(
          "Deal “%s” comes to %s: there is nothing to invoice."
              .formatted(deal.name(), Amounts.text(Money.zero(deal.currency()))),
          notes.sources());
    }
    LineArithmetic.check(in, notes);
    CurrencyRules.check(in, notes);
    NumberChoice.check(in, notes);
    LineDrafting.checkPricing(in, notes);
    Optional<Found> customer = CustomerMatching.match(in, notes);
    Optional<Customer> known = customer.flatMap(InvoiceDrafting::existing);
    Map<DealLine, Matched> items = edits.items(matched());
    Optional<TaxChoice.Chosen> tax =
        new TaxChoice(in, known, notes)
            .choose(items.values().stream().map(Matched::item).distinct().toList());
    Optional<TermChoice.Chosen> term = TermChoice.choose(in, known, notes);
    Optional<LineDrafting.Drafted> lines =
        notes.blocked()
            ? Optional.empty()
            : tax.flatMap(t -> LineDrafting.draft(in, items, t, edits, notes));
    if (lines.isEmpty() || customer.isEmpty() || tax.isEmpty() || term.isEmpty()) {
      return new Drafted.Blocked(notes.blockers(), notes.sources());
    }
    return ready(new Choices(customer.get(), items, lines.get(), tax.get(), term.get()));
  }

  private Map<DealLine, Matched> matched() {
    Map<DealLine, Matched> items = new LinkedHashMap<>();
    in.lines().forEach(l -> ItemMatching.match(in, l, notes).ifPresent(m -> items.put(l, m)));
    return items;
  }

  /// Everything that was chosen, once nothing is in the way.
  private record Choices(
      Found customer,
      Map<DealLine, Matched> items,
      LineDrafting.Drafted lines,
      TaxChoice.Chosen tax,
      TermChoice.Chosen term) {}

  private Drafted ready(Choices chosen) {
    Deal deal = in.deal();
    List<InvoiceLine> lines = chosen.lines().lines();
    Money amount = amount(lines);
    noteChoices(chosen, amount);
    LocalDate issued = issueDate();
    NumberChoice.note(in, issued, notes);
    LineArithmetic.insist(lines, amount);
    DueDate due = DueDate.choose(issued, chosen.term(), edit.flatMap(InvoiceEdit::due), notes);
    if (notes.blocked()) {
      return new Drafted.Blocked(notes.blockers(), notes.sources());
    }
    InvoiceDraft invoice =
        new InvoiceDraft(
            issued,
            due.day(),
            due.termId(),
            deal.currency(),
            in.ledger().rules().pricing(),
            lines,
            amount,
            chosen.lines().tax(),
            email(existing(chosen.customer())),
            address(in.account().billing(), existing(chosen.customer()).map(Customer::billing)),
            address(in.account().shipping(), existing(chosen.customer()).map(Customer::shipping)),
            edit.flatMap(InvoiceEdit::memo).map(InvoiceDrafting::printed).orElseGet(this::memo),
            Optional.of(deal.url()),
            now.mark());
    Change change =
        new Change.CreateInvoice(
            in.crm(),
            deal.id(),
            deal.name(),
            in.ledger().system(),
            in.ledger().book().id(),
            billed(chosen.customer(), invoice),
            invoice,
            in.quotePdf(),
            Optional.empty());
    List<LineOrigin> origins = new ArrayList<>();
    chosen.items().forEach((line, item) -> origins.add(item.origin(line)));
    return new Drafted.Ready(
        new Proposal(
            now.proposalId(),
            change,
            now.requestedBy(),
            now.at(),
            notes.sources(),
            origins,
            notes.evidence(),
            notes.remarks(),
            circumstances(chosen, amount, due)));
  }

  /// The deal's, unless a person edited the lines: then what they come to.
  private Money amount(List<InvoiceLine> lines) {
    return edit.isPresent()
        ? Amounts.sum(in.deal().currency(), lines.stream().map(InvoiceLine::amount).toList())
        : in.deal().amount().orElseThrow();
  }

  private Circumstances circumstances(Choices chosen, Money amount, DueDate due) {
    long suggested = chosen.items().values().stream().filter(m -> m.how() == How.SUGGESTED).count();
    return new Circumstances(
        amount,
        chosen.customer() instanceof Found.Fresh,
        due.standard(),
        LineArithmetic.deepestDiscount(
            edits.billed(List.copyOf(chosen.items().keySet()), chosen.lines().lines())),
        Math.toIntExact(suggested));
  }

  private void noteReadings() {
    String crm = in.crm();
    notes.source(SourceRecords.deal(crm, in.deal()));
    in.lines().forEach(l -> notes.source(SourceRecords.line(crm, l)));
    notes.source(SourceRecords.account(crm, in.account()));
    in.billingContact().ifPresent(c -> notes.source(SourceRecords.contact(crm, c)));
    in.quote().ifPresent(q -> notes.source(SourceRecords.quote(crm, q)));
    notes.source(SourceRecords.book(in.ledger().name(), in.ledger().book()));
  }

  private void noteChoices(Choices chosen, Money amount) {
    Deal deal = in.deal();
    String ledger = in.ledger().name();
    notes.evidence(
        "Deal",
        "%s, %s, closed %s"
            .formatted(deal.name(), deal.amount().map(Amounts::text).orElse(""), deal.closeDate()),
        Origin.CRM,
        Optional.of(deal.url()));
    noteQuote(deal);
    noteCustomer(chosen.customer());
    chosen
        .items()
        .forEach((line, item) -> {
          notes.source(SourceRecords.item(ledger, item.item()));
          noteItem(line, item);
        });
    chosen.tax().used().forEach(code -> notes.source(SourceRecords.taxCode(ledger, code)));
    String inside =
        in.ledger().rules().pricing() == InvoiceDraft.Pricing.WITH_TAX
            ? "prices include tax; "
            : "";
    notes.evidence("Tax", inside + chosen.tax().why(), Origin.RULE, Optional.empty());
    notes.source(SourceRecords.term(ledger, chosen.term().term()));
    notes.evidence(
        "Terms",
        "%s, %s".formatted(chosen.term().term().name(), chosen.term().why()),
        deal.terms().paymentTerms().isPresent() ? Origin.CRM : Origin.BOOKS,
        Optional.empty());
    if (amount.isZero()) {
      notes.remark(
          Notes.Weight.MONEY,
          "The lines cancel out: the invoice comes to nothing and only shows what was given.");
    }
    if (!deal.currency().equals(in.ledger().book().home())) {
      notes.remark(
          Notes.Weight.MONEY,
          "The invoice is in %s, the book's own currency is %s."
              .formatted(deal.currency(), in.ledger().book().home()));
    }
  }

  private void noteQuote(Deal deal) {
    in.quote()
        .ifPresent(q -> {
          notes.evidence(
              "Quote",
              "%s, %s, %s"
                  .formatted(q.number(), VendorText.words(q.status()), Amounts.text(q.total())),
              Origin.CRM,
              Optional.of(q.url()));
          if (deal.amount().filter(q.total()::equals).isEmpty()) {
            notes.remark(
                Notes.Weight.MONEY,
                "Quote %s is for %s, the deal for %s."
                    .formatted(
                        q.number(),
                        Amounts.text(q.total()),
                        deal.amount().map(Amounts::text).orElse("nothing")));
          }
        });
    if (deal.quoteId().isPresent() && in.quote().isEmpty()) {
      notes.remark(Notes.Weight.DETAIL, "The deal names a quote that cannot be read.");
    }
  }

  private void noteCustomer(Found found) {
    switch (found) {
      case Found.Existing(Customer customer, String how, int score) -> {
        notes.source(SourceRecords.customer(in.ledger().name(), customer));
        notes.evidence(
            "Customer",
            "%s (%s, match %s)"
                .formatted(customer.displayName(), how, CustomerMatching.percent(score)),
            how.startsWith("chosen") ? Origin.PERSON : Origin.BOOKS,
            Optional.of(customer.url()));
      }
      case Found.Fresh(String name) -> {
        notes.remark(
            Notes.Weight.CUSTOMER,
            "“%s” is a new customer: the book has none of that name.".formatted(name));
        notes.evidence("Customer", name + " (to be created)", Origin.CRM, Optional.empty());
      }
    }
  }

  private void noteItem(DealLine line, Matched item) {
    Origin origin =
        switch (item.how()) {
          case EXACT -> Origin.BOOKS;
          case LEARNED, SUGGESTED -> Origin.RULE;
          case PERSON -> Origin.PERSON;
        };
    if (item.how() == How.SUGGESTED) {
      notes.remark(
          Notes.Weight.MAPPING,
          "Product “%s” is taken for ledger item “%s” by its name alone (%s)."
              .formatted(line.name(), item.item().name(), item.confidence().toPlainString()));
    }
    if (item.how() != How.EXACT) {
      notes.evidence("Item for " + line.name(), item.item().name(), origin, Optional.empty());
    }
  }

  /// The day aimed at, unless the book is closed then: its first open day.
  private LocalDate issueDate() {
    Optional<LocalDate> closed = in.ledger().book().closedThrough();
    if (closed.isEmpty() || now.today().isAfter(closed.get())) {
      return now.today();
    }
    LocalDate open = closed.get().plusDays(1);
    notes.remark(
        Notes.Weight.DETAIL,
        "The book is closed through %s: the invoice is dated %s, its first open day."
            .formatted(closed.get(), open));
    return open;
  }

  private Billed billed(Found found, InvoiceDraft invoice) {
    return switch (found) {
      case Found.Existing(Customer c, String _, int _) -> new Billed.Known(c.id(), c.displayName());
      case Found.Fresh(String name) ->
          new Billed.New(
              new CustomerDraft(
                  name,
                  Optional.of(VendorText.name(in.account().name())),
                  invoice.email(),
                  in.account().phone().map(p -> VendorText.line(p, 30)),
                  invoice.billing(),
                  invoice.shipping(),
                  invoice.currency(),
                  now.mark()));
    };
  }

  private static Optional<Customer> existing(Found found) {
    return switch (found) {
      case Found.Existing(Customer customer, String _, int _) -> Optional.of(customer);
      case Found.Fresh _ -> Optional.empty();
    };
  }

  private Optional<String> email(Optional<Customer> customer) {
    Optional<String> email =
        in.billingContact()
            .flatMap(Contact::email)
            .or(() -> customer.flatMap(Customer::email))
            .map(e -> VendorText.line(e, VendorText.NAME))
            .filter(e -> e.contains("@"));
    if (email.isEmpty()) {
      notes.remark(Notes.Weight.DETAIL, "There is no e-mail address to send the invoice to.");
    }
    return email;
  }

  private static Address address(Address own, Optional<Address> other) {
    Address address = own.isEmpty() ? other.orElse(Address.NONE) : own;
    return new Address(
        address.street().map(s -> VendorText.lines(s, VendorText.MEMO)),
        address.city().map(VendorText::name),
        address.region().map(VendorText::name),
        address.postalCode().map(VendorText::name),
        address.country().map(VendorText::name));
  }

  private static Optional<String> printed(String memo) {
    return Optional.of(VendorText.line(memo, VendorText.MEMO)).filter(m -> !m.isEmpty());
  }

  private Optional<String> memo() {
    Deal deal = in.deal();
    List<String> parts = new ArrayList<>();
    parts.add(deal.name());
    deal.terms().poNumber().ifPresent(po -> parts.add("PO " + po));
    in.quote().ifPresent(q -> parts.add("Quote " + q.number()));
    deal.terms()
        .serviceStart()
        .ifPresent(start ->
            parts.add(
                deal.terms()
                    .serviceEnd()
                    .map(end -> "Service %s to %s".formatted(start, end))
                    .orElse("Service from " + start)));
    return Optional.of(VendorText.line(String.join(" · ", parts), VendorText.MEMO));
  }
}
