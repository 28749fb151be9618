package io.tieout.engine.proposal;

import io.tieout.fact.change.Change;
import io.tieout.fact.change.Change.Billed;
import io.tieout.fact.change.Change.QuotePdf;
import io.tieout.fact.change.Circumstances;
import io.tieout.fact.change.Evidence;
import io.tieout.fact.change.LineOrigin;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.change.Source;
import io.tieout.fact.crm.DealFinance;
import io.tieout.fact.ledger.CustomerDraft;
import io.tieout.fact.ledger.InvoiceDraft;
import io.tieout.fact.ledger.InvoiceLine;
import io.tieout.fact.party.Actor;
import io.tieout.fact.party.Address;
import io.tieout.fact.party.Role;
import io.tieout.fact.policy.Allowance;
import io.tieout.fact.policy.Approver;
import io.tieout.fact.policy.Layer;
import io.tieout.fact.policy.Ruling;
import io.tieout.value.json.Digest;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.CurrencyUnit;

/// Proposals and rulings to test with.
public final class Samples {
  public static final CurrencyUnit USD = CurrencyUnit.USD;
  public static final byte[] PDF = "%PDF-1.7 a quote".getBytes(StandardCharsets.UTF_8);
  private static final LocalDate ISSUED = LocalDate.parse("2026-11-02");

  private Samples() {}

  public static Proposal invoice(String id, String dealId) {
    return invoice(id, dealId, newCustomer(id));
  }

  public static Proposal invoice(String id, String dealId, Billed billed) {
    return proposal(
        id,
        new Change.CreateInvoice(
            "salesforce",
            dealId,
            "Acme renewal",
            "quickbooks",
            "us",
            billed,
            draft("tieout:" + id),
            Optional.of(new QuotePdf("doc-1", "Q-1.pdf", Digest.of(PDF).hex())),
            Optional.empty()));
  }

  public static Proposal update(String id, String dealId, DealFinance finance) {
    return proposal(
        id,
        new Change.UpdateDealFinance(
            "salesforce", dealId, "Acme renewal", finance, "a payment came in"));
  }

  public static Billed newCustomer(String id) {
    return new Billed.New(
        new CustomerDraft(
            "Acme Inc",
            Optional.of("Acme Inc"),
            Optional.of("pay@acme.example"),
            Optional.empty(),
            Address.NONE,
            Address.NONE,
            USD,
            "tieout:customer:" + id));
  }

  public static Ruling.Ask ask(int approvals) {
    return ask(Layer.of(new Approver.Holder(Role.CONTROLLER), approvals));
  }

  public static Ruling.Ask ask(Layer... layers) {
    return new Ruling.Ask(
        "v7",
        List.of(new Ruling.RuleHit("over-1000", "the amount is over USD 1,000.00")),
        List.of(layers),
        new Allowance.Clock(Duration.ofHours(10)),
        List.of(),
        Ruling.Care.USUAL);
  }

  public static Ruling.Proceed proceed() {
    return new Ruling.Proceed("v7", List.of(new Ruling.RuleHit("small", "the amount is small")));
  }

  public static Ruling.Refuse refuse() {
    return new Ruling.Refuse("v7", List.of(new Ruling.RuleHit("closed", "the period is closed")));
  }

  private static String id(Change change) {
    return change.subject().substring(change.subject().lastIndexOf('/') + 1);
  }

  public static Proposal proposal(String id, Change change) {
    return new Proposal(
        id,
        change,
        new Actor.Assistant("U-ASKER"),
        Instant.parse("2026-11-02T09:00:00Z"),
        List.of(
            new Source(
                "salesforce", "deal", id(change), "Acme renewal", "7", Map.of("stage", "Won")),
            new Source("salesforce", "account", "acc-1", "Acme", "3", Map.of())),
        List.of(
            new LineOrigin(
                "line-1", "Seats", "item-1", "Seats", LineOrigin.How.EXACT, BigDecimal.ONE)),
        List.of(new Evidence("Quote", "Q-1", Evidence.Origin.CRM, Optional.empty())),
        List.of(),
        new Circumstances(Amounts.exact("USD", "1200.00"), true, true, BigDecimal.ZERO, 0));
  }

  private static InvoiceDraft draft(String mark) {
    return new InvoiceDraft(
        ISSUED,
        ISSUED.plusDays(30),
        Optional.of("term-30"),
        USD,
        InvoiceDraft.Pricing.BEFORE_TAX,
        List.of(
            new InvoiceLine(
                Optional.of("item-1"),
                "Seats",
                new BigDecimal("12"),
                new BigDecimal("100.00"),
                Amounts.exact("USD", "1200.00"),
                Optional.of("NON"),
                Optional.empty())),
        Amounts.exact("USD", "1200.00"),
        Optional.empty(),
        Optional.of("pay@acme.example"),
        Address.NONE,
        Address.NONE,
        Optional.empty(),
        Optional.empty(),
        mark);
  }
}
