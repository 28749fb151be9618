package io.tieout.work.invoicing;

import static io.tieout.work.invoicing.Facts.NOW;
import static io.tieout.work.invoicing.Facts.TODAY;
import static io.tieout.work.invoicing.Facts.deal;
import static io.tieout.work.invoicing.Facts.line;
import static io.tieout.work.invoicing.Facts.occasion;
import static io.tieout.work.invoicing.Facts.plain;
import static io.tieout.work.invoicing.Facts.readings;
import static io.tieout.work.invoicing.Facts.usd;
import static io.tieout.work.invoicing.Facts.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.fact.change.Change.CreateInvoice;
import io.tieout.fact.change.Edited;
import io.tieout.fact.change.Evidence;
import io.tieout.fact.change.InvoiceEdit;
import io.tieout.fact.change.InvoiceEdit.LineEdit;
import io.tieout.fact.change.LineOrigin;
import io.tieout.fact.change.LineOrigin.How;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.change.Source.Difference;
import io.tieout.fact.crm.DealLine;
import io.tieout.fact.ledger.InvoiceDraft;
import io.tieout.fact.ledger.InvoiceLine;
import io.tieout.fact.party.Actor;
import io.tieout.value.json.Json;
import io.tieout.value.json.Records;
import io.tieout.work.invoicing.DealReadings.Occasion;
import io.tieout.work.invoicing.InvoiceEditing.Result;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// An approver's edit, put onto the invoice by the pure core.
class InvoiceEditingTest {
  static final Actor ANA = new Actor.Person("UANA");

  static Proposal proposed(DealReadings in) {
    Drafted drafted = InvoiceDrafting.draft(in, occasion());
    assertThat(drafted).isInstanceOf(Drafted.Ready.class);
    return ((Drafted.Ready) drafted).proposal();
  }

  static Result edit(Proposal shown, DealReadings in, InvoiceEdit edit) {
    Occasion next = Occasion.of("P-2", shown.requestedBy(), NOW.plusSeconds(60), TODAY);
    return InvoiceEditing.edit(
        shown,
        in,
        next,
        new InvoiceEditing.Wish(edit, ANA, "Ana Ruiz", "agreed by phone"),
        UnaryOperator.identity());
  }

  private static Proposal edited(DealReadings in, InvoiceEdit edit) {
    Result result = edit(proposed(in), in, edit);
    assertThat(result).as("%s", result).isInstanceOf(Result.Ready.class);
    return ((Result.Ready) result).proposal();
  }

  private static List<String> refused(DealReadings in, InvoiceEdit edit) {
    Result result = edit(proposed(in), in, edit);
    assertThat(result).as("%s", result).isInstanceOf(Result.Refused.class);
    return ((Result.Refused) result).problems().stream().map(EditProblem::sentence).toList();
  }

  static InvoiceEdit lines(LineEdit... lines) {
    return new InvoiceEdit(List.of(lines), Optional.empty(), Optional.empty());
  }

  static LineEdit priced(String id, String quantity, String price) {
    return new LineEdit(
        id,
        Optional.of(quantity).filter(q -> !q.isEmpty()).map(BigDecimal::new),
        Optional.of(price).filter(p -> !p.isEmpty()).map(BigDecimal::new),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  private static LineEdit item(String id, String itemId) {
    return new LineEdit(
        id, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(itemId), false);
  }

  private static InvoiceDraft invoice(Proposal proposal) {
    return ((CreateInvoice) proposal.change()).invoice();
  }

  @Test
  void a_new_price_gives_a_new_proposal_that_says_who_changed_what() {
    Proposal shown = proposed(plain());
    Proposal edited = edited(plain(), lines(priced("L1", "", "90.00")));

    assertThat(edited.id()).isEqualTo("P-2");
    assertThat(edited.digest()).isNotEqualTo(shown.digest());
    assertThat(invoice(edited).mark()).isEqualTo("tieout:P-2");
    assertThat(invoice(edited).issued()).isEqualTo(invoice(shown).issued());
    assertThat(invoice(edited).lines().getFirst().amount()).isEqualTo(usd("900.00"));
    assertThat(invoice(edited).net()).isEqualTo(usd("1400.00"));
    assertThat(edited.circumstances().amount()).isEqualTo(usd("1400.00"));
    assertThat(edited.requestedBy()).isEqualTo(shown.requestedBy());
    assertThat(edited.sources()).isEqualTo(shown.sources());
    assertThat(edited.remarks())
        .startsWith(
            "Unit price of “Product A” was 100, is 90, edited by Ana Ruiz.",
            "The invoice comes to USD 1,400.00, USD 100.00 less than the deal's amount of USD 1,500.00.");
    assertThat(edited.evidence())
        .extracting(Evidence::value)
        .startsWith(
            "by Ana Ruiz, of P-1: agreed by phone",
            "comes to USD 1,400.00, USD 100.00 less than the deal's amount of USD 1,500.00");

    Edited how = edited.edited().orElseThrow();
    assertThat(how.of()).isEqualTo("P-1");
    assertThat(how.editedBy("UANA")).isTrue();
    assertThat(how.editedBy("UBO")).isFalse();
    assertThat(how.changes())
        .extracting(Difference::sentence)
        .containsExactly(
            "invoice line “Product A”: unit price was 100, is 90",
            "invoice line “Product A”: amount was USD 1,000.00, is USD 900.00",
            "invoice “Acme renewal”: amount was USD 1,500.00, is USD 1,400.00");
  }

  @Test
  void a_line_left_out_is_told_and_the_rest_is_billed() {
    Proposal edited = edited(plain(), lines(LineEdit.leavingOut("L2")));
    assertThat(invoice(edited).lines()).hasSize(1);
    assertThat(edited.lines()).extracting(LineOrigin::dealLineId).containsExactly("L1");
    assertThat(invoice(edited).net()).isEqualTo(usd("1000.00"));
    assertThat(edited.remarks().getFirst())
        .isEqualTo("“Product B” over USD 500.00 is left out, edited by Ana Ruiz.");
    assertThat(edited.evidence())
        .anySatisfy(e -> {
          assertThat(e.label()).isEqualTo("Left out");
          assertThat(e.value()).isEqualTo("Product B, USD 500.00; it stays in the deal");
          assertThat(e.origin()).isEqualTo(Evidence.Origin.PERSON);
        });
    assertThat(edited.sources())
        .as("a change of the line in the deal still voids the approval")
        .anyMatch(s -> s.kind().equals("deal line") && s.id().equals("L2"));
  }

  @Test
  void at_least_one_line_stays() {
    assertThat(refused(plain(), lines(LineEdit.leavingOut("L1"), LineEdit.leavingOut("L2"))))
        .anySatisfy(p -> assertThat(p).startsWith("lines: every line is left out"));
  }

  @Test
  void nothing_is_rounded_for_the_editor() {
    assertThat(refused(plain(), lines(priced("L1", "3", "33.333"))))
        .singleElement()
        .satisfies(p ->
            assertThat(p)
                .startsWith(
                    "line “Product A”: quantity 3 × unit price 33.333 is 99.999, and USD has 2 decimals"));
    assertThat(invoice(edited(plain(), lines(priced("L1", "8", "0.125")))).net())
        .as("a price may be finer where the amount comes out")
        .isEqualTo(usd("501.00"));
  }

  @Test
  void an_edit_that_changes_nothing_is_refused() {
    assertThat(refused(plain(), lines(priced("L1", "10", "100.00"))))
        .singleElement()
        .satisfies(p -> assertThat(p).startsWith("edit: nothing of the invoice"));
  }

  @Test
  void a_charge_stays_a_charge_and_a_deduction_a_deduction() {
    DealReadings in =
        readings(
            deal("900.00"),
            List.of(
                line("L1", "A", "10", "100", "1000.00"), line("L2", "B", "1", "-100", "-100.00")));
    assertThat(refused(in, lines(priced("L1", "", "-1"))))
        .anySatisfy(p -> assertThat(p).contains("would make a deduction of a charge"));
    assertThat(refused(in, lines(priced("L2", "", "100"))))
        .anySatisfy(p -> assertThat(p).contains("would make a charge of a deduction"));
    Proposal edited = edited(in, lines(priced("L2", "", "-250")));
    assertThat(invoice(edited).net()).isEqualTo(usd("750.00"));
    assertThat(edited.circumstances().maxDiscountPercent()).isEqualByComparingTo("25");
  }

  @Test
  void an_invoice_over_nothing_or_less_is_refused() {
    assertThat(refused(plain(), lines(priced("L1", "", "0"), LineEdit.leavingOut("L2"))))
        .containsExactly(
            "total: the invoice would come to USD 0.00; change the lines, or reject the invoice");
    DealReadings in =
        readings(
            deal("900.00"),
            List.of(
                line("L1", "A", "10", "100", "1000.00"), line("L2", "B", "1", "-100", "-100.00")));
    assertThat(refused(in, lines(LineEdit.leavingOut("L1"))))
        .singleElement()
        .satisfies(p -> assertThat(p).contains("would come to USD -100.00"));
    assertThat(invoice(edited(plain(), lines(priced("L1", "", "0")))).net())
        .as("one line may be free")
        .isEqualTo(usd("500.00"));
  }

  @Test
  void a_line_that_is_not_on_the_invoice_cannot_be_edited() {
    assertThat(refused(plain(), lines(priced("L9", "1", "1"))))
        .containsExactly("line “L9”: it is not on the invoice of P-1; edit the lines that are");
  }

  @Test
  void the_discount_is_judged_by_the_edited_price_against_list_or_quote() {
    assertThat(proposed(plain()).circumstances().maxDiscountPercent()).isEqualByComparingTo("0");
    assertThat(edited(plain(), lines(priced("L1", "", "80"))).circumstances().maxDiscountPercent())
        .as("against the price that was quoted")
        .isEqualByComparingTo("20");
    DealLine listed = with(line("L1", "A", "10", "100", "1000.00"), "listPrice", "160");
    DealReadings in = readings(deal("1000.00"), List.of(listed));
    assertThat(proposed(in).circumstances().maxDiscountPercent()).isEqualByComparingTo("37.5");
    assertThat(edited(in, lines(priced("L1", "", "80"))).circumstances().maxDiscountPercent())
        .isEqualByComparingTo("50");
    assertThat(edited(in, lines(priced("L1", "", "200"))).circumstances().maxDiscountPercent())
        .as("dearer than the list")
        .isEqualByComparingTo("0");
  }

  @Test
  void what_is_sold_once_for_its_total_loses_its_words_when_it_is_priced_anew() {
    DealReadings in = readings(deal("100.00"), List.of(line("L1", "A", "7", "14.2857", "100.00")));
    InvoiceLine was = invoice(proposed(in)).lines().getFirst();
    assertThat(was.description()).contains("7 × 14.2857");
    Proposal cheaper = edited(in, lines(priced("L1", "", "50")));
    assertThat(invoice(cheaper).lines().getFirst().description()).isEqualTo("Product A");
    assertThat(cheaper.circumstances().maxDiscountPercent()).isEqualByComparingTo("50");
    Proposal counted = edited(in, lines(priced("L1", "7", "14")));
    assertThat(invoice(counted).net()).isEqualTo(usd("98.00"));
    assertThat(counted.circumstances().maxDiscountPercent()).isEqualByComparingTo("2");
  }

  @Test
  void an_item_that_a_person_chose_is_theirs_and_no_suggestion_any_more() {
    DealReadings in =
        Facts.withItems(
            readings(deal("100.00"), List.of(line("L1", "X", "1", "100", "100.00"))),
            Facts.item("21", "Product X pack", "PX"),
            Facts.item("22", "Consulting", "C"));
    Proposal shown = proposed(in);
    assertThat(shown.circumstances().suggestedLines()).isEqualTo(1);

    Proposal other = edited(in, lines(item("L1", "22")));
    assertThat(other.lines().getFirst().how()).isEqualTo(How.PERSON);
    assertThat(invoice(other).lines().getFirst().itemId()).contains("22");
    assertThat(other.circumstances().suggestedLines()).isZero();
    assertThat(other.sources()).anyMatch(s -> s.kind().equals("item") && s.id().equals("22"));
    assertThat(other.sources()).noneMatch(s -> s.kind().equals("item") && s.id().equals("21"));
    assertThat(other.remarks().getFirst())
        .isEqualTo(
            "Ledger item of “Product X” was Product X pack (suggested), is Consulting, edited by Ana Ruiz.");

    assertThat(edited(in, lines(item("L1", "21"))).circumstances().suggestedLines())
        .as("confirmed")
        .isZero();
    assertThat(refused(in, lines(item("L1", "99"))))
        .singleElement()
        .satisfies(p -> assertThat(p).contains("ledger item 99 is none that book"));
  }

  @Test
  void due_date_memo_and_description_are_as_the_editor_wants_them() {
    InvoiceEdit edit =
        new InvoiceEdit(
            List.of(
                new LineEdit(
                    "L2",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of("Onboarding in May\nthree days"),
                    Optional.empty(),
                    false)),
            Optional.of(LocalDate.parse("2026-12-31")),
            Optional.of("Thank you"));
    Proposal edited = edited(plain(), edit);
    assertThat(proposed(plain()).circumstances().standardTerms()).isTrue();
    assertThat(edited.circumstances().standardTerms()).isFalse();
    assertThat(invoice(edited).due()).isEqualTo("2026-12-31");
    assertThat(invoice(edited).termId()).as("the term says another day").isEmpty();
    assertThat(invoice(edited).memo()).contains("Thank you");
    assertThat(invoice(edited).lines().getLast().description())
        .isEqualTo("Onboarding in May\nthree days");
    assertThat(invoice(edited).net()).isEqualTo(usd("1500.00"));
    assertThat(edited.remarks())
        .startsWith(
            "Description of “Product B” was Product B, is Onboarding in May three days, edited by Ana Ruiz.",
            "Due date was 2026-12-22, is 2026-12-31, edited by Ana Ruiz.")
        .noneMatch(r -> r.contains("deal's amount"));
    assertThat(
            invoice(edited(plain(), new InvoiceEdit(List.of(), Optional.empty(), Optional.of(" "))))
                .memo())
        .as("nothing is printed")
        .isEmpty();
  }

  @Test
  void a_due_date_before_the_invoice_is_refused() {
    for (String day : List.of("2026-11-21", "2062-12-31")) {
      InvoiceEdit edit =
          new InvoiceEdit(List.of(), Optional.of(LocalDate.parse(day)), Optional.empty());
      assertThat(refused(plain(), edit))
          .singleElement()
          .satisfies(p -> assertThat(p).startsWith("due date: " + day + " is not within 365 days"));
    }
  }

  @Test
  void an_edit_of_an_edit_keeps_both_and_names_each_editor() {
    Proposal first = edited(plain(), lines(priced("L1", "", "90"), LineEdit.leavingOut("L2")));
    Occasion next = Occasion.of("P-3", first.requestedBy(), NOW.plusSeconds(120), TODAY);
    Result result =
        InvoiceEditing.edit(
            first,
            plain(),
            next,
            new InvoiceEditing.Wish(
                lines(priced("L1", "9", "")), new Actor.Person("UBO"), "Bo Lind", "one seat less"),
            UnaryOperator.identity());
    Proposal second = ((Result.Ready) result).proposal();
    assertThat(invoice(second).net()).isEqualTo(usd("810.00"));
    assertThat(second.remarks())
        .startsWith(
            "Unit price of “Product A” was 100, is 90, edited by Ana Ruiz.",
            "“Product B” over USD 500.00 is left out, edited by Ana Ruiz.",
            "Quantity of “Product A” was 10, is 9, edited by Bo Lind.");
    Edited how = second.edited().orElseThrow();
    assertThat(how.of()).isEqualTo("P-2");
    assertThat(how.firstOf()).isEqualTo("P-1");
    assertThat(how.editedBy("UANA")).isTrue();
    assertThat(how.editedBy("UBO")).isTrue();
    assertThat(edit(first, plain(), lines(priced("L2", "1", "1"))))
        .as("a line that was left out is not there to be edited")
        .isInstanceOf(Result.Refused.class);
  }

  @Test
  void an_edited_proposal_is_read_back_as_it_was() {
    Proposal edited = edited(plain(), lines(priced("L1", "2.50", "80"), LineEdit.leavingOut("L2")));
    Proposal read = Records.read(Json.parse(Records.write(edited).print()), Proposal.class);
    assertThat(read).isEqualTo(edited);
    assertThat(read.digest()).isEqualTo(edited.digest());
  }

  @Test
  void the_same_edit_on_the_same_readings_gives_the_same_digest_and_on_others_names_them() {
    Proposal edited = edited(plain(), lines(priced("L1", "", "90")));
    assertThat(Redraft.differences(edited, again(edited, plain()))).isEmpty();
    assertThat(((Drafted.Ready) again(edited, plain())).proposal()).isEqualTo(edited);

    DealReadings moved =
        readings(
            deal("1600.00"),
            List.of(
                with(line("L1", "A", "10", "110", "1100.00"), "version", "v2"),
                line("L2", "B", "1", "500", "500.00")));
    assertThat(Redraft.differences(edited, again(edited, moved)))
        .extracting(Difference::sentence)
        .as("although the edited price is the same")
        .contains("deal line “Product A”: unit price was 100, is 110");
  }

  @Test
  void an_edited_line_that_is_gone_is_a_difference() {
    Proposal edited = edited(plain(), lines(priced("L1", "", "90")));
    DealReadings moved = readings(deal("500.00"), List.of(line("L2", "B", "1", "500", "500.00")));
    assertThat(Redraft.differences(edited, again(edited, moved)))
        .extracting(Difference::sentence)
        .contains("deal line “Product A”: record was L1, is gone")
        .anySatisfy(s -> assertThat(s).contains("the deal has no such line any more"));
  }

  private static Drafted again(Proposal proposal, DealReadings in) {
    InvoiceDraft invoice = invoice(proposal);
    return InvoiceEditing.again(
        in,
        new Occasion(
            proposal.id(), invoice.mark(), proposal.requestedBy(), proposal.at(), invoice.issued()),
        proposal.edited());
  }
}
