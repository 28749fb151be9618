package io.tieout.fact.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.engine.proposal.Proposals;
import io.tieout.engine.proposal.Samples;
import io.tieout.fact.change.InvoiceEdit.LineEdit;
import io.tieout.fact.party.Actor;
import io.tieout.value.json.Json;
import io.tieout.value.json.Records;
import io.tieout.value.seal.Seal;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InvoiceEditTest {
  private static final LocalDate DUE = LocalDate.parse("2026-12-31");

  private static LineEdit line(String id, String quantity, String price) {
    return new LineEdit(
        id,
        Optional.of(quantity).filter(q -> !q.isEmpty()).map(BigDecimal::new),
        Optional.of(price).filter(p -> !p.isEmpty()).map(BigDecimal::new),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  private static InvoiceEdit of(LineEdit... lines) {
    return new InvoiceEdit(List.of(lines), Optional.empty(), Optional.empty());
  }

  private static Edited edited(InvoiceEdit edit, Optional<Edited> earlier) {
    return new Edited(
        "P-1",
        new Actor.Person("UANA"),
        "Ana Ruiz",
        Instant.parse("2026-11-02T10:00:00Z"),
        "agreed by phone",
        edit,
        List.of(new Source.Difference("invoice line", "Seats", "quantity", "12", "10")),
        earlier);
  }

  @Test
  void what_makes_no_sense_is_refused_with_field_value_and_remedy() {
    assertThatThrownBy(() -> of())
        .hasMessageContaining("neither lines nor due nor memo")
        .hasMessageContaining("give at least one value");
    assertThatThrownBy(() -> line("L1", "0", ""))
        .hasMessageContaining("line L1: quantity 0 is not more than zero")
        .hasMessageContaining("leave the line out");
    assertThatThrownBy(() -> line("L1", "-2", "")).hasMessageContaining("quantity -2");
    assertThatThrownBy(() -> line("L1", "", "0.12345678"))
        .hasMessageContaining("unit price 0.12345678 has more than 7 decimals");
    assertThatThrownBy(() -> line("L1", "1000000000000", ""))
        .hasMessageContaining("more than 12 digits");
    assertThatThrownBy(() -> line("L1", "", "")).hasMessageContaining("nothing else changes");
    assertThatThrownBy(() -> of(line("L1", "1", ""), line("L1", "2", "")))
        .hasMessageContaining("line L1 stands in the edit twice");
    assertThatThrownBy(
            () -> new InvoiceEdit(List.of(), Optional.empty(), Optional.of("x".repeat(1_001))))
        .hasMessageContaining("memo has 1001 characters, the books keep 1000");
    assertThatThrownBy(() ->
            new LineEdit(
                "L1",
                Optional.of(BigDecimal.ONE),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true))
        .hasMessageContaining("leftOut is true and it changes besides");
  }

  @Test
  void equal_numbers_make_equal_edits_however_they_are_written() {
    assertThat(line("L1", "2.50", "1200.00")).isEqualTo(line("L1", "2.5", "1.2E+3"));
  }

  @Test
  void of_two_edits_the_later_counts_and_what_is_left_out_stays_out() {
    InvoiceEdit first =
        new InvoiceEdit(
            List.of(line("L1", "1", "10"), LineEdit.leavingOut("L2")),
            Optional.of(DUE),
            Optional.of("first"));
    InvoiceEdit later =
        new InvoiceEdit(
            List.of(line("L1", "", "20"), line("L3", "3", "")),
            Optional.empty(),
            Optional.of("later"));
    assertThat(first.then(later))
        .isEqualTo(
            new InvoiceEdit(
                List.of(line("L1", "1", "20"), LineEdit.leavingOut("L2"), line("L3", "3", "")),
                Optional.of(DUE),
                Optional.of("later")));
    Edited one = edited(first, Optional.empty());
    assertThat(edited(later, Optional.of(one)).whole()).isEqualTo(first.then(later));
  }

  @Test
  void an_edit_without_reason_or_change_is_none() {
    assertThatThrownBy(() ->
            new Edited(
                "P-1",
                new Actor.Person("U"),
                "U",
                Instant.EPOCH,
                " ",
                of(line("L1", "1", "")),
                List.of(),
                Optional.empty()))
        .hasMessageContaining("gives no reason");
  }

  @Test
  void an_edited_proposal_is_stored_and_read_back() {
    Edited first = edited(of(line("line-1", "10", "99.5")), Optional.empty());
    Edited second =
        edited(new InvoiceEdit(List.of(), Optional.of(DUE), Optional.of("")), Optional.of(first));
    Proposal proposal = Samples.invoice("P-2", "d1").as(second);
    Json.Obj stored = Json.parseObj(Records.write(proposal).print());
    assertThat(Records.read(stored, Proposal.class)).isEqualTo(proposal);
    assertThat(proposal.digest())
        .as("bound by what the edit made of the change")
        .isEqualTo(Samples.invoice("P-2", "d1").digest());
    assertThat(proposal.withRemark("x").with(proposal.change()).edited()).contains(second);
  }

  @Test
  void what_was_stored_before_there_were_edits_is_read_and_sealed_as_ever() {
    Proposal proposal = Samples.invoice("P-1", "d1");
    Json.Obj before = Records.write(proposal).without("edited");
    Proposal read = Records.read(before, Proposal.class);
    assertThat(read).isEqualTo(proposal);
    assertThat(read.edited()).isEmpty();
    Json.Obj sealed = Proposals.sealed(Seal.of("salt", before), read, Samples.ask(1));
    assertThat(sealed.obj("proposal").has("edited")).isFalse();
  }
}
