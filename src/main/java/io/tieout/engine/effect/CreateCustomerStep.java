package io.tieout.engine.effect;

import io.tieout.engine.mirror.Link;
import io.tieout.fact.change.Change;
import io.tieout.fact.ledger.Customer;
import io.tieout.fact.ledger.CustomerDraft;
import io.tieout.value.json.Json;
import io.tieout.value.json.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Creates the customer an invoice will bill. Found again by our mark in its notes among those of
/// its name.
record CreateCustomerStep() implements StepKind {
  static final String NAME = "create-customer";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String thing() {
    return "the new customer";
  }

  @Override
  public Weight weight() {
    return Weight.BOOKS;
  }

  @Override
  public Json.Obj request(Work work) {
    return switch (work.invoicing().customer()) {
      case Change.Billed.New made -> Records.write(made.draft());
      case Change.Billed.Known known ->
          throw new IllegalStateException(known.customerId() + " exists already");
    };
  }

  @Override
  public Json.Obj perform(Work work, Json.Obj request, String key) {
    return made(work.ledgerWriter().createCustomer(draft(request), key).id());
  }

  @Override
  public Compensation compensation(Compensations.Done done) {
    return new Compensation.Stays(
        "stays in the books, where others may use it by now; make it inactive there if nobody does");
  }

  @Override
  public Look find(Work work, Json.Obj request, Optional<String> knownId) {
    CustomerDraft draft = draft(request);
    return knownId
        .flatMap(id -> work.ledger().customer(id))
        .or(() ->
            work.ledger().customersNamed(draft.displayName()).stream()
                .filter(c -> bears(c, draft.mark()))
                .findFirst())
        .<Look>map(c -> new Look.Found(made(c.id())))
        .orElseGet(Look.NotSeen::new);
  }

  @Override
  public ReadBack verify(Work work, Json.Obj request, Json.Obj made) {
    return work.ledger()
        .customer(made.text("id"))
        .map(customer -> compared(work, draft(request), customer))
        .orElseGet(() -> ReadBack.gone(made, "the new customer"));
  }

  @Override
  public List<Link> links(Work work, Json.Obj result) {
    return accountLink(work, result.obj("customer").text("id"), "created");
  }

  /// That the deal's account is this customer.
  static List<Link> accountLink(Work work, String customerId, String how) {
    Change.CreateInvoice change = work.invoicing();
    return work.accountId().stream()
        .map(account ->
            new Link(
                change.crm(),
                "account",
                account,
                change.ledger(),
                change.book(),
                "customer",
                customerId,
                how,
                work.proposal().id()))
        .toList();
  }

  private static ReadBack compared(Work work, CustomerDraft draft, Customer customer) {
    List<Observation> seen = new ArrayList<>();
    seen.add(Observation.of("name", draft.displayName(), customer.displayName()));
    customer
        .currency()
        .ifPresent(
            c -> seen.add(Observation.of("currency", draft.currency().getCode(), c.getCode())));
    draft
        .email()
        .ifPresent(e -> seen.add(Observation.of("e-mail", e, customer.email().orElse(""))));
    seen.add(
        new Observation(
            "mark", draft.mark(), customer.notes().orElse(""), bears(customer, draft.mark())));
    seen.add(Observation.of("active", "true", String.valueOf(customer.active())));
    return new ReadBack(
        Optional.of(Json.object().put("customer", Records.write(customer)).build()),
        seen,
        "customer “%s” created".formatted(customer.displayName()),
        Optional.of(customer.url()),
        List.of(work.invoicing().place() + "/customer/" + customer.id()));
  }

  private static boolean bears(Customer customer, String mark) {
    return customer.notes().filter(notes -> notes.contains(mark)).isPresent();
  }

  private static CustomerDraft draft(Json.Obj request) {
    return Records.read(request, CustomerDraft.class);
  }

  private static Json.Obj made(String id) {
    return Json.object().put("id", id).build();
  }
}
