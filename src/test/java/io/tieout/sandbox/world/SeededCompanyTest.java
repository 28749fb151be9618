package io.tieout.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.sandbox.world.Company.Client;
import io.tieout.sandbox.world.Company.PastInvoice;
import io.tieout.sandbox.world.Company.PlantedTruth;
import io.tieout.sandbox.world.Company.Product;
import io.tieout.sandbox.world.Company.SeedDeal;
import io.tieout.sandbox.world.Company.SeedLine;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

class SeededCompanyTest {
  private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");

  @Test
  void the_same_seed_gives_the_same_company() {
    assertThat(company(7, 40)).isEqualTo(company(7, 40));
  }

  @Test
  void another_seed_gives_another_company_around_the_same_hand_written_deals() {
    Company one = company(7, 40);
    Company other = company(8, 40);
    assertThat(one).isNotEqualTo(other);
    assertThat(one.deal("acme-platform")).isEqualTo(other.deal("acme-platform"));
  }

  @Test
  void there_are_as_many_deals_as_asked_for() {
    assertThat(company(7, 40).deals()).hasSize(40);
    assertThat(company(7, 600).deals()).hasSize(600);
    assertThat(company(7, 0).deals()).hasSize(17);
  }

  @Test
  void every_reference_resolves_and_every_key_is_unique() {
    Company company = company(3, 300);
    unique(company.clients().stream().map(Client::key).toList());
    unique(company.products().stream().map(Product::code).toList());
    unique(company.deals().stream().map(SeedDeal::key).toList());
    unique(company.pastInvoices().stream().map(PastInvoice::number).toList());
    for (SeedDeal deal : company.deals()) {
      assertThat(company.client(deal.clientKey()).contacts()).isNotEmpty();
      assertThat(company.person(deal.ownerSlackId()).email()).endsWith(".example");
      deal.lines().forEach(l -> assertThat(company.product(l.productCode())).isNotNull());
    }
    for (PastInvoice invoice : company.pastInvoices()) {
      assertThat(company.client(invoice.clientKey()).ledgerName()).isPresent();
      assertThat(company.product(invoice.productCode()).ledgerSku()).isPresent();
    }
    for (PlantedTruth truth : company.truths()) {
      assertThat(subjects(company)).contains(truth.subjectKey());
    }
  }

  @Test
  void every_amount_is_exact_to_the_cent() {
    Company company = company(11, 200);
    for (SeedDeal deal : company.deals()) {
      for (SeedLine line : deal.lines()) {
        BigDecimal kept = BigDecimal.ONE.subtract(line.discountPercent().movePointLeft(2));
        BigDecimal net = line.quantity().multiply(line.unitPrice()).multiply(kept);
        assertThat(line.net(company.home())).isEqualTo(Amounts.exact(CurrencyUnit.USD, net));
      }
    }
  }

  @Test
  void acme_renews_at_72_259_75_with_a_discounted_line() {
    SeedDeal acme = company(7, 40).deal("acme-platform");
    assertThat(acme.name()).isEqualTo("Acme – Platform renewal 2027");
    assertThat(acme.stage()).isEqualTo(Stages.NEGOTIATION);
    assertThat(acme.amount(CurrencyUnit.USD)).isEqualTo(Amounts.exact("USD", "72259.75"));
    assertThat(acme.lines())
        .hasSize(3)
        .anyMatch(l -> l.discountPercent().compareTo(BigDecimal.TEN) == 0);
    assertThat(acme.serviceStart()).contains(LocalDate.of(2027, 1, 1));
  }

  @Test
  void the_books_know_acme_but_not_initech_and_one_product_not_at_all() {
    Company company = company(7, 40);
    assertThat(company.client("acme").ledgerName()).contains("Acme Corporation");
    assertThat(company.client("initech").ledgerName()).isEmpty();
    assertThat(company.products().stream().filter(p -> p.ledgerItemName().isEmpty()))
        .extracting(Product::code)
        .containsExactly("NW-FCST-ADD");
  }

  @Test
  void some_past_invoices_are_paid_some_open_and_each_overdue_one_is_a_planted_truth() {
    Company company = company(7, 40);
    List<PastInvoice> overdue =
        company.pastInvoices().stream()
            .filter(i -> i.paidOn().isEmpty() && i.due().isBefore(company.today()))
            .toList();
    assertThat(company.pastInvoices()).anyMatch(i -> i.paidOn().isPresent());
    assertThat(overdue).isNotEmpty();
    assertThat(company.truths().stream().filter(t -> t.kind().equals("overdue")))
        .hasSameSizeAs(overdue);
    assertThat(company.pastInvoices())
        .allMatch(i -> i.paidOn().isEmpty() || i.paidOn().get().isBefore(company.today()));
  }

  @Test
  void an_unknown_key_is_named_in_the_error() {
    assertThatThrownBy(() -> company(7, 0).client("nobody"))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("client 'nobody'");
  }

  private static Set<String> subjects(Company company) {
    Set<String> keys = company.deals().stream().map(SeedDeal::key).collect(Collectors.toSet());
    company.clients().forEach(c -> keys.add(c.key()));
    return keys;
  }

  private static void unique(List<String> keys) {
    assertThat(new HashSet<>(keys)).hasSameSizeAs(keys);
  }

  private static Company company(long seed, int deals) {
    return SeededCompany.generate(seed, deals, START);
  }
}
