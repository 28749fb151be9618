package io.tieout.work.invoicing;

import static io.tieout.work.invoicing.Facts.USD;
import static io.tieout.work.invoicing.Facts.occasion;
import static io.tieout.work.invoicing.InvoiceEditingTest.edit;
import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.fact.change.Change.CreateInvoice;
import io.tieout.fact.change.InvoiceEdit;
import io.tieout.fact.change.InvoiceEdit.LineEdit;
import io.tieout.fact.change.LineOrigin;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.ledger.InvoiceDraft;
import io.tieout.fact.ledger.InvoiceLine;
import io.tieout.value.json.Records;
import io.tieout.value.money.Amounts;
import io.tieout.work.invoicing.DealReadings.Occasion;
import io.tieout.work.invoicing.InvoiceEditing.Result;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What holds of every edit, over many generated deals and edits: it is refused, or its lines tie
/// to the last cent and the same readings give it again.
class EditedTiesTest {
  private static final int DEALS = 2000;
  private static final long SEED = 20261123;

  @Test
  void every_edited_invoice_ties_exactly_and_is_drafted_again_just_so() {
    Random random = new Random(SEED);
    int edited = 0;
    int refused = 0;
    for (int i = 0; i < DEALS; i++) {
      DealReadings in = InvoiceTiesTest.generated(random);
      if (InvoiceDrafting.draft(in, occasion()) instanceof Drafted.Ready(Proposal shown)) {
        switch (edit(shown, in, generated(random, shown))) {
          case Result.Ready(Proposal proposal) -> {
            edited++;
            check(proposal, in, i);
          }
          case Result.Refused(var problems) -> {
            refused++;
            assertThat(problems).as("seed %d, deal %d", SEED, i).isNotEmpty();
          }
        }
      }
    }
    assertThat(edited).isGreaterThan(DEALS / 6);
    assertThat(refused).isGreaterThan(DEALS / 6);
  }

  private static void check(Proposal proposal, DealReadings in, int deal) {
    InvoiceDraft invoice = ((CreateInvoice) proposal.change()).invoice();
    for (InvoiceLine line : invoice.lines()) {
      assertThat(line.quantity().multiply(line.unitPrice()))
          .as("seed %d, deal %d: not rounded", SEED, deal)
          .isEqualByComparingTo(line.amount().getAmount());
    }
    assertThat(invoice.net())
        .as("seed %d, deal %d", SEED, deal)
        .isEqualTo(Amounts.sum(USD, invoice.lines().stream().map(InvoiceLine::amount).toList()))
        .isEqualTo(proposal.circumstances().amount());
    assertThat(invoice.net().isNegative()).isFalse();
    assertThat(proposal.lines()).hasSameSizeAs(invoice.lines());
    Occasion same =
        new Occasion(
            proposal.id(), invoice.mark(), proposal.requestedBy(), proposal.at(), invoice.issued());
    Proposal stored = Records.read(Records.write(proposal), Proposal.class);
    assertThat(Redraft.differences(stored, InvoiceEditing.again(in, same, stored.edited())))
        .as("seed %d, deal %d", SEED, deal)
        .isEmpty();
  }

  /// Some lines of what is shown, with values that often fit and sometimes do not.
  private static InvoiceEdit generated(Random random, Proposal shown) {
    List<LineEdit> lines = new ArrayList<>();
    for (LineOrigin origin : shown.lines()) {
      switch (random.nextInt(5)) {
        case 0 -> lines.add(LineEdit.leavingOut(origin.dealLineId()));
        case 1, 2 ->
            lines.add(
                new LineEdit(
                    origin.dealLineId(),
                    quantity(random),
                    Optional.of(
                        BigDecimal.valueOf(random.nextInt(100_000) - 2_000, random.nextInt(3))),
                    Optional.empty(),
                    Optional.empty(),
                    false));
        default -> {
          // This line stays as it is.
        }
      }
    }
    Optional<String> memo = lines.isEmpty() ? Optional.of("as agreed") : Optional.empty();
    return new InvoiceEdit(lines, Optional.empty(), memo);
  }

  private static Optional<BigDecimal> quantity(Random random) {
    return random.nextBoolean()
        ? Optional.of(BigDecimal.valueOf(1 + random.nextInt(500)))
        : Optional.empty();
  }
}
